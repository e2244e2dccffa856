package vn.congvan.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import vn.congvan.document.Sha256;

/**
 * What a node vouches for when it takes a package over: which document, which bytes, from whom, for whom, when.
 *
 * @param packageId the package's UUID, as the sender was answered
 * @param documentId the DocumentId in the package, verbatim
 * @param documentCode number and notation, verbatim; empty where the package has none
 * @param sender code of the sending organization
 * @param recipients codes of the recipients, as registered
 * @param packageSha256 of the package's original bytes
 * @param files the attachments in the package's order
 * @param accepted when the package was durably taken over
 * @param node id of the node that vouches
 */
public record Receipt(String packageId, String documentId, String documentCode, String sender,
        List<String> recipients, Sha256 packageSha256, List<File> files, Instant accepted, String node) {

    private static final String TYPE = "vn.congvan.receipt/1";

    /**
     * A file in the package.
     *
     * @param name as the package names it
     * @param sha256 of its decoded bytes
     * @param size of its decoded bytes
     */
    public record File(String name, Sha256 sha256, long size) {}

    public Receipt {
        recipients = List.copyOf(recipients);
        files = List.copyOf(files);
    }

    /** As JSON, in one spelling. */
    String toJson() {
        List<Object> described = new ArrayList<>();
        for (File file : files) {
            described.add(Map.of("name", file.name(), "sha256", file.sha256().hex(), "size", file.size()));
        }
        return CanonicalJson.write(Map.of("type", TYPE, "packageId", packageId, "documentId", documentId,
                "documentCode", documentCode, "sender", sender, "recipients", recipients, "packageSha256",
                packageSha256.hex(), "files", described, "accepted", accepted.toString(), "node", node));
    }

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException it is not such a text, or says more or less than one
     */
    static Receipt ofJson(String json) {
        try {
            Map<?, ?> read = (Map<?, ?>) CanonicalJson.read(json);
            List<File> files = new ArrayList<>();
            for (Object element : (List<?>) read.get("files")) {
                Map<?, ?> file = (Map<?, ?>) element;
                files.add(new File((String) file.get("name"), new Sha256((String) file.get("sha256")),
                        (Long) file.get("size")));
            }
            List<String> recipients = ((List<?>) read.get("recipients")).stream().map(String.class::cast).toList();
            Receipt receipt = new Receipt((String) read.get("packageId"), (String) read.get("documentId"),
                    (String) read.get("documentCode"), (String) read.get("sender"), recipients,
                    new Sha256((String) read.get("packageSha256")), files,
                    Instant.parse((String) read.get("accepted")), (String) read.get("node"));
            if (!receipt.toJson().equals(json)) {
                throw new IllegalArgumentException("not a receipt of type " + TYPE);
            }
            return receipt;
        } catch (ClassCastException | NullPointerException | java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("not a receipt", e);
        }
    }
}
