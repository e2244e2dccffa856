package vn.congvan.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import vn.congvan.document.OrganizationCode;
import vn.congvan.signing.SigningKeys;
import vn.congvan.signing.SigningKeys.Keeper;
import vn.congvan.signing.SigningKeys.Purpose;
import vn.congvan.signing.SigningKeys.Reference;

/**
 * Where the keys lie with which organizations and the node sign, as a JSON file says it; {@code docs/operations.md} describes it. It holds no
 * password: it names under which alias of the credential store one lies.
 *
 * @param keys where each key lies
 * @param credentials the alias of the password of each
 */
record KeysFile(List<Reference> keys, Map<Reference, String> credentials) {

    private static final int LONGEST = 4096;

    KeysFile {
        keys = List.copyOf(keys);
        credentials = Map.copyOf(credentials);
    }

    /** Reads the file; {@code node} owns the key for receipts. */
    static KeysFile read(Path file, String node) {
        try (InputStream in = Files.newInputStream(file)) {
            JsonEntry whole = JsonEntry.read(file.toString(), in);
            Map<Reference, String> credentials = new HashMap<>();
            for (JsonEntry entry : whole.entries("keys")) {
                Reference reference = reference(entry, node);
                if (credentials.keySet().stream().anyMatch(known -> known.owner().equals(reference.owner())
                        && known.purpose() == reference.purpose())) {
                    throw entry.fault("there are two keys for " + reference.owner() + ", " + reference.purpose());
                }
                credentials.put(reference, entry.required("credential", 200));
                entry.refuseTheRest();
            }
            whole.refuseTheRest();
            return new KeysFile(List.copyOf(credentials.keySet()), credentials);
        } catch (IOException e) {
            throw new FaultyFile(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Reference reference(JsonEntry entry, String node) {
        Purpose purpose = entry.required("purpose", Purpose.class);
        String owner = purpose == Purpose.RECEIPT ? node : owner(entry);
        return new Reference(owner, purpose, keeper(entry), entry.required("alias", 200));
    }

    private static String owner(JsonEntry entry) {
        String text = entry.required("organization", LONGEST);
        return OrganizationCode.parse(text).map(OrganizationCode::value)
                .orElseThrow(() -> entry.fault("field organization is " + text + ", which is no organization code"));
    }

    private static Keeper keeper(JsonEntry entry) {
        String file = entry.text("pkcs12", LONGEST);
        String library = entry.text("pkcs11", LONGEST);
        String slot = entry.text("slot", 20);
        if (file.isEmpty() == library.isEmpty()) {
            throw entry.fault("a key lies either in a file (pkcs12) or on a token (pkcs11)");
        }
        if (!slot.isEmpty() && (library.isEmpty() || !slot.matches("\\d+"))) {
            throw entry.fault("field slot is the number of a token's slot, in quotes");
        }
        Path path = Path.of(file + library);
        if (!path.isAbsolute()) {
            throw entry.fault(path + " is not a whole path");
        }
        return library.isEmpty()
                ? new Keeper.Pkcs12(path)
                : new Keeper.Pkcs11(path, slot.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(slot)));
    }
}
