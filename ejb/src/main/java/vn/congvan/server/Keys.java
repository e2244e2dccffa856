package vn.congvan.server;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import javax.crypto.SecretKey;

import vn.congvan.organization.NodeKey;
import vn.congvan.online.Online;
import vn.congvan.receipt.ReceiptSettings;
import vn.congvan.signature.SignatureSettings;
import vn.congvan.signature.Signatures;
import vn.congvan.signing.FileSigning;
import vn.congvan.signing.SigningKeys;
import vn.congvan.signing.SigningKeys.Purpose;
import vn.congvan.signing.SigningKeys.Reference;

/** Makes the keeper of the keys with which organizations and the node sign. */
@Dependent
class Keys {

    @Produces
    @Singleton
    SigningKeys keys(Environment environment, NodeSettings node, SignatureSettings programs,
            @NodeKey SecretKey nodeKey, Clock clock) {
        Map<Reference, Supplier<char[]>> passwords = new LinkedHashMap<>();
        environment.keys().map(path -> KeysFile.read(path, node.name())).ifPresent(file -> file.credentials()
                .forEach((key, alias) -> passwords.put(key, () -> CredentialStoreKey.password(alias))));
        environment.demoKeys(programs.program()).ifPresent(
                demo -> demo.references().forEach(key -> addUnlessThere(passwords, key, demo::password)));
        Reference receipts = ReceiptKey.reference(environment.home(), node.name());
        addUnlessThere(passwords, receipts, () -> ReceiptKey.password(nodeKey));
        if (passwords.containsKey(receipts)) {
            ReceiptKey.lay(environment.home(), node.name(), nodeKey, programs.java());
        }
        return new SigningKeys(List.copyOf(passwords.keySet()), key -> passwords.get(key).get(), clock);
    }

    /** What the administrator names goes before what the node makes by itself. */
    private static void addUnlessThere(Map<Reference, Supplier<char[]>> keys, Reference key,
            Supplier<char[]> password) {
        if (keys.keySet().stream()
                .noneMatch(known -> known.owner().equals(key.owner()) && known.purpose() == key.purpose())) {
            keys.put(key, password);
        }
    }

    @Produces
    @Singleton
    FileSigning files(Signatures signatures, SigningKeys keys, Online online) {
        return new FileSigning(signatures::ask, keys, online.timeStamps());
    }

    @Produces
    ReceiptSettings receipts(NodeSettings node) {
        return new ReceiptSettings(node.name());
    }
}
