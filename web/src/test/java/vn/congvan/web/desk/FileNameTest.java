package vn.congvan.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @Test
    void aVietnameseNameTravelsWholeAndOnceMoreWithoutAccents() {
        assertThat(FileName.header("attachment", "Quyết định số 5.pdf")).isEqualTo("attachment;"
                + " filename=\"Quyet dinh so 5.pdf\"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20s%E1%BB%91%205.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\".pdf", "a\r\nSet-Cookie: b=c.pdf", "../../etc/passwd", "C:\\a.pdf", "a\u202Efdp.exe",
            "a\0b"})
    void nothingInANameLeavesItsPlace(String name) {
        assertThat(FileName.header("inline", name)).matches("inline; filename=\"[^\"\\\\/\\p{Cntrl}]+\";"
                + " filename\\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]+")
                .doesNotContain("%2F", "%5C", "%0D", "%0A", "%E2%80%AE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void aFileWithoutANameGetsOne(String name) {
        assertThat(FileName.header("attachment", name)).contains("filename=\"tep-dinh-kem\"");
    }

    @ParameterizedTest
    @CsvSource({"a.pdf,PDF", "A.PDF,PDF", "a.pdf.html,OTHER", "a.html,OTHER", "a.svg,OTHER", "pdf,OTHER", "'',OTHER"})
    void onlyTheEndOfItsNameMakesAPdf(String name, FileKind kind) {
        assertThat(FileKind.of(name)).isEqualTo(kind);
    }
}
