package vn.congvan.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.TestPki.Signer;

/** Office files that this test has signed by another program, and what may be done to them afterwards. */
class SignedOfficeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant AT = NOW.minus(1, ChronoUnit.HOURS);
    private static final Instant LONG_AGO = NOW.minus(900, ChronoUnit.DAYS);
    private static final String SIGNATURE = "_xmlsignatures/sig1.xml";
    private static final String TEXT = "word/document.xml";
    private static final String TEXT_RELATIONSHIPS = "word/_rels/document.xml.rels";
    private static final String ROOT_RELATIONSHIPS = "_rels/.rels";
    private static final String OFFICE_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final Pattern RELATIONSHIP = Pattern.compile("<Relationship\\s[^>]*>");
    private static final long SEED = 20261123;
    private static final int MUTATIONS = 200;

    private static TestPki pki;
    private static Signer leader;
    private static Signer agency;
    private static byte[] document;
    private static byte[] signed;

    @TempDir
    Path folder;

    @BeforeAll
    static void sign() throws Exception {
        pki = new TestPki(NOW);
        leader = pki.signer("CN=Người Ký Thử,SURNAME=Người,GIVENNAME=Thử,O=UBND tỉnh Ví Dụ,C=VN");
        agency = pki.signer("CN=UBND tỉnh Ví Dụ,O=UBND tỉnh Ví Dụ,C=VN");
        document = SignedOffice.document("Văn bản thử nghiệm");
        signed = SignedOffice.sign(document, leader, AT);
    }

    private FileVerdict examine(byte[] file, TrustMaterial trust, Instant receivedAt) throws IOException {
        Path path = Files.write(folder.resolve("file"), file);
        return new FileExaminer(SignaturePolicy.current(), trust).examine(path, receivedAt, NOW);
    }

    private ReasonCode reason(byte[] file) throws Exception {
        return examine(file, pki.trust(true), NOW).reason();
    }

    private ReasonCode reason(byte[] file, TrustMaterial trust) throws IOException {
        return examine(file, trust, NOW).reason();
    }

    @Test
    void aPdfThatStandsUnpackedWhereNoSignatureReachesIsFound() throws Exception {
        Map<String, byte[]> entries = new java.util.LinkedHashMap<>();
        entries.put("docProps/thumbnail.pdf", TestPki.page("Trang khac"));
        entries.putAll(Zips.entries(signed));

        assertThat(reason(Zips.stored(entries))).isEqualTo(ReasonCode.ARCHIVE_AMBIGUOUS);
    }

    @Test
    void whatNobodyTouchedIsValidAndSaysWhoSigned() throws Exception {
        FileVerdict verdict = examine(signed, pki.trust(true), NOW);

        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.PERSON);
            assertThat(found.signer()).isEqualTo("Người Ký Thử");
            assertThat(found.claimedAt()).contains(AT);
            assertThat(found.intact()).isTrue();
            assertThat(found.covers()).endsWith(" parts");
        });
    }

    @Test
    void workbooksAreLookedIntoLikeDocuments() throws Exception {
        byte[] workbook = SignedOffice.sign(SignedOffice.workbook("Biểu thử"), leader, AT);

        assertThat(reason(workbook)).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(reason(Zips.replace(workbook, "xl/workbook.xml", "Biểu 2", "Biểu 3")))
                .isEqualTo(ReasonCode.NOT_INTACT);
        assertThat(reason(Zips.with(workbook, "xl/worksheets/sheet3.xml", new byte[0])))
                .isEqualTo(ReasonCode.PARTS_NOT_COVERED);
    }

    @Test
    void theOrganisationsSignatureAfterTheLeadersLeavesBothValid() throws Exception {
        FileVerdict verdict = examine(SignedOffice.sign(signed, agency, AT), pki.trust(true), NOW);

        assertThat(verdict.reason()).isEqualTo(ReasonCode.ALL_HOLDS);
        assertThat(verdict.signatures()).extracting(SignatureFinding::kind)
                .containsExactlyInAnyOrder(Kind.PERSON, Kind.ORGANISATION);
    }

    @Test
    void propertiesOfTheFileMayChange() throws Exception {
        assertThat(reason(Zips.with(signed, "docProps/thumbnail.jpeg", new byte[10]))).isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void aFileWithoutASignatureIsUnsigned() throws Exception {
        assertThat(reason(document)).isEqualTo(ReasonCode.NO_SIGNATURE);
        assertThat(reason(Zips.zip(Map.of("a.txt", new byte[] {1})))).isEqualTo(ReasonCode.NO_SIGNATURE);
    }

    @Test
    void otherWordsInWhatWasSignedAreAChange() throws Exception {
        assertThat(reason(Zips.replace(signed, TEXT, "thử nghiệm", "thử nghiêm"))).isEqualTo(ReasonCode.NOT_INTACT);
        assertThat(reason(Zips.without(signed, "word/header1.xml"))).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void otherWordsWithTheirDigestPutOnTheListAreAChange() throws Exception {
        byte[] other = Zips.replace(signed, TEXT, "thử nghiệm", "thử nghiêm");
        String before = digest(Zips.entries(signed).get(TEXT));
        String after = digest(Zips.entries(other).get(TEXT));

        assertThat(reason(Zips.replace(other, SIGNATURE, before, after))).isEqualTo(ReasonCode.NOT_INTACT);
    }

    private static String digest(byte[] bytes) throws Exception {
        return java.util.Base64.getEncoder()
                .encodeToString(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void anotherValueOfTheSignatureIsAChange() throws Exception {
        String xml = new String(Zips.entries(signed).get(SIGNATURE), StandardCharsets.UTF_8);
        int at = xml.indexOf('>', xml.indexOf("<SignatureValue")) + 20;
        String digit = xml.substring(at, at + 1);
        String other = xml.substring(0, at) + (digit.equals("A") ? "B" : "A") + xml.substring(at + 1);

        assertThat(reason(Zips.with(signed, SIGNATURE, other.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void aPartThatWasAddedIsAChange() throws Exception {
        assertThat(reason(Zips.with(signed, "word/media/image9.png", new byte[10])))
                .isEqualTo(ReasonCode.PARTS_NOT_COVERED);
        assertThat(reason(Zips.with(signed, "docProps/deeper/document.xml", new byte[10])))
                .isEqualTo(ReasonCode.PARTS_NOT_COVERED);
    }

    @Test
    void aRelationshipThatWasAddedIsAChangeWhereverItLeads() throws Exception {
        for (String target : List.of("document2.xml", "../docProps/core.xml", "/docProps/core.xml",
                "../_xmlsignatures/sig1.xml", "https://example.invalid/\" TargetMode=\"External")) {
            assertThat(reason(related(signed, TEXT_RELATIONSHIPS, OFFICE_TYPE + "image", target))).as(target)
                    .isEqualTo(ReasonCode.PARTS_NOT_COVERED);
        }
        assertThat(reason(related(signed, ROOT_RELATIONSHIPS, OFFICE_TYPE + "officeDocument", "docProps/app.xml")))
                .isEqualTo(ReasonCode.PARTS_NOT_COVERED);
        assertThat(reason(related(signed, TEXT_RELATIONSHIPS, OFFICE_TYPE + "extended-properties",
                "../docProps/app.xml"))).isEqualTo(ReasonCode.PARTS_NOT_COVERED);
        assertThat(reason(Zips.with(signed, "word/_rels/header1.xml.rels",
                Zips.entries(signed).get(TEXT_RELATIONSHIPS)))).isEqualTo(ReasonCode.PARTS_NOT_COVERED);
    }

    private static byte[] related(byte[] file, String rels, String type, String target) throws IOException {
        return Zips.replace(file, rels, "</Relationships>",
                "<Relationship Id=\"added\" Type=\"" + type + "\" Target=\"" + target + "\"/></Relationships>");
    }

    @Test
    void aRelationshipThatWasRemovedOrLeadsElsewhereIsAChange() throws Exception {
        String rels = new String(Zips.entries(signed).get(TEXT_RELATIONSHIPS), StandardCharsets.UTF_8);
        String one = RELATIONSHIP.matcher(rels).results().map(MatchResult::group)
                .filter(r -> r.contains("header1.xml")).findFirst().orElseThrow();

        assertThat(reason(Zips.replace(signed, TEXT_RELATIONSHIPS, one, ""))).isEqualTo(ReasonCode.NOT_INTACT);
        assertThat(reason(Zips.replace(signed, TEXT_RELATIONSHIPS, "header1.xml", "header2.xml")))
                .isEqualTo(ReasonCode.NOT_INTACT);
        assertThat(reason(Zips.without(signed, TEXT_RELATIONSHIPS))).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void anotherContentTypeOfASignedPartIsAChange() throws Exception {
        assertThat(reason(Zips.replace(signed, "[Content_Types].xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml"))).isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void aSignatureToWhichNoWayLeadsAnyMoreIsNotTakenForNone() throws Exception {
        byte[] twice = SignedOffice.sign(signed, agency, AT);
        String rels = "_xmlsignatures/_rels/origin.sigs.rels";
        String second = RELATIONSHIP.matcher(new String(Zips.entries(twice).get(rels), StandardCharsets.UTF_8))
                .results().map(MatchResult::group).filter(r -> r.contains("sig2.xml")).findFirst().orElseThrow();
        String origin = RELATIONSHIP
                .matcher(new String(Zips.entries(signed).get(ROOT_RELATIONSHIPS), StandardCharsets.UTF_8)).results()
                .map(MatchResult::group).filter(r -> r.contains("digital-signature")).findFirst().orElseThrow();

        assertThat(reason(Zips.without(signed, rels))).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
        assertThat(reason(Zips.without(signed, SIGNATURE))).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
        assertThat(reason(Zips.without(signed, rels, SIGNATURE))).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
        assertThat(reason(Zips.replace(signed, ROOT_RELATIONSHIPS, origin, "")))
                .isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
        assertThat(reason(Zips.replace(twice, rels, second, ""))).isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
        assertThat(reason(Zips.replace(signed, SIGNATURE, "<SignedInfo", "<SignedInf0")))
                .isEqualTo(ReasonCode.UNREADABLE);
    }

    @Test
    void aSignatureThatCoversAnotherObjectOfTheSameIdIsNotRead() throws Exception {
        assertThat(reason(Zips.replace(signed, SIGNATURE, "</Signature>",
                "<Object Id=\"idPackageObject\"><Manifest/></Object></Signature>")))
                .isEqualTo(ReasonCode.SIGNATURE_UNREADABLE);
    }

    @Test
    void aPartThatWasStruckFromTheListIsAChange() throws Exception {
        String xml = new String(Zips.entries(signed).get(SIGNATURE), StandardCharsets.UTF_8);
        int from = xml.indexOf("<Reference URI=\"/word/header1.xml");
        int to = xml.indexOf("</Reference>", from) + "</Reference>".length();

        assertThat(reason(Zips.with(signed, SIGNATURE,
                (xml.substring(0, from) + xml.substring(to)).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(ReasonCode.NOT_INTACT);
    }

    @Test
    void whatProgramsWouldReadDifferentlyIsNotChecked() throws Exception {
        byte[] twin = Zips.with(signed, "word/documenT.xml", Zips.entries(signed).get(TEXT));
        assertThat(reason(twin)).as("names that differ in case").isEqualTo(ReasonCode.ARCHIVE_AMBIGUOUS);
        assertThat(reason(replaced(twin, "word/documenT.xml", TEXT))).as("one name twice")
                .isEqualTo(ReasonCode.ARCHIVE_AMBIGUOUS);
        assertThat(reason(unlisted(signed))).as("an entry that is not listed").isEqualTo(ReasonCode.ARCHIVE_AMBIGUOUS);
        byte[] behind = Arrays.copyOf(signed, signed.length + 40);
        assertThat(reason(behind)).as("bytes behind the end").isEqualTo(ReasonCode.ARCHIVE_AMBIGUOUS);
        byte[] before = new byte[signed.length + 10];
        System.arraycopy(signed, 0, before, 10, signed.length);
        assertThat(examine(before, pki.trust(true), NOW).state()).as("bytes before the beginning")
                .isEqualTo(VerdictState.CANNOT_CHECK);
        assertThat(examine(Arrays.copyOf(signed, signed.length - 50), pki.trust(true), NOW).state())
                .as("the end is missing").isEqualTo(VerdictState.CANNOT_CHECK);
        assertThat(reason(Zips.replace(signed, "[Content_Types].xml", "<Default ",
                "<Default ContentType=\"text/plain\" Extension=\"xml\"/><Default "))).as("two content types")
                .isEqualTo(ReasonCode.ARCHIVE_AMBIGUOUS);
    }

    /** Words in the bytes of a file, in the headers of its entries as a rule. */
    private static byte[] replaced(byte[] file, String words, String by) {
        byte[] other = file.clone();
        byte[] wanted = SignedForm.ascii(words);
        for (int at = SignedForm.indexOf(file, wanted, 0); at >= 0; at = SignedForm.indexOf(file, wanted, at + 1)) {
            System.arraycopy(SignedForm.ascii(by), 0, other, at, wanted.length);
        }
        return other;
    }

    /** With one entry more, of which its list knows nothing. */
    private static byte[] unlisted(byte[] zip) throws IOException {
        byte[] other = Zips.zip(Map.of(TEXT, "<w/>".getBytes(StandardCharsets.US_ASCII)));
        int entry = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).getInt(other.length - 6);
        int list = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
        ByteBuffer both = ByteBuffer.allocate(zip.length + entry).order(ByteOrder.LITTLE_ENDIAN);
        both.put(zip, 0, list).put(other, 0, entry).put(zip, list, zip.length - list);
        return both.putInt(zip.length + entry - 6, list + entry).array();
    }

    @Test
    void namesThatLeadOutOfThePackageAreRefused() throws Exception {
        for (String name : List.of("../evil.xml", "word/../../evil.xml", "/evil.xml", "C:evil.xml", "word\\evil.xml",
                "word//evil.xml", "word/./evil.xml")) {
            assertThat(reason(Zips.with(signed, name, new byte[10]))).as(name).isEqualTo(ReasonCode.UNSAFE_NAME);
        }
    }

    @Test
    void packagesThatGrowTooLargeAreNotUnpacked() throws Exception {
        assertThat(reason(Zips.with(signed, "word/media/image1.bmp", new byte[20 << 20])))
                .isEqualTo(ReasonCode.ARCHIVE_TOO_LARGE);
        Map<String, byte[]> many = Zips.entries(signed);
        for (int i = 0; i < 10_000; i++) {
            many.put("word/media/" + i, new byte[0]);
        }
        assertThat(reason(Zips.zip(many))).isEqualTo(ReasonCode.ARCHIVE_TOO_LARGE);
        byte[] liar = replaced(signed, "", "");
        int entry = SignedForm.indexOf(liar, new byte[] {'P', 'K', 1, 2}, 0);
        liar[entry + 24]++;
        assertThat(examine(liar, pki.trust(true), NOW).state()).as("a size that is not true")
                .isEqualTo(VerdictState.CANNOT_CHECK);
    }

    @Test
    void whatWouldBeRunOrFetchedIsRefused() throws Exception {
        assertThat(reason(Zips.replace(signed, SIGNATURE, "<Signature ",
                "<!DOCTYPE Signature [<!ENTITY x \"y\">]><Signature "))).isEqualTo(ReasonCode.DOCUMENT_TYPE_REFUSED);
        assertThat(reason(Zips.replace(signed, SIGNATURE, OfficeRelationships.TRANSFORM,
                "http://www.w3.org/TR/1999/REC-xslt-19991116"))).isEqualTo(ReasonCode.TRANSFORM_REFUSED);
        assertThat(reason(Zips.replace(signed, SIGNATURE, "<Manifest>", "<Manifest>" + "<Reference/>".repeat(6000))))
                .isEqualTo(ReasonCode.TOO_COMPLEX);
        assertThat(reason(Zips.with(signed, ROOT_RELATIONSHIPS, ("<a>".repeat(300) + "</a>".repeat(300)).getBytes())))
                .isEqualTo(ReasonCode.TOO_COMPLEX);
    }

    @Test
    void whoCannotBeConfirmedIsNotCalledValid() throws Exception {
        assertThat(reason(signed, pki.trust(false))).isEqualTo(ReasonCode.REVOCATION_UNKNOWN);
        assertThat(reason(signed, new TestPki(NOW).trust(true))).isEqualTo(ReasonCode.NO_TRUST_ANCHOR);
        assertThat(reason(SignedOffice.sign(document, leader, AT, HashAlgorithm.sha1)))
                .isEqualTo(ReasonCode.WEAK_ALGORITHM);
    }

    @Test
    void whoWasRevokedWhenTheFileCameIsSaidToBe() throws Exception {
        Signer gone = pki.signer("CN=Người Bị Thu Hồi,C=VN");
        byte[] file = SignedOffice.sign(document, gone, AT);
        pki.revoke(gone);

        assertThat(reason(file)).isEqualTo(ReasonCode.REVOKED);
        assertThat(examine(file, pki.trust(true), NOW.minus(20, ChronoUnit.DAYS)).reason()).as("received before that")
                .isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void whoHadExpiredWhenTheFileCameIsSaidToHave() throws Exception {
        Signer expired = pki.signer("CN=Người Hết Hạn,C=VN", LONG_AGO, NOW.minus(5, ChronoUnit.DAYS), "SHA256withRSA");
        byte[] file = SignedOffice.sign(document, expired, NOW.minus(7, ChronoUnit.DAYS));

        assertThat(reason(file)).isEqualTo(ReasonCode.EXPIRED);
        assertThat(examine(file, pki.trust(true), NOW.minus(6, ChronoUnit.DAYS)).reason())
                .as("received while it was valid").isEqualTo(ReasonCode.ALL_HOLDS);
    }

    @Test
    void whatIsAlteredAnywhereIsNeverCalledValidNorUnsigned() throws Exception {
        Random random = new Random(SEED);
        Map<String, Object> shown = shown(signed);
        TrustMaterial trust = pki.trust(true);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] altered = signed.clone();
            int at = random.nextInt(altered.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            FileVerdict verdict = examine(altered, trust, NOW);
            assertThat(verdict.state()).as("byte %d: %s", at, verdict).isNotEqualTo(VerdictState.UNSIGNED);
            if (verdict.state() == VerdictState.VALID) {
                assertThat(shown(altered)).as("byte %d", at).isEqualTo(shown);
            }
        }
    }

    @Test
    void whatIsAlteredInAnyPartIsNeverCalledValidNorUnsigned() throws Exception {
        Random random = new Random(SEED);
        Map<String, Object> shown = shown(signed);
        List<String> names = new ArrayList<>(Zips.entries(signed).keySet());
        TrustMaterial trust = pki.trust(true);
        int changes = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] part = Zips.entries(signed).get(name);
            if (part.length > 0) {
                int at = random.nextInt(part.length);
                part[at] ^= (byte) (1 << random.nextInt(8));
                byte[] altered = Zips.with(signed, name, part);
                FileVerdict verdict = examine(altered, trust, NOW);
                assertThat(verdict.state()).as("%s byte %d: %s", name, at, verdict).isNotEqualTo(VerdictState.UNSIGNED);
                if (verdict.state() == VerdictState.VALID) {
                    assertThat(shown(altered)).as("%s byte %d", name, at).isEqualTo(shown);
                } else {
                    changes++;
                }
            }
        }
        assertThat(changes).isGreaterThan(MUTATIONS / 2);
    }

    /** What a reader makes of a file: its parts and how they hang together, but for its properties and signatures. */
    private static Map<String, Object> shown(byte[] file) throws IOException {
        Map<String, Object> shown = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : Zips.entries(file).entrySet()) {
            String name = entry.getKey();
            if (name.endsWith(".rels") && !name.startsWith("_xmlsignatures/")) {
                shown.put(name, RELATIONSHIP.matcher(new String(entry.getValue(), StandardCharsets.UTF_8)).results()
                        .map(MatchResult::group).filter(r -> !r.contains("properties") && !r.contains("digital-sig"))
                        .sorted().toList());
            } else if (!name.startsWith("docProps/") && !name.startsWith("_xmlsignatures/")
                    && !name.equals("[Content_Types].xml")) {
                shown.put(name, HexFormat.of().formatHex(entry.getValue()));
            }
        }
        return shown;
    }
}
