package vn.congvan.web.soap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoapDialectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/xml|SOAP11", "Text/XML; charset=\"utf-8\"|SOAP11",
            "application/soap+xml;charset=utf-8;action=\"a\"|SOAP12",
            "multipart/related; type=\"application/xop+xml\"; boundary=b; start-info=\"text/xml\"|SOAP11",
            "multipart/related;start-info=\"application/soap+xml; action=\\\"x\\\"\";type=\"application/xop+xml\"|SOAP12",
            "multipart/related; type=\"text/xml\"; boundary=b|SOAP11"})
    void theVersionIsKnownByTheContentType(String contentType, SoapDialect expected) {
        assertThat(SoapDialect.of(contentType, false)).contains(expected);
    }

    @Test
    void withoutStartInfoTheSoapActionTells() {
        String contentType = "multipart/related; type=\"application/xop+xml\"; boundary=b";
        assertThat(SoapDialect.of(contentType, true)).contains(SoapDialect.SOAP11);
        assertThat(SoapDialect.of(contentType, false)).contains(SoapDialect.SOAP12);
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/xmlx", "application/fastinfoset", "multipart/form-data", "''"})
    void anythingElseIsNoSoap(String contentType) {
        assertThat(SoapDialect.of(contentType, true)).isEmpty();
        assertThat(SoapDialect.of(null, true)).isEmpty();
    }
}
