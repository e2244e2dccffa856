package vn.congvan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as its users have it: started as a process of its own, on nothing but a JDK. */
class PackageCheckIT {

    private static final Path JAR = Path.of(System.getProperty("congvan.tools"));
    private static final String CLASSES = "BOOT-INF/classes/vn/congvan/";
    private static final String LOADER = "org/springframework/boot/loader/";
    private static final List<String> OURS = List.of("tools/", "document/", "edxml/", "signature/", "signing/");
    private static final byte[] FILE = "Nội dung của tệp đính kèm".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private record Ran(int status, String out, String err) {

        List<JsonObject> lines() {
            return out.lines().map(line -> Json.createReader(new StringReader(line)).readObject()).toList();
        }

        JsonObject line() {
            assertThat(lines()).hasSize(1);
            return lines().get(0);
        }
    }

    @Test
    void aPackageThatANodeWouldTakeIsDescribed() throws Exception {
        Ran ran = check(file("tốt.edxml", document("V/v \"thử\" \\ công cụ")));

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEmpty();
        JsonObject line = ran.line();
        assertThat(line.getString("file")).endsWith("tốt.edxml");
        assertThat(line.getBoolean("accepted")).isTrue();
        assertThat(line.getString("type")).isEqualTo("edoc");
        assertThat(line.getString("kind")).isEqualTo("NEW");
        assertThat(line.getString("documentId")).isEqualTo("000.00.01.H99,2026/03/02,12/CV-VD");
        assertThat(line.getString("documentCode")).isEqualTo("12/CV-VD");
        assertThat(line.getString("subject")).isEqualTo("V/v \"thử\" \\ công cụ");
        assertThat(line.getString("from")).isEqualTo("000.00.01.H99");
        assertThat(line.getJsonArray("to").getValuesAs(v -> v.toString())).containsExactly("\"000.00.02.H99\"");
        assertThat(line.getString("encoding")).isEqualToIgnoringCase("UTF-8");
        JsonObject attachment = line.getJsonArray("attachments").getJsonObject(0);
        assertThat(attachment.getString("name")).isEqualTo("ghi chú.txt");
        assertThat(attachment.getInt("size")).isEqualTo(FILE.length);
        assertThat(attachment.getString("sha256"))
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FILE)));
        assertThat(line.getJsonArray("findings")).isEmpty();
    }

    @Test
    void whatIsPutUpWithIsTold() throws Exception {
        Ran ran = check(file("khoảng-trắng.edxml", "\n" + document("V/v thử")));

        assertThat(ran.status()).isZero();
        assertThat(ran.line().getJsonArray("findings").getJsonObject(0).getString("code"))
                .isEqualTo("LEADING_WHITESPACE");
        assertThat(ran.line().getJsonArray("findings").getJsonObject(0).getString("sentence")).isNotBlank();
    }

    @Test
    void aStatusIsDescribedAsWhatItIs() throws Exception {
        Ran ran = check(file("trạng-thái.edxml",
                """
                <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
                <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
                <edXML:From><edXML:OrganId>000.00.02.H99</edXML:OrganId></edXML:From>
                <edXML:ResponseFor><edXML:OrganId>000.00.01.H99</edXML:OrganId><edXML:Code>12/CV-VD</edXML:Code>
                <edXML:PromulgationDate>2026/03/02</edXML:PromulgationDate><edXML:DocumentId>000.00.01.H99,2026/03/02,12/CV-VD</edXML:DocumentId></edXML:ResponseFor>
                <edXML:StatusCode>03</edXML:StatusCode><edXML:Description>Tiếp nhận</edXML:Description>
                <edXML:Timestamp>2026/03/02 09:30:00</edXML:Timestamp>
                </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"""));

        assertThat(ran.status()).isZero();
        assertThat(ran.line().getString("type")).isEqualTo("status");
        assertThat(ran.line().getString("statusCode")).isEqualTo("03");
        assertThat(ran.line().getString("documentId")).isEqualTo("000.00.01.H99,2026/03/02,12/CV-VD");
    }

    @Test
    void whatANodeWouldRefuseIsRefusedWithItsCodeSentenceAndHint() throws Exception {
        Path broken = file("hỏng.edxml", document("V/v thử").substring(0, 900));
        Path dtd = file("dtd.edxml", "<!DOCTYPE edXML [<!ENTITY a \"b\">]><edXML/>");
        Path incomplete = file("thiếu.edxml", document("V/v thử").replaceAll("<edXML:Subject>.*</edXML:Subject>", ""));
        Path nobody = file("không-nơi-nhận.edxml", document("V/v thử").replaceAll("<edXML:To>.*</edXML:To>", ""));
        Path fine = file("tốt.edxml", document("V/v thử"));

        Ran ran = check(broken, dtd, incomplete, nobody, fine);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.lines()).extracting(line -> line.getString("code", "")).containsExactly("XML_NOT_WELL_FORMED",
                "XML_DTD_FORBIDDEN", "FIELD_MISSING", "RECIPIENT_MISSING", "");
        assertThat(ran.lines()).extracting(line -> line.getBoolean("accepted")).containsExactly(false, false, false,
                false, true);
        assertThat(ran.lines().get(2).getString("sentence")).contains("Subject", "Thiếu");
        assertThat(ran.lines().get(2).getString("hint")).isNotBlank();
        assertThat(ran.lines().get(2).getString("documentCode")).isEqualTo("12/CV-VD");
        assertThat(check("--english", incomplete).line().getString("sentence"))
                .isEqualTo("Required field Subject is missing.");
    }

    @Test
    void aFileThatCannotBeReadAndWrongUsageAreTwo() throws Exception {
        Ran missing = check(folder.resolve("không-có.edxml"), file("tốt.edxml", document("V/v thử")));
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("không-có.edxml cannot be read");
        assertThat(missing.line().getBoolean("accepted")).as("the other one").isTrue();

        assertThat(check().status()).isEqualTo(2);
        assertThat(run("package").status()).isEqualTo(2);
        assertThat(run("nothing").err()).contains("Usage: congvan-tools");
        assertThat(run("--help").status()).isZero();
        assertThat(run("--version").out()).startsWith("congvan-tools 0.");
    }

    @Test
    void theExampleOfTheProjectIsAccepted() throws Exception {
        assertThat(check(Path.of("../examples/soap/van-ban.edxml")).status()).isZero();
    }

    @Test
    void theJarHoldsOurRoomsAndNothingOfAServer() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith(LOADER)))
                    .isNotEmpty().allMatch(name -> OURS.stream().anyMatch(room -> name.startsWith(CLASSES + room)));
            assertThat(libraries(jar))
                    .noneMatch(name -> name.matches("(congvan|hibernate|wildfly|jakarta\\.(ejb|persistence)).*"));
        }
    }

    @Test
    void theLibrariesLieInTheJarAsTheyWereMadeAndEachIsNamedWithItsLicence() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String notice = new String(jar.getInputStream(jar.getEntry("META-INF/licenses/README.txt")).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/licenses/stax2-api.txt")).isNotNull();
            assertThat(libraries(jar)).isNotEmpty().allSatisfy(name -> assertThat(notice)
                    .containsPattern("(?m)^  " + Pattern.quote(name.replaceFirst("-\\d.*", "")) + "\\b"));
        }
    }

    private static List<String> libraries(JarFile jar) {
        return jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".jar"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1)).toList();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String document(String subject) {
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
               <edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
               <edXML:From><edXML:OrganId>000.00.01.H99</edXML:OrganId></edXML:From>
               <edXML:To><edXML:OrganId>000.00.02.H99</edXML:OrganId></edXML:To>
               <edXML:DocumentId>000.00.01.H99,2026/03/02,12/CV-VD</edXML:DocumentId>
               <edXML:Code><edXML:CodeNumber>12</edXML:CodeNumber><edXML:CodeNotation>CV-VD</edXML:CodeNotation></edXML:Code>
               <edXML:PromulgationInfo><edXML:Place>Ví Dụ</edXML:Place><edXML:PromulgationDate>2026/03/02</edXML:PromulgationDate></edXML:PromulgationInfo>
               <edXML:Subject>%s</edXML:Subject>
               </edXML:MessageHeader></edXML:edXMLHeader>
               <edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:1</edXML:ContentId><edXML:AttachmentName>ghi chú.txt</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>
               </edXML:edXMLEnvelope>
               <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>ghi chú.txt</AttachmentName><ContentType>text/plain</ContentType><edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">%s</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded>
               </edXML>"""
                .formatted(subject, Base64.getEncoder().encodeToString(FILE));
    }

    private Ran check(Object... arguments) throws Exception {
        List<Object> all = new ArrayList<>(List.of("package", "check"));
        all.addAll(List.of(arguments));
        return run(all.toArray());
    }

    private Ran run(Object... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-Dsun.jnu.encoding=UTF-8", "-jar", JAR.toString()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
