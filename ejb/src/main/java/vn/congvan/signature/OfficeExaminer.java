package vn.congvan.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.w3c.dom.Document;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.xades.validation.XMLDocumentValidator;

import vn.congvan.signature.OfficeRelationships.Relationship;
import vn.congvan.signature.OfficeSignature.Covered;

/**
 * Looks into signed Office files. Of each signature, which is an XML signature over a list of parts, the library checks value, signer and time
 * stamps; here the list is held against the parts. A list that is true may still leave out what was added later: every part and every
 * relationship has to be on it.
 */
final class OfficeExaminer {

    private final SignaturePolicy policy;
    private final FoundSignatures library;
    private final SignatureJudge judge;

    OfficeExaminer(SignaturePolicy policy, FoundSignatures library, SignatureJudge judge) {
        this.policy = policy;
        this.library = library;
        this.judge = judge;
    }

    /** The verdict on a package that has a list of content types. */
    FileVerdict examine(Archive archive, Instant receivedAt) throws CannotCheckException {
        OfficePackage office = OfficePackage.of(archive, policy);
        if (!office.isSigned()) {
            return FileVerdict.timeless(ReasonCode.NO_SIGNATURE, List.of());
        }
        Set<String> parts = office.signatures();
        if (parts.size() > policy.maxSignatures()) {
            throw new CannotCheckException(ReasonCode.TOO_MANY_SIGNATURES, parts.size() + " signatures");
        }
        // what is damaged is damaged, even where no signature covers it
        archive.unpackAll();
        archive.refuseOtherPdf(name -> !office.isExempt(name.toLowerCase(Locale.ROOT)));
        List<SignatureFinding> findings = new ArrayList<>();
        for (String part : parts) {
            findings.addAll(signature(office, office.bytes(part)));
        }
        return FileVerdict.of(findings, receivedAt);
    }

    private List<SignatureFinding> signature(OfficePackage office, byte[] xml) throws CannotCheckException {
        Document document = GuardedXml.document(xml, policy);
        SignedContent content = content(office, OfficeSignature.read(document));
        List<SignatureWrapper> found = library.in(new XMLDocumentValidator(new InMemoryDocument(xml))).getSignatures();
        if (found.stream().filter(s -> !s.isCounterSignature()).count() != 1) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, "not one signature in a part of its own");
        }
        return found.stream().map(s -> judge.signature(s,
                s.isCounterSignature() ? SignedContent.of(Optional.empty(), "signature") : content)).toList();
    }

    private static SignedContent content(OfficePackage office, OfficeSignature signature) throws CannotCheckException {
        boolean intact = true;
        Set<String> digests = new HashSet<>();
        Set<String> whole = new HashSet<>();
        Set<List<String>> relationships = new HashSet<>();
        for (Covered covered : signature.covered()) {
            digests.add(covered.algorithm().name());
            Optional<OfficeRelationships> rels = office.relationships(covered.part());
            if (!office.has(covered.part()) || covered.selected() && rels.isEmpty()) {
                intact = false;
                continue;
            }
            byte[] bytes = covered.selected()
                    ? rels.orElseThrow().canonical(covered.ids(), covered.types())
                    : office.bytes(covered.part());
            intact &= MessageDigest.isEqual(digest(covered, bytes), covered.digest())
                    && covered.contentType().equals(office.contentType(covered.part()));
            if (covered.selected()) {
                rels.orElseThrow().all().stream()
                        .filter(r -> covered.ids().contains(r.id()) || covered.types().contains(r.type()))
                        .forEach(r -> relationships.add(List.of(covered.part(), r.id())));
            } else {
                whole.add(covered.part());
            }
        }
        boolean all = office.parts().stream().allMatch(part -> isCovered(office, part, whole, relationships));
        return new SignedContent(intact,
                all && !signature.covered().isEmpty() ? Optional.empty() : Optional.of(ReasonCode.PARTS_NOT_COVERED),
                signature.covered().size() + " parts", digests, signature.claimedAt());
    }

    private static boolean isCovered(OfficePackage office, String part, Set<String> whole,
            Set<List<String>> relationships) {
        Optional<OfficeRelationships> rels = office.relationships(part);
        if (rels.isEmpty()) {
            return whole.contains(part) || office.isExempt(part);
        }
        for (Relationship each : rels.get().all()) {
            boolean named = whole.contains(part) || relationships.contains(List.of(part, each.id()));
            if (!named && !office.isExempt(rels.get(), each)
                    || office.leadsAside(rels.get(), each) && !whole.contains(rels.get().target(each))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] digest(Covered covered, byte[] bytes) throws CannotCheckException {
        try {
            return MessageDigest.getInstance(covered.algorithm().getJavaName()).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new CannotCheckException(ReasonCode.SIGNATURE_UNREADABLE, e);
        }
    }
}
