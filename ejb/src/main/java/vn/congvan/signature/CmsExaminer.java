package vn.congvan.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

import eu.europa.esig.dss.cades.validation.CMSDocumentValidator;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.InMemoryDocument;

/**
 * Looks into messages of signed data (CMS, CAdES: p7m, p7s, p7b), as bytes or as text. Such a message holds what it signs, or signs what lies
 * beside it.
 */
final class CmsExaminer {

    private static final Pattern BLOCK = Pattern
            .compile("\\s*-----BEGIN (PKCS7|CMS)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");
    private static final Pattern BARE = Pattern.compile("\\s*MI[A-Za-z0-9+/\\s]*={0,2}\\s*");
    private static final int SEQUENCE = 0x30;
    /** Of the content that stands in the message, in one piece or the first of several. */
    private static final int AS_MUCH = 64;

    private final SignaturePolicy policy;
    private final FoundSignatures library;
    private final SignatureJudge judge;

    CmsExaminer(SignaturePolicy policy, FoundSignatures library, SignatureJudge judge) {
        this.policy = policy;
        this.library = library;
        this.judge = judge;
    }

    /** The message as bytes, where it is one; in text, nothing may stand beside it. */
    static Optional<byte[]> message(byte[] file) {
        if (file.length > 0 && file[0] == SEQUENCE) {
            return Optional.of(file);
        }
        String begin = new String(file, 0, Math.min(file.length, 64), StandardCharsets.ISO_8859_1).stripLeading();
        if (!begin.startsWith("MI") && !begin.startsWith("-----BEGIN ")) {
            return Optional.empty();
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Matcher block = BLOCK.matcher(text);
        boolean inBlock = block.matches();
        if (!inBlock && !BARE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getMimeDecoder().decode(inBlock ? block.group(2) : text);
            return decoded.length > 0 && decoded[0] == SEQUENCE ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // it looks like text of that kind and is none
            return Optional.empty();
        }
    }

    /**
     * The verdict on a message.
     *
     * @param content what lies beside it, where it was handed over
     */
    FileVerdict examine(byte[] message, Optional<byte[]> content, Instant receivedAt) throws CannotCheckException {
        CMSSignedData data = read(message);
        return data.getSignerInfos().size() == 0
                ? withoutSigner(message, inside(data))
                : FileVerdict.of(findings(message, data, content, SignedContent.of(Optional.empty(), "content")),
                        receivedAt);
    }

    /**
     * What is found in a message that signs what lies beside it.
     *
     * @param signed what else is known about what it covers
     */
    List<SignatureFinding> findings(byte[] message, byte[] content, SignedContent signed) throws CannotCheckException {
        CMSSignedData data = read(message);
        if (data.getSignerInfos().size() == 0) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "no signer");
        }
        return findings(message, data, Optional.of(content), signed);
    }

    private List<SignatureFinding> findings(byte[] message, CMSSignedData data, Optional<byte[]> content,
            SignedContent signed) throws CannotCheckException {
        boolean nothingBehind = endsWhereItSays(message);
        Object inside = inside(data);
        if (data.getSignerInfos().size() > policy.maxSignatures()) {
            throw new CannotCheckException(ReasonCode.TOO_MANY_SIGNATURES, data.getSignerInfos().size() + " signers");
        }
        if (data.getSignedContentTypeOID().equals(PKCSObjectIdentifiers.id_ct_TSTInfo.getId())) {
            throw new CannotCheckException(ReasonCode.FORM_NOT_CHECKED, "a time stamp of its own");
        }
        refuseOtherPdf(message, inside);
        if (inside == null && content.isEmpty()) {
            throw new CannotCheckException(ReasonCode.CONTENT_NOT_HERE, "detached");
        }
        if (content.isPresent() && inside != null
                && !(inside instanceof byte[] bytes && Arrays.equals(bytes, content.get()))) {
            throw new CannotCheckException(ReasonCode.NOT_DETACHED, "it holds other content");
        }
        CMSDocumentValidator validator = new CMSDocumentValidator(new InMemoryDocument(message));
        if (inside == null) {
            validator.setDetachedContents(List.of(new InMemoryDocument(content.orElseThrow(), "content")));
        }
        List<SignatureWrapper> found = library.in(validator).getSignatures();
        if (found.stream().filter(s -> !s.isCounterSignature()).count() != data.getSignerInfos().size()) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "not every signer was read");
        }
        Optional<ReasonCode> behind = nothingBehind
                ? Optional.empty()
                : Optional.of(ReasonCode.ADDED_AFTER_LAST_SIGNATURE);
        SignedContent whole = new SignedContent(signed.intact(), behind.or(signed::fault), signed.covers(),
                signed.digests(), signed.claimedAt());
        return found.stream().map(s -> judge.signature(s,
                s.isCounterSignature() ? SignedContent.of(behind, "signature") : whole)).toList();
    }

    /** A reader of PDF may find one in the message: then it must be the one that is signed. */
    private static void refuseOtherPdf(byte[] message, Object inside) throws CannotCheckException {
        OptionalInt header = SignedForm.pdfHeader(message);
        if (header.isEmpty()) {
            return;
        }
        byte[] content = inside instanceof byte[] bytes ? bytes : new byte[0];
        int at = SignedForm.pdfHeader(content).orElseThrow(
                () -> new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "a PDF that nobody signed"));
        int begin = header.getAsInt() - at;
        int same = Math.min(content.length, AS_MUCH);
        if (begin < 0 || !Arrays.equals(message, begin, Math.min(message.length, begin + same), content, 0, same)) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "a PDF that nobody signed");
        }
    }

    private static Object inside(CMSSignedData data) {
        return data.getSignedContent() == null ? null : data.getSignedContent().getContent();
    }

    /** Whether nothing but white space stands behind the message, which says itself where it ends. */
    private static boolean endsWhereItSays(byte[] message) throws CannotCheckException {
        try (ByteArrayInputStream rest = new ByteArrayInputStream(message);
                ASN1InputStream value = new ASN1InputStream(rest, message.length, true)) {
            value.readObject();
            return new String(rest.readAllBytes(), StandardCharsets.ISO_8859_1).isBlank();
        } catch (IOException e) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, e);
        }
    }

    private static CMSSignedData read(byte[] message) throws CannotCheckException {
        try {
            return new CMSSignedData(message);
        } catch (CMSException e) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, e);
        }
    }

    /** Certificates are handed on in messages that nobody signed; with content, or traces of a signer, it is something else. */
    private static FileVerdict withoutSigner(byte[] message, Object inside) throws CannotCheckException {
        if (inside != null || SignedForm.hasSignerMarks(message)) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "no signer");
        }
        return FileVerdict.timeless(ReasonCode.NO_SIGNATURE, List.of());
    }
}
