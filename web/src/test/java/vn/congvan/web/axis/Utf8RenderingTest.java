package vn.congvan.web.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8RenderingTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf-8", "utf8", " UTF-8 ", "no-such-encoding", "not a name!"})
    void whatIsUtf8OrUnknownGoesOutAsItIs(String declared) {
        assertThat(Utf8Rendering.needed(declared)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void theTextIsKeptAndThePrologSaysUtf8(String encoding) throws IOException {
        String body = "<a>Đề án số 5 \uD83D\uDCC4</a>".repeat(2000);
        String bom = encoding.equals("UTF-16") ? "" : "\uFEFF";
        byte[] original = (bom + "<?xml version='1.0' encoding='" + encoding + "' standalone=\"yes\"?>" + body)
                .getBytes(Charset.forName(encoding));

        assertThat(rendered(original, encoding))
                .isEqualTo("<?xml version='1.0' encoding=\"UTF-8\" standalone=\"yes\"?>" + body);
    }

    @Test
    void aPrologWithoutEncodingStaysAsItIs() throws IOException {
        assertThat(rendered("<?xml version=\"1.0\"?><a encoding=\"x\"/>".getBytes(StandardCharsets.UTF_16), "UTF-16"))
                .isEqualTo("<?xml version=\"1.0\"?><a encoding=\"x\"/>");
    }

    @Test
    void anEmptyFileStaysEmpty() throws IOException {
        assertThat(rendered(new byte[0], "UTF-16")).isEmpty();
    }

    private static String rendered(byte[] original, String encoding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Utf8Rendering.copy(new ByteArrayInputStream(original), Utf8Rendering.needed(encoding).orElseThrow(), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
