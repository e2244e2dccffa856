package vn.congvan.signature;

import java.io.StringReader;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import vn.congvan.document.Sha256;

/**
 * What a check of one file found, as it stands in the table of verdicts.
 *
 * @param id of the row; verdicts are added and never changed
 * @param file the file's digest
 * @param reason why; its state is the verdict
 * @param judgedAt when the check was made
 * @param signatures each signature of the file
 */
public record Examination(UUID id, Sha256 file, ReasonCode reason, Instant judgedAt,
        List<SignatureFinding> signatures) {

    static Examination of(FileVerdictRow row) {
        try (JsonReader reader = Json.createReader(new StringReader(row.report))) {
            return new Examination(row.id, new Sha256(row.sha256), ReasonCode.valueOf(row.reason), row.judgedAt,
                    reader.readObject().getJsonArray("signatures").getValuesAs(JsonObject.class).stream()
                            .map(Examination::finding).toList());
        }
    }

    private static SignatureFinding finding(JsonObject said) {
        return new SignatureFinding(SignatureFinding.Kind.valueOf(said.getString("kind")), said.getString("signer"),
                said.getString("organisation"), said.getString("serial"), said.getString("issuer"),
                said.getString("certificate"), instant(said, "validFrom"), instant(said, "validUntil"),
                instant(said, "claimedAt"), instant(said, "provenAt"), said.getString("provenBy"),
                said.getString("covers"), said.getString("algorithm"), said.getBoolean("intact"),
                SignatureFinding.Revocation.valueOf(said.getString("revocation")), said.getString("revocationSource"),
                instant(said, "revocationAt"), proof(said), wanted(said), List.of(),
                ReasonCode.valueOf(said.getString("reason")));
    }

    /** Older reports do not say. */
    private static List<RevocationSource> wanted(JsonObject said) {
        return said.containsKey("wanted")
                ? said.getJsonArray("wanted").getValuesAs(JsonObject.class).stream()
                        .map(each -> new RevocationSource(RevocationSource.Kind.valueOf(each.getString("kind")),
                                each.getString("address"), Base64.getDecoder().decode(each.getString("question")),
                                each.getString("about")))
                        .toList()
                : List.of();
    }

    /** Older reports do not say. */
    private static List<String> proof(JsonObject said) {
        return said.containsKey("proof")
                ? said.getJsonArray("proof").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList()
                : List.of();
    }

    private static Optional<Instant> instant(JsonObject said, String name) {
        return Optional.ofNullable(said.getString(name, null)).map(Instant::parse);
    }

    /** The one word. */
    public VerdictState state() {
        return reason.state();
    }
}
