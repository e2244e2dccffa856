package vn.congvan.person;

import java.text.Normalizer;
import java.util.Map;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;

/** Salted, slow hashes of passwords. */
@ApplicationScoped
class Passwords {

    /** Longer ones are refused unseen: hashing is dear, and nobody types more. In characters. */
    static final int LONGEST = People.LONGEST_PASSWORD;

    private static final Map<String, String> STRENGTH = Map.of( //
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512", //
            "Pbkdf2PasswordHash.Iterations", "210000", //
            "Pbkdf2PasswordHash.SaltSizeBytes", "32", //
            "Pbkdf2PasswordHash.KeySizeBytes", "64");

    private Pbkdf2PasswordHash pbkdf2;
    private String nobodys;

    protected Passwords() {
        // for the container's proxy
    }

    @Inject
    Passwords(Pbkdf2PasswordHash pbkdf2) {
        this.pbkdf2 = pbkdf2;
    }

    @PostConstruct
    void prepare() {
        pbkdf2.initialize(STRENGTH);
        nobodys = pbkdf2.generate("nobody's".toCharArray());
    }

    String hash(String password) {
        return pbkdf2.generate(chars(password));
    }

    boolean matches(String password, String hash) {
        return password.length() <= LONGEST && pbkdf2.verify(chars(password), hash);
    }

    /** Takes as long as {@link #matches} and says nothing: whether a name exists must not show in the time. */
    void compareWithNobodys(String password) {
        if (password.length() <= LONGEST) {
            pbkdf2.verify(chars(password), nobodys);
        }
    }

    /** One keyboard sends ấ as one character, another as two. */
    private static char[] chars(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
    }
}
