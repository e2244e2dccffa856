package vn.congvan.signing;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import vn.congvan.document.Sha256;

/**
 * What stands between preparing and completing a signature: kept by whoever asked for the signature, beside the prepared file,
 * never given to the signer. It holds no secret; if it or the prepared file was changed, completing is refused.
 *
 * @param signedAttributes the CMS signed attributes in DER: the bytes to be signed
 * @param algorithm what to sign them with, in the JDK's spelling: {@code SHA256withRSA} or {@code SHA256withECDSA}
 * @param certificateChain the signer's certificate first, DER
 * @param gapOffset where the gap for the signature begins in the prepared file (its {@code <}), in bytes
 * @param gapLength how long it is, with both angle brackets, in bytes
 * @param size how long the prepared file is, in bytes
 */
public record SigningState(byte[] signedAttributes, String algorithm, List<byte[]> certificateChain, long gapOffset,
        long gapLength, long size) {

    private static final long VERSION = 1;

    public SigningState {
        certificateChain = List.copyOf(certificateChain);
    }

    /** The bytes to be signed with {@link #algorithm()}. */
    public byte[] dataToSign() {
        return signedAttributes.clone();
    }

    /** The SHA-256 of {@link #dataToSign()}, for devices that sign a digest computed elsewhere. */
    public byte[] digestToSign() {
        return Sha256.of(signedAttributes).bytes();
    }

    /** As JSON, in one spelling: members {@code version}, {@code algorithm}, {@code chain}, {@code dataToSign}, {@code gap}, {@code size}. */
    public String toJson() {
        return CanonicalJson.write(Map.of("version", VERSION, "algorithm", algorithm, "chain",
                certificateChain.stream().map(Base64.getEncoder()::encodeToString).toList(), "dataToSign",
                Base64.getEncoder().encodeToString(signedAttributes), "gap",
                Map.of("offset", gapOffset, "length", gapLength), "size", size));
    }

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException it is not such a text
     */
    public static SigningState ofJson(String json) {
        try {
            Map<?, ?> state = (Map<?, ?>) CanonicalJson.read(json);
            Map<?, ?> gap = (Map<?, ?>) state.get("gap");
            if (!Long.valueOf(VERSION).equals(state.get("version"))) {
                throw new IllegalArgumentException("a signing state of version " + state.get("version"));
            }
            List<byte[]> chain = new ArrayList<>();
            for (Object certificate : (List<?>) state.get("chain")) {
                chain.add(Base64.getDecoder().decode((String) certificate));
            }
            return new SigningState(Base64.getDecoder().decode((String) state.get("dataToSign")),
                    (String) state.get("algorithm"), chain, (Long) gap.get("offset"), (Long) gap.get("length"),
                    (Long) state.get("size"));
        } catch (ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("not a signing state", e);
        }
    }
}
