package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;

class JsonAnswerTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void everythingOutsideAsciiIsEscapedAndReadBackTheSame() throws IOException {
        String text = "Đơn vị \"gửi\" \\ dòng\r\n\t\u0000\u007f \uD83D\uDCC4";
        try (JsonAnswer json = new JsonAnswer(bytes)) {
            json.field("ErrorDesc", text);
        }

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).matches("[\\x20-\\x7e]+");
        assertThat(read().getString("ErrorDesc")).isEqualTo(text);
    }

    @Test
    void rowsAndFieldsAreSeparated() throws IOException {
        try (JsonAnswer json = new JsonAnswer(bytes)) {
            json.field("status", "OK");
            json.beginRows("data");
            json.beginRow();
            json.field("a", "1").field("n", 2).field("t", true);
            json.endRow();
            json.beginRow();
            json.endRow();
            json.endRows();
            json.field("last", "");
        }

        assertThat(bytes.toString(StandardCharsets.US_ASCII))
                .isEqualTo("{\"status\":\"OK\",\"data\":[{\"a\":\"1\",\"n\":2,\"t\":true},{}],\"last\":\"\"}");
    }

    @Test
    void noRowsAreAnEmptyArray() throws IOException {
        try (JsonAnswer json = new JsonAnswer(bytes)) {
            json.beginRows("data");
            json.endRows();
        }

        assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("{\"data\":[]}");
    }

    @Test
    void aFileStreamsAsBase64() throws IOException {
        byte[] file = new byte[100_001];
        new Random(7).nextBytes(file);
        try (JsonAnswer json = new JsonAnswer(bytes)) {
            try (OutputStream data = json.base64("data")) {
                new ByteArrayInputStream(file).transferTo(data);
            }
            json.field("after", 1);
        }

        assertThat(Base64.getDecoder().decode(read().getString("data"))).isEqualTo(file);
        assertThat(read().getInt("after")).isEqualTo(1);
    }

    private JsonObject read() {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            return reader.readObject();
        }
    }
}
