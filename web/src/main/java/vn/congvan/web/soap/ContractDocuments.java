package vn.congvan.web.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import vn.congvan.wsdl.Exchange;

/** The contract as it is published: with the address under which it was asked for. */
final class ContractDocuments {

    private static final String WSDL = "/META-INF/wsdl/exchange.wsdl";
    private static final String XSD = "/META-INF/wsdl/exchange.xsd";
    private static final String ADDRESS = "http://localhost:8080/soap/exchange";
    private static final String SCHEMA = "schemaLocation=\"exchange.xsd\"";

    private final String wsdl = text(wsdl());
    private final String xsd = text(xsd());

    ContractDocuments() {
        if (!wsdl.contains(ADDRESS) || !wsdl.contains(SCHEMA)) {
            throw new IllegalStateException("the contract has not the places into which addresses are put");
        }
    }

    static URL wsdl() {
        return Exchange.class.getResource(WSDL);
    }

    static URL xsd() {
        return Exchange.class.getResource(XSD);
    }

    private static String text(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The document that a query asks for: {@code wsdl} or {@code xsd=1}.
     *
     * @param address the address of the service as the caller wrote it, without the query
     */
    Optional<String> find(String query, String address) {
        String asked = query == null ? "" : query.toLowerCase(Locale.ROOT);
        if (asked.equals("wsdl")) {
            String safe = address.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
            return Optional.of(
                    wsdl.replace(ADDRESS, safe).replace(SCHEMA, "schemaLocation=\"" + safe + "?xsd=1\""));
        }
        return asked.startsWith("xsd") ? Optional.of(xsd) : Optional.empty();
    }
}
