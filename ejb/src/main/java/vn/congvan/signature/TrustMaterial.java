package vn.congvan.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * By what signers are judged.
 *
 * @param anchors certificates at which a chain may end, DER
 * @param intermediates certificates that help to build chains, DER
 * @param lists lists of revoked certificates, DER
 * @param responders certificates of those whose answers (OCSP) count, whoever issued the certificate asked about, DER
 * @param answers what was answered about certificates (OCSPResponse), DER; each is believed only from who may give it
 */
public record TrustMaterial(List<byte[]> anchors, List<byte[]> intermediates, List<byte[]> lists,
        List<byte[]> responders, List<byte[]> answers) {

    /**
     * What the files of a folder hold: who signed itself is an anchor, who may
     * answer for others alone is a responder, other certificates help to build chains, lists are lists.
     *
     * @throws vn.congvan.document.RefusedException {@code TRUST_UNREADABLE} when one of them is neither
     */
    public static TrustMaterial in(Path folder) throws IOException {
        TrustMaterial found = new TrustMaterial(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>(), new ArrayList<>());
        for (Path file : TrustReading.files(folder)) {
            for (TrustItemRow item : TrustReading.read(file.getFileName().toString(), TrustReading.bytes(file))) {
                (switch (item.kind) {
                    case ANCHOR -> found.anchors;
                    case INTERMEDIATE -> found.intermediates;
                    case CRL -> found.lists;
                    case OCSP_RESPONDER -> found.responders;
                    case OCSP_ANSWER -> found.answers;
                }).add(item.der);
            }
        }
        return found;
    }

    /**
     * The same trust, with what an earlier verdict rested on: it helps to find the way to an anchor and says who had been revoked, and
     * makes nobody an anchor.
     *
     * @param folder {@code proof} of an exported table of signatures
     * @throws vn.congvan.document.RefusedException as {@link #in}
     */
    public TrustMaterial with(Path folder) throws IOException {
        TrustMaterial proof = in(folder);
        List<byte[]> others = new ArrayList<>(intermediates);
        others.addAll(proof.intermediates);
        others.addAll(proof.anchors);
        List<byte[]> allLists = new ArrayList<>(lists);
        allLists.addAll(proof.lists);
        List<byte[]> allAnswers = new ArrayList<>(answers);
        allAnswers.addAll(proof.answers);
        return new TrustMaterial(anchors, others, allLists, responders, allAnswers);
    }

    /** The files of a folder that hold certificates or lists, by their names. */
    public static List<Path> files(Path folder) throws IOException {
        return TrustReading.files(folder);
    }

    /**
     * The bytes of what a file holds.
     *
     * @throws vn.congvan.document.RefusedException as {@link #items}
     */
    public static List<ProofPiece> pieces(String fileName, byte[] bytes) {
        return TrustReading.read(fileName, bytes).stream().map(row -> new ProofPiece(row.sha256, row.kind, row.der))
                .toList();
    }

    /**
     * What a file holds.
     *
     * @throws vn.congvan.document.RefusedException {@code TRUST_UNREADABLE}, {@code TRUST_HOLDS_KEY}
     */
    public static List<TrustItem> items(String fileName, byte[] bytes) {
        return TrustReading.read(fileName, bytes).stream().map(TrustItemRow::item).toList();
    }
}
