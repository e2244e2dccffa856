package vn.congvan.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.security.auth.login.LoginException;

import org.jboss.logging.Logger;

import vn.congvan.document.CertificateEnd;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;

/**
 * The second of three steps of a signature: signs bytes with an organisation's key and knows nothing of files. JDK alone
 * (PKCS#12 files, PKCS#11 tokens over {@code SunPKCS11}), so that keys never are in a process that parses what came from
 * outside.
 *
 * <p>A key is opened when it is first needed and stays open; if its file or token fails, it is opened anew at the next call, so
 * a token that was pulled out and put back works again by itself. Passwords are asked for at each opening and not kept. Safe for
 * several threads.
 */
public final class SigningKeys {

    /** What a key is for; one per owner and purpose. */
    public enum Purpose {
        /** The organisation signs documents, attachments and copies. */
        SIGNING,
        /** The node signs receipts. */
        RECEIPT
    }

    /** Where a key is kept. */
    public sealed interface Keeper {

        /** @param file a PKCS#12 file, readable by the server's account only */
        record Pkcs12(Path file) implements Keeper {}

        /**
         * @param library the PKCS#11 library of the token's maker
         * @param slot the slot's id; empty means the first slot that holds a token
         */
        record Pkcs11(Path library, Optional<Long> slot) implements Keeper {}
    }

    /**
     * A key in the settings.
     *
     * @param owner the organisation's code, or the node's id for receipts
     * @param purpose what it is for
     * @param keeper where it is kept
     * @param alias its name there
     */
    public record Reference(String owner, Purpose purpose, Keeper keeper, String alias) {}

    /** What came of asking for a signer's certificates. */
    public sealed interface ChainAnswer {

        /** @param chain the signer's certificate first, each in DER */
        record Found(List<byte[]> chain) implements ChainAnswer {}

        /** @param refusal as {@link SignatureAnswer.Refused} */
        record Refused(Refusal refusal) implements ChainAnswer {}
    }

    /** What came of signing. */
    public sealed interface SignatureAnswer {

        /**
         * @param value the signature; for ECDSA in DER
         * @param algorithm {@code SHA256withRSA} or {@code SHA256withECDSA}
         */
        record Signed(byte[] value, String algorithm) implements SignatureAnswer {}

        /**
         * @param refusal {@code SIGNING_KEY_UNKNOWN} (nothing set up, or the alias is not there),
         *            {@code SIGNING_KEY_UNREACHABLE} (file or token missing), {@code SIGNING_KEY_LOCKED} (password),
         *            {@code SIGNING_KEY_UNFIT} or {@code SIGNING_CERTIFICATE_NOT_IN_FORCE}
         */
        record Refused(Refusal refusal) implements SignatureAnswer {}
    }

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private record Name(String owner, Purpose purpose) {}

    private record OpenKey(PrivateKey key, Optional<Provider> provider, List<X509Certificate> chain) {}

    /** Inside only: becomes a value at the door. */
    private static final class NoKey extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        NoKey(Throwable cause, ErrorCode code, Object... about) {
            super(code.name(), cause);
            this.refusal = Refusal.of(code, about);
        }
    }

    private final Map<Name, Reference> references = new HashMap<>();
    private final Map<Name, OpenKey> open = new HashMap<>();
    private final Function<Reference, char[]> passwords;
    private final Clock clock;

    /**
     * @param references one per owner and purpose
     * @param passwords gives the password of a reference's file or token; the array is wiped after use
     * @throws IllegalArgumentException two references for the same owner and purpose
     */
    public SigningKeys(List<Reference> references, Function<Reference, char[]> passwords, Clock clock) {
        for (Reference reference : references) {
            if (this.references.put(new Name(reference.owner(), reference.purpose()), reference) != null) {
                throw new IllegalArgumentException(
                        "two " + reference.purpose() + " keys for " + reference.owner());
            }
        }
        this.passwords = passwords;
        this.clock = clock;
    }

    /** When the certificates of the keys end; nothing of a key that cannot be reached, which signing with it says. */
    public List<CertificateEnd> ends() {
        List<CertificateEnd> ends = new ArrayList<>();
        for (Reference reference : references.values()) {
            try {
                X509Certificate certificate = opened(reference).chain().get(0);
                ends.add(new CertificateEnd(CertificateEnd.Purpose.valueOf(reference.purpose().name()),
                        reference.owner(), certificate.getSubjectX500Principal().getName(),
                        certificate.getNotAfter().toInstant()));
            } catch (NoKey e) {
                LOG.warnf("the %s key of %s cannot be looked at: %s", reference.purpose(), reference.owner(),
                        e.refusal.code());
            }
        }
        return ends;
    }

    /** The certificates of the owner's key for this purpose, if it may sign now. */
    public ChainAnswer chain(String owner, Purpose purpose) {
        try {
            List<byte[]> chain = new ArrayList<>();
            for (X509Certificate certificate : usable(new Name(owner, purpose)).chain()) {
                chain.add(certificate.getEncoded());
            }
            return new ChainAnswer.Found(chain);
        } catch (NoKey e) {
            return new ChainAnswer.Refused(e.refusal);
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** Signs {@code data} (hashed here, with SHA-256) with the owner's key for this purpose. */
    public SignatureAnswer sign(String owner, Purpose purpose, byte[] data) {
        Name name = new Name(owner, purpose);
        try {
            return sign(name, usable(name), data);
        } catch (NoKey e) {
            return new SignatureAnswer.Refused(e.refusal);
        } catch (GeneralSecurityException | ProviderException first) {
            forget(name);
            try {
                // a token that went and came back: once more with what is there now
                return sign(name, usable(name), data);
            } catch (NoKey e) {
                e.addSuppressed(first);
                return new SignatureAnswer.Refused(e.refusal);
            } catch (GeneralSecurityException | ProviderException again) {
                forget(name);
                return new SignatureAnswer.Refused(
                        Refusal.of(ErrorCode.SIGNING_KEY_UNREACHABLE, owner, reason(again)));
            }
        }
    }

    private static SignatureAnswer sign(Name name, OpenKey key, byte[] data) throws GeneralSecurityException, NoKey {
        X509Certificate certificate = key.chain().get(0);
        String algorithm = SignerCertificates.algorithm(certificate).orElseThrow();
        Signature signing = key.provider().isPresent()
                ? Signature.getInstance(algorithm, key.provider().get())
                : Signature.getInstance(algorithm);
        signing.initSign(key.key());
        signing.update(data);
        byte[] value = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(data);
        if (!verifying.verify(value)) {
            throw new NoKey(null, ErrorCode.SIGNING_KEY_UNFIT, name.owner(), "certificate of another key");
        }
        return new SignatureAnswer.Signed(value, algorithm);
    }

    private OpenKey usable(Name name) throws NoKey {
        Reference reference = references.get(name);
        if (reference == null) {
            throw new NoKey(null, ErrorCode.SIGNING_KEY_UNKNOWN, name.owner(), name.purpose());
        }
        OpenKey key = opened(reference);
        Optional<Refusal> refusal = SignerCertificates.refusal(key.chain().get(0), name.owner(), clock.instant());
        if (refusal.isPresent()) {
            // a renewed certificate in the same place is found at the next call
            forget(name);
            throw new NoKey(null, refusal.get().code(), refusal.get().about().toArray());
        }
        return key;
    }

    private OpenKey opened(Reference reference) throws NoKey {
        Name name = new Name(reference.owner(), reference.purpose());
        synchronized (open) {
            OpenKey key = open.get(name);
            if (key == null) {
                key = open(reference);
                open.put(name, key);
            }
            return key;
        }
    }

    private void forget(Name name) {
        synchronized (open) {
            open.remove(name);
        }
    }

    private OpenKey open(Reference reference) throws NoKey {
        char[] password = passwords.apply(reference);
        try {
            Optional<Provider> provider = reference.keeper() instanceof Keeper.Pkcs11 token
                    ? Optional.of(provider(reference, token))
                    : Optional.empty();
            KeyStore store = provider.isPresent()
                    ? KeyStore.getInstance("PKCS11", provider.get())
                    : KeyStore.getInstance("PKCS12");
            if (reference.keeper() instanceof Keeper.Pkcs12 file) {
                try (InputStream in = Files.newInputStream(file.file())) {
                    store.load(in, password);
                }
            } else {
                store.load(null, password);
            }
            Key key = store.getKey(reference.alias(), password);
            Certificate[] chain = store.getCertificateChain(reference.alias());
            if (!(key instanceof PrivateKey privateKey) || chain == null || chain.length == 0) {
                throw new NoKey(null, ErrorCode.SIGNING_KEY_UNKNOWN, reference.owner(), reference.purpose());
            }
            return new OpenKey(privateKey, provider, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        } catch (UnrecoverableKeyException e) {
            throw new NoKey(e, ErrorCode.SIGNING_KEY_LOCKED, reference.owner());
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            if (isPassword(e)) {
                throw new NoKey(e, ErrorCode.SIGNING_KEY_LOCKED, reference.owner());
            }
            throw new NoKey(e, ErrorCode.SIGNING_KEY_UNREACHABLE, reference.owner(), reason(e));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static Provider provider(Reference reference, Keeper.Pkcs11 token) throws NoKey {
        if (!Files.isReadable(token.library())) {
            throw new NoKey(null, ErrorCode.SIGNING_KEY_UNREACHABLE, reference.owner(), "PKCS#11 library");
        }
        Provider sun = Security.getProvider("SunPKCS11");
        if (sun == null) {
            throw new NoKey(null, ErrorCode.SIGNING_KEY_UNREACHABLE, reference.owner(), "SunPKCS11");
        }
        String slot = token.slot().map(id -> "slot = " + id).orElse("slotListIndex = 0");
        return sun.configure("--name = congvan\nlibrary = \"" + token.library() + "\"\n" + slot + "\n");
    }

    private static boolean isPassword(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof UnrecoverableKeyException || at instanceof LoginException
                    || String.valueOf(at.getMessage()).startsWith("CKR_PIN_")) {
                return true;
            }
        }
        return false;
    }

    /** Without the path of a key file: a refusal is shown to those who sign. */
    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof java.nio.file.FileSystemException
                ? cause.getClass().getSimpleName()
                : String.valueOf(cause.getMessage());
    }
}
