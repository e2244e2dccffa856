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
        assertThat(Utf8Rendering.other(declared)).isEmpty();
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

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void theOrderOfTheBytesNeedsNoMark(String encoding) throws IOException {
        String text = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a>Đề án</a>";

        assertThat(rendered(text.getBytes(Charset.forName(encoding)), encoding))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Đề án</a>");
    }

    @Test
    void anEncodingInWhichAByteIsACharacterIsRenderedToo() throws IOException {
        String text = "<?xml version='1.0' encoding='windows-1258'?><a>Đơn ê ô ă</a>";

        assertThat(rendered(text.getBytes(Charset.forName("windows-1258")), "windows-1258"))
                .isEqualTo("<?xml version='1.0' encoding=\"UTF-8\"?><a>Đơn ê ô ă</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "UTF-16LE", "windows-1258", "no-such-encoding", ""})
    void aPrologThatIsWrongAboutUtf8IsPutRight(String declared) throws IOException {
        String body = "<a>Đề án số 5 \uD83D\uDCC4 <?xml encoding='x'?></a>".repeat(2000);
        for (String before : new String[] {"", "\uFEFF", "\r\n ", "\uFEFF\n"}) {
            String text = before + "<?xml version='1.0' encoding='" + declared + "' standalone=\"yes\"?>" + body;

            assertThat(rendered(text.getBytes(StandardCharsets.UTF_8), "UTF-8"))
                    .isEqualTo(before + "<?xml version='1.0' encoding=\"UTF-8\" standalone=\"yes\"?>" + body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version=\"1.0\" encoding='utf-8'?><a>ề</a>",
            "<?xml version=\"1.0\" encoding='utf8'?><a/>",
            "\uFEFF<?xml version='1.0'?><a>ề</a>", "<a><?xml version='1.0' encoding='utf-16'?></a>", "\uFEFF", "x", ""})
    void utf8ThatSaysNothingElseGoesOutByteForByte(String text) throws IOException {
        assertThat(rendered(text.getBytes(StandardCharsets.UTF_8), "UTF-8")).isEqualTo(text);
    }

    @Test
    void anEmptyFileStaysEmpty() throws IOException {
        assertThat(rendered(new byte[0], "UTF-16")).isEmpty();
    }

    private static String rendered(byte[] original, String encoding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Utf8Rendering.copy(new ByteArrayInputStream(original), encoding, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
