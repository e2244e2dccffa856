package vn.congvan.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import javax.crypto.SecretKey;

import vn.congvan.organization.NodeKey;
import vn.congvan.receipt.ReceiptSettings;
import vn.congvan.signing.SigningKeys;
import vn.congvan.signing.SigningKeys.Keeper;
import vn.congvan.signing.SigningKeys.Purpose;
import vn.congvan.signing.SigningKeys.Reference;

/** Makes the keeper of the keys with which organizations and the node sign. */
@Dependent
class Keys {

    @Produces
    @Singleton
    SigningKeys keys(Environment environment, NodeSettings node, @NodeKey SecretKey nodeKey, Clock clock) {
        KeysFile file = environment.keys().map(path -> KeysFile.read(path, node.name()))
                .orElseGet(() -> new KeysFile(List.of(), Map.of()));
        List<Reference> references = new ArrayList<>(file.keys());
        if (references.stream().noneMatch(reference -> reference.purpose() == Purpose.RECEIPT)) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            references.add(new Reference(node.name(), Purpose.RECEIPT,
                    new Keeper.Pkcs12(ReceiptKey.lay(environment.home(), node.name(), nodeKey, java)),
                    ReceiptKey.ALIAS));
        }
        return new SigningKeys(references,
                reference -> file.credentials().containsKey(reference)
                        ? CredentialStoreKey.password(file.credentials().get(reference))
                        : ReceiptKey.password(nodeKey),
                clock);
    }

    @Produces
    ReceiptSettings receipts(NodeSettings node) {
        return new ReceiptSettings(node.name());
    }
}
