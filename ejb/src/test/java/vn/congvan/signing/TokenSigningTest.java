package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import eu.europa.esig.dss.enumerations.Indication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.ErrorCode;

/**
 * Keys on a PKCS#11 token: SoftHSM 2, out of Debian's package {@code softhsm2}. The library reads where its tokens are from
 * {@code SOFTHSM2_CONF}, which the build sets for this module's tests.
 */
class TokenSigningTest {

    private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"));
    private static final String PIN = "12345678";
    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder RSA = PKI.signer("CN=Cơ quan có thiết bị, C=VN");
    private static final SigningPki.Holder EC = PKI.signer("CN=Cơ quan có thiết bị, C=VN", "EC", SigningPki.FROM,
            SigningPki.UNTIL);

    private static Path library;
    private static long slot;
    private static long other;

    @TempDir
    private Path folder;

    @BeforeAll
    static void aTokenWithTwoKeys() throws IOException, InterruptedException, GeneralSecurityException {
        Optional<Path> found = LIBRARIES.stream().filter(Files::isReadable).findFirst();
        assumeTrue(found.isPresent(),
                "SoftHSM is not installed (Debian: apt-get install softhsm2); tokens are not tried");
        library = found.get();
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Path tokens = configuration.resolveSibling("tokens");
        if (Files.exists(tokens)) {
            try (Stream<Path> old = Files.walk(tokens)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(tokens);
        Files.writeString(configuration,
                "directories.tokendir = " + tokens.toAbsolutePath()
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        initialize("one");
        initialize("two");
        // the order is the library's own
        Matcher listed = Pattern.compile("(?m)^Slot (\\d+)").matcher(run("softhsm2-util", "--show-slots"));
        slot = next(listed);
        other = next(listed);
        Provider provider = Security.getProvider("SunPKCS11").configure("--name = laying\nlibrary = " + library
                + "\nslot = " + slot + "\nattributes(*, CKO_PRIVATE_KEY, *) = {\n  CKA_SIGN = true\n}\n");
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN.toCharArray());
        store.setKeyEntry("rsa", RSA.key(), null, RSA.chain().toArray(Certificate[]::new));
        store.setKeyEntry("ec", EC.key(), null, EC.chain().toArray(Certificate[]::new));
    }

    @Test
    void theOrganisationSignsWithAKeyThatNeverLeavesItsToken() throws IOException {
        Path pdf = SigningPages.decision(folder.resolve("van-ban.pdf"));
        Path prepared = folder.resolve("prepared.pdf");
        SigningKeys keys = keys("rsa", PIN, Optional.of(slot));
        List<byte[]> chain = ((SigningKeys.ChainAnswer.Found) keys.chain("H99", SigningKeys.Purpose.SIGNING)).chain();
        SigningState state = ((PreparationResult.Prepared) new SigningPreparation().prepare(pdf,
                new SigningRequest(chain, SigningPki.SIGNED,
                        new SigningAppearance.OnCopy("SAO Y", SigningPages.ORGANIZATION), Optional.empty()),
                prepared)).state();
        SigningKeys.SignatureAnswer.Signed value = (SigningKeys.SignatureAnswer.Signed) keys.sign("H99",
                SigningKeys.Purpose.SIGNING, state.dataToSign());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new SigningCompletion().complete(prepared, state, value.value(), Optional.empty(), out);

        assertThat(DssOpinion.of(out.toByteArray(), PKI)).singleElement()
                .satisfies(s -> assertThat(s.indication()).isEqualTo(Indication.TOTAL_PASSED));
    }

    @Test
    void anEllipticCurveKeyOnATokenSigns() {
        byte[] data = "dữ liệu".getBytes(StandardCharsets.UTF_8);

        SigningKeys.SignatureAnswer answer = keys("ec", PIN, Optional.of(slot)).sign("H99",
                SigningKeys.Purpose.SIGNING, data);

        assertThat(answer).isInstanceOfSatisfying(SigningKeys.SignatureAnswer.Signed.class, signed -> assertThat(
                CmsSignature.fits(EC.certificate(), signed.algorithm(), data, signed.value())).isTrue());
    }

    @Test
    void withoutASlotTheFirstTokenIsTaken() {
        assertThat(keys("rsa", PIN, Optional.empty()).sign("H99", SigningKeys.Purpose.SIGNING, new byte[] {1}))
                .isInstanceOf(SigningKeys.SignatureAnswer.Signed.class);
    }

    @Test
    void aSlotWithoutATokenIsRefused() {
        assertThat(refusal(keys("rsa", PIN, Optional.of(slot + 17)))).isEqualTo(ErrorCode.SIGNING_KEY_UNREACHABLE);
    }

    @Test
    void anAliasThatIsNotOnTheTokenIsRefused() {
        assertThat(refusal(keys("khác", PIN, Optional.of(slot)))).isEqualTo(ErrorCode.SIGNING_KEY_UNKNOWN);
    }

    @Test
    void aWrongPinIsSaidToBeOne() {
        // a token into which nobody has logged in yet: a login counts for the whole process
        assertThat(refusal(keys("rsa", "00000000", Optional.of(other)))).isEqualTo(ErrorCode.SIGNING_KEY_LOCKED);
    }

    private static SigningKeys keys(String alias, String pin, Optional<Long> slot) {
        return new SigningKeys(
                List.of(new SigningKeys.Reference("H99", SigningKeys.Purpose.SIGNING,
                        new SigningKeys.Keeper.Pkcs11(library, slot), alias)),
                reference -> pin.toCharArray(), Clock.fixed(SigningPki.SIGNED, ZoneOffset.UTC));
    }

    private static ErrorCode refusal(SigningKeys keys) {
        SigningKeys.SignatureAnswer answer = keys.sign("H99", SigningKeys.Purpose.SIGNING, new byte[] {1});
        assertThat(answer).isInstanceOf(SigningKeys.SignatureAnswer.Refused.class);
        return ((SigningKeys.SignatureAnswer.Refused) answer).refusal().code();
    }

    private static void initialize(String label) throws IOException, InterruptedException {
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "87654321");
    }

    private static long next(Matcher listed) {
        assertThat(listed.find()).isTrue();
        return Long.parseLong(listed.group(1));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
