package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.document.CertificateEnd;
import vn.congvan.document.ErrorCode;

class SigningKeysTest {

    private static final SigningPki PKI = new SigningPki();
    private static final SigningPki.Holder ORGANIZATION = PKI.signer("CN=Cơ quan giả định, C=VN");
    private static final byte[] DATA = "dữ liệu cần ký".getBytes(StandardCharsets.UTF_8);
    private static final String PASSWORD = "mat khau";

    @TempDir
    private Path folder;

    @Test
    void eachPurposeHasItsOwnKey() throws IOException {
        SigningPki.Holder node = PKI.signer("CN=Nút", "EC", SigningPki.FROM, SigningPki.UNTIL);
        SigningKeys keys = keys(SigningPki.SIGNED, reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION),
                reference("H99", SigningKeys.Purpose.RECEIPT, node));

        SigningKeys.SignatureAnswer.Signed signed = signed(keys.sign("H99", SigningKeys.Purpose.SIGNING, DATA));
        SigningKeys.SignatureAnswer.Signed receipt = signed(keys.sign("H99", SigningKeys.Purpose.RECEIPT, DATA));

        assertThat(signed.algorithm()).isEqualTo("SHA256withRSA");
        assertThat(CmsSignature.fits(ORGANIZATION.certificate(), signed.algorithm(), DATA, signed.value())).isTrue();
        assertThat(receipt.algorithm()).isEqualTo("SHA256withECDSA");
        assertThat(CmsSignature.fits(node.certificate(), receipt.algorithm(), DATA, receipt.value())).isTrue();
    }

    @Test
    void theChainComesWithTheSignerFirst() throws IOException {
        SigningKeys keys = keys(SigningPki.SIGNED, reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION));

        assertThat(((SigningKeys.ChainAnswer.Found) keys.chain("H99", SigningKeys.Purpose.SIGNING)).chain())
                .containsExactlyElementsOf(ORGANIZATION.encoded());
    }

    @Test
    void theEndOfEachCertificateIsKnownEvenWhenItHasEnded() throws IOException {
        SigningPki.Holder ended = PKI.signer("CN=Đã hết hạn", "RSA", SigningPki.FROM,
                SigningPki.SIGNED.minusSeconds(60));
        SigningKeys keys = keys(SigningPki.SIGNED, reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION),
                reference("H98", SigningKeys.Purpose.SIGNING, ended));

        assertThat(keys.ends()).extracting(CertificateEnd::owner, CertificateEnd::until).containsExactlyInAnyOrder(
                tuple("H99", SigningPki.UNTIL), tuple("H98", SigningPki.SIGNED.minusSeconds(60)));
    }

    @Test
    void whatIsNotSetUpIsRefused() throws IOException {
        SigningKeys keys = keys(SigningPki.SIGNED, reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION));

        assertThat(refusal(keys, "H98")).isEqualTo(ErrorCode.SIGNING_KEY_UNKNOWN);
        assertThat(((SigningKeys.SignatureAnswer.Refused) keys.sign("H99", SigningKeys.Purpose.RECEIPT, DATA))
                .refusal().code()).isEqualTo(ErrorCode.SIGNING_KEY_UNKNOWN);
    }

    @Test
    void anAliasThatIsNotInTheFileIsRefused() throws IOException {
        Path file = ORGANIZATION.pkcs12(folder.resolve("keys.p12"), "one", PASSWORD.toCharArray());
        SigningKeys keys = keys(SigningPki.SIGNED, new SigningKeys.Reference("H99", SigningKeys.Purpose.SIGNING,
                new SigningKeys.Keeper.Pkcs12(file), "other"));

        assertThat(refusal(keys, "H99")).isEqualTo(ErrorCode.SIGNING_KEY_UNKNOWN);
    }

    @Test
    void aFileThatIsAwayIsRefusedWithoutItsPathAndFoundWhenItIsBack() throws IOException {
        SigningKeys.Reference reference = reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION);
        Path file = ((SigningKeys.Keeper.Pkcs12) reference.keeper()).file();
        Path away = folder.resolve("away");
        Files.move(file, away);
        SigningKeys keys = keys(SigningPki.SIGNED, reference);

        SigningKeys.SignatureAnswer answer = keys.sign("H99", SigningKeys.Purpose.SIGNING, DATA);
        assertThat(((SigningKeys.SignatureAnswer.Refused) answer).refusal().code())
                .isEqualTo(ErrorCode.SIGNING_KEY_UNREACHABLE);
        assertThat(((SigningKeys.SignatureAnswer.Refused) answer).refusal().sentence())
                .doesNotContain(folder.toString());

        Files.move(away, file);
        signed(keys.sign("H99", SigningKeys.Purpose.SIGNING, DATA));
    }

    @Test
    void aWrongPasswordIsSaidToBeOne() throws IOException {
        SigningKeys.Reference reference = reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION);
        SigningKeys keys = new SigningKeys(List.of(reference), r -> "sai".toCharArray(),
                Clock.fixed(SigningPki.SIGNED, ZoneOffset.UTC));

        assertThat(refusal(keys, "H99")).isEqualTo(ErrorCode.SIGNING_KEY_LOCKED);
    }

    @Test
    void passwordsAreWipedAfterUse() throws IOException {
        List<char[]> given = new ArrayList<>();
        SigningKeys keys = new SigningKeys(
                List.of(reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION)), r -> {
                    given.add(PASSWORD.toCharArray());
                    return given.get(given.size() - 1);
                }, Clock.fixed(SigningPki.SIGNED, ZoneOffset.UTC));

        signed(keys.sign("H99", SigningKeys.Purpose.SIGNING, DATA));
        signed(keys.sign("H99", SigningKeys.Purpose.SIGNING, DATA));

        assertThat(given).singleElement().satisfies(password -> assertThat(password).containsOnly('\0'));
    }

    @Test
    void anExpiredCertificateIsRefusedUntilItsFileIsRenewed() throws IOException {
        SigningPki.Holder old = PKI.signer("CN=Cũ", "RSA", SigningPki.FROM, SigningPki.SIGNED.plusSeconds(60));
        SigningKeys.Reference reference = reference("H99", SigningKeys.Purpose.SIGNING, old);
        Instant[] now = {SigningPki.SIGNED};
        SigningKeys keys = new SigningKeys(List.of(reference), r -> PASSWORD.toCharArray(), new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        signed(keys.sign("H99", SigningKeys.Purpose.SIGNING, DATA));

        now[0] = SigningPki.SIGNED.plusSeconds(61);
        assertThat(refusal(keys, "H99")).isEqualTo(ErrorCode.SIGNING_CERTIFICATE_NOT_IN_FORCE);

        ORGANIZATION.pkcs12(((SigningKeys.Keeper.Pkcs12) reference.keeper()).file(), "khóa", PASSWORD.toCharArray());
        signed(keys.sign("H99", SigningKeys.Purpose.SIGNING, DATA));
    }

    @Test
    void aTokenWhoseLibraryIsNotThereIsRefused() {
        SigningKeys keys = keys(SigningPki.SIGNED,
                new SigningKeys.Reference("H99", SigningKeys.Purpose.SIGNING,
                        new SigningKeys.Keeper.Pkcs11(folder.resolve("libtoken.so"), Optional.empty()), "khóa"));

        assertThat(refusal(keys, "H99")).isEqualTo(ErrorCode.SIGNING_KEY_UNREACHABLE);
    }

    @Test
    void twoKeysForTheSamePurposeAreAMistakeInTheSettings() throws IOException {
        SigningKeys.Reference reference = reference("H99", SigningKeys.Purpose.SIGNING, ORGANIZATION);

        assertThatThrownBy(() -> keys(SigningPki.SIGNED, reference, reference))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("H99");
    }

    private SigningKeys.Reference reference(String owner, SigningKeys.Purpose purpose, SigningPki.Holder holder)
            throws IOException {
        Path file = holder.pkcs12(folder.resolve(owner + "-" + purpose + ".p12"), "khóa", PASSWORD.toCharArray());
        return new SigningKeys.Reference(owner, purpose, new SigningKeys.Keeper.Pkcs12(file), "khóa");
    }

    private static SigningKeys keys(Instant now, SigningKeys.Reference... references) {
        return new SigningKeys(List.of(references), reference -> PASSWORD.toCharArray(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SigningKeys.SignatureAnswer.Signed signed(SigningKeys.SignatureAnswer answer) {
        assertThat(answer).isInstanceOf(SigningKeys.SignatureAnswer.Signed.class);
        return (SigningKeys.SignatureAnswer.Signed) answer;
    }

    private static ErrorCode refusal(SigningKeys keys, String owner) {
        SigningKeys.SignatureAnswer answer = keys.sign(owner, SigningKeys.Purpose.SIGNING, DATA);
        assertThat(answer).isInstanceOf(SigningKeys.SignatureAnswer.Refused.class);
        return ((SigningKeys.SignatureAnswer.Refused) answer).refusal().code();
    }
}
