package vn.congvan.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Sha256;
import vn.congvan.signing.ReceiptCheck.Problem;

class SignedReceiptTest {

    private static final SigningPki PKI = new SigningPki();
    private static final List<byte[]> ANCHORS = List.of(SigningPki.encoded(PKI.root()));
    private static final Instant LATER = SigningPki.SIGNED.plusSeconds(86_400);
    private static final Receipt RECEIPT = new Receipt("018f4f4e-0000-7000-8000-000000000001",
            "15/QĐ-UBND;2026/11/23;H99", "15/QĐ-UBND", "H99", List.of("H98.1", "G99 \"thử\""),
            Sha256.of("gói tin".getBytes(StandardCharsets.UTF_8)),
            List.of(new Receipt.File("Quyết định.pdf", Sha256.of(new byte[] {1}), 1),
                    new Receipt.File("phụ lục.xlsx", Sha256.of(new byte[] {2}), 12_345_678_901L)),
            SigningPki.SIGNED, "nút-1");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void aReceiptSaysWhatWasTakenOver(String algorithm) throws IOException {
        SignedReceipt signed = issue(RECEIPT, signer(algorithm));

        ReceiptCheck check = SignedReceipt.verify(signed.bytes(), ANCHORS, LATER);

        assertThat(check.problems()).isEmpty();
        assertThat(check.isValid()).isTrue();
        assertThat(check.receipt()).contains(RECEIPT);
        assertThat(check.signer()).contains("Nút thử nghiệm");
        assertThat(header(signed)).contains(algorithm.equals("EC") ? "\"alg\":\"ES256\"" : "\"alg\":\"RS256\"");
    }

    @Test
    void theSameReceiptIsSpeltTheSameWay() throws IOException {
        SigningPki.Holder signer = signer("RSA");

        assertThat(issue(RECEIPT, signer).toString()).isEqualTo(issue(RECEIPT, signer).toString());
        assertThat(RECEIPT.toJson()).startsWith("{\"accepted\":\"2026-11-23T03:20:30Z\",\"documentCode\":")
                .doesNotContain("\n");
    }

    @Test
    void everyChangedWordIsNoticed() throws IOException {
        String signed = issue(RECEIPT, signer("RSA")).toString();
        String[] parts = signed.split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> change : Map.of("15/QĐ-UBND;", "16/QĐ-UBND;", "H98.1", "H98.2", "03:20:30Z",
                "03:20:31Z", "12345678901", "12345678902", RECEIPT.packageSha256().hex(),
                Sha256.of(new byte[0]).hex(), "\"sender\":\"H99\"", "\"sender\":\"H97\"").entrySet()) {
            String changed = payload.replace(change.getKey(), change.getValue());
            assertThat(changed).isNotEqualTo(payload);

            ReceiptCheck check = verify(parts[0] + '.' + encoded(changed) + '.' + parts[2]);

            assertThat(check.problems()).as(change.getKey()).containsExactly(Problem.SIGNATURE_WRONG);
        }
    }

    @Test
    void whatIsSpeltOtherwiseIsNoReceipt() throws IOException {
        String signed = issue(RECEIPT, signer("RSA")).toString();
        String[] parts = signed.split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        for (String other : List.of(payload.replace(",", ", "), payload.replace("}", "} "), payload + "x", "[]",
                payload.replaceFirst("\\{", "{\"aaa\":1,"), payload.replace("receipt/1", "receipt/2"), "{".repeat(40),
                payload.replace("12345678901", "1e3"), "")) {
            assertThat(verify(parts[0] + '.' + encoded(other) + '.' + parts[2]).problems())
                    .containsExactly(Problem.NOT_A_RECEIPT);
        }
        assertThat(verify(signed + '.').problems()).containsExactly(Problem.NOT_A_RECEIPT);
        assertThat(verify(signed + '=').problems()).containsExactly(Problem.NOT_A_RECEIPT);
        assertThat(verify("").problems()).containsExactly(Problem.NOT_A_RECEIPT);
    }

    @Test
    void aSignatureWithAnotherKeyIsNoticed() throws IOException {
        String[] one = issue(RECEIPT, signer("RSA")).toString().split("\\.");
        String[] other = issue(RECEIPT, signer("RSA")).toString().split("\\.");

        assertThat(verify(one[0] + '.' + one[1] + '.' + other[2]).problems())
                .containsExactly(Problem.SIGNATURE_WRONG);
    }

    @Test
    void anUnsignedReceiptIsNotBelieved() throws IOException {
        String[] parts = issue(RECEIPT, signer("RSA")).toString().split("\\.");
        String header = header(parts[0]).replace("RS256", "none");

        assertThat(verify(encoded(header) + '.' + parts[1] + '.').problems())
                .containsExactly(Problem.ALGORITHM_NOT_ALLOWED);
        assertThat(verify(encoded(header.replace("none", "HS256")) + '.' + parts[1] + '.' + parts[2]).problems())
                .containsExactly(Problem.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void aNodeThatNobodyTrustsIsSaidToBeOne() throws IOException {
        SignedReceipt signed = issue(RECEIPT, new SigningPki().signer("CN=Nút lạ"));

        assertThat(verify(signed.toString()).problems()).containsExactly(Problem.CHAIN_NOT_TRUSTED);
        assertThat(SignedReceipt.verify(signed.bytes(), List.of(), LATER).problems())
                .containsExactly(Problem.CHAIN_NOT_TRUSTED);
    }

    @Test
    void theNodesOwnCertificateMayBeTheAnchor() throws IOException {
        SigningPki.Holder signer = signer("RSA");
        SignedReceipt signed = issue(RECEIPT, signer);

        assertThat(SignedReceipt.verify(signed.bytes(), List.of(signer.encoded().get(0)), LATER).problems())
                .isEmpty();
        assertThat(SignedReceipt.verify(signed.bytes(), List.of(signer.encoded().get(0)),
                SigningPki.UNTIL.plusSeconds(1)).problems()).containsExactly(Problem.CERTIFICATE_NOT_IN_FORCE);
    }

    @Test
    void anExpiredCertificateIsSaidToBeOne() throws IOException {
        SigningPki.Holder signer = PKI.signer("CN=Nút thử nghiệm", "RSA", SigningPki.FROM,
                SigningPki.SIGNED.plusSeconds(60));
        SignedReceipt signed = issue(RECEIPT, signer);

        assertThat(SignedReceipt.verify(signed.bytes(), ANCHORS, SigningPki.SIGNED.plusSeconds(30)).problems())
                .isEmpty();
        assertThat(SignedReceipt.verify(signed.bytes(), ANCHORS, LATER).problems())
                .containsExactly(Problem.CERTIFICATE_NOT_IN_FORCE);
    }

    @Test
    void aReceiptOfATimeThatIsNotItsCertificatesIsNoticed() throws IOException {
        Receipt early = new Receipt("p", "d", "", "H99", List.of("H98"), Sha256.of(new byte[0]), List.of(),
                SigningPki.FROM.minusSeconds(1), "nút-1");
        Receipt late = new Receipt("p", "d", "", "H99", List.of("H98"), Sha256.of(new byte[0]), List.of(),
                LATER.plusSeconds(3600), "nút-1");

        assertThat(verify(issue(early, signer("RSA")).toString()).problems())
                .containsExactly(Problem.ACCEPTED_OUTSIDE_CERTIFICATE);
        assertThat(verify(issue(late, signer("RSA")).toString()).problems())
                .containsExactly(Problem.ACCEPTED_IN_THE_FUTURE);
    }

    @Test
    void withoutAKeyForReceiptsNoneIsMade() {
        SigningKeys none = new SigningKeys(List.of(), reference -> new char[0],
                Clock.fixed(SigningPki.SIGNED, ZoneOffset.UTC));

        SignedReceipt.Answer answer = SignedReceipt.issue(RECEIPT, none);

        assertThat(((SignedReceipt.Answer.Refused) answer).refusal().code())
                .isEqualTo(ErrorCode.SIGNING_KEY_UNKNOWN);
    }

    @Test
    void anyJwsReaderFindsTheCertificateInTheHeader() throws IOException {
        SigningPki.Holder signer = signer("RSA");
        String header = header(issue(RECEIPT, signer));

        assertThat(header).contains("\"typ\":\"congvan-receipt+jws\"")
                .contains("\"x5c\":[\"" + Base64.getEncoder().encodeToString(signer.encoded().get(0)));
    }

    private static SigningPki.Holder signer(String algorithm) {
        return PKI.signer("CN=Nút thử nghiệm, C=VN", algorithm, SigningPki.FROM, SigningPki.UNTIL);
    }

    private SignedReceipt issue(Receipt receipt, SigningPki.Holder signer) throws IOException {
        Path file = signer.pkcs12(folder.resolve("node.p12"), "receipt", "mk".toCharArray());
        SigningKeys keys = new SigningKeys(
                List.of(new SigningKeys.Reference("nút-1", SigningKeys.Purpose.RECEIPT,
                        new SigningKeys.Keeper.Pkcs12(file), "receipt")),
                reference -> "mk".toCharArray(), Clock.fixed(SigningPki.SIGNED, ZoneOffset.UTC));
        return ((SignedReceipt.Answer.Issued) SignedReceipt.issue(receipt, keys)).receipt();
    }

    private static ReceiptCheck verify(String compact) {
        return SignedReceipt.verify(compact.getBytes(StandardCharsets.UTF_8), ANCHORS, LATER);
    }

    private static String header(SignedReceipt receipt) {
        return header(receipt.toString().split("\\.")[0]);
    }

    private static String header(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
