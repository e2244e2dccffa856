package vn.congvan.signature;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;

/** Critical extensions that say what a certificate is for, which is looked at apart from the way that leads to it. */
final class UnderstoodExtensions extends PKIXCertPathChecker {

    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String QUALIFIED_STATEMENTS = "1.3.6.1.5.5.7.1.3";
    private static final Set<String> UNDERSTOOD = Set.of(EXTENDED_KEY_USAGE, QUALIFIED_STATEMENTS, KEY_USAGE);

    @Override
    public void init(boolean forward) throws CertPathValidatorException {
        if (forward) {
            throw new CertPathValidatorException("paths are looked at from the anchor on");
        }
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return false;
    }

    @Override
    public Set<String> getSupportedExtensions() {
        return UNDERSTOOD;
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved) {
        unresolved.removeAll(Set.of(EXTENDED_KEY_USAGE, QUALIFIED_STATEMENTS));
    }
}
