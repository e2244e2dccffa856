package vn.congvan.edxml;

import java.util.List;
import java.util.Optional;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentId;

/**
 * What the package does to documents ({@code Bussiness}, the standard's own spelling).
 *
 * @param documentId the earlier document that is recalled or updated, verbatim; empty means the identity in the header
 * @param kindText {@code BussinessDocType} as written
 * @param reason why (lý do)
 * @param paperText {@code Paper} as written: 1 means that a paper copy follows
 * @param changes what an update changes
 * @param replacements which documents are replaced, for whom; repeated ones as they came
 * @param staff the clerks to turn to
 */
public record Business(String documentId, String kindText, String reason, String paperText, List<Change> changes,
        List<Replacement> replacements, List<Staff> staff) {

    /**
     * What an update changes ({@code BussinessDocumentInfo}).
     *
     * @param documentInfoText 1 when content or header change, as written
     * @param documentReceiverText 1 when the receivers change, as written
     * @param receivers who is added or removed
     */
    public record Change(String documentInfoText, String documentReceiverText, List<ReceiverChange> receivers) {
        public Change {
            documentInfoText = WireText.field(documentInfoText);
            documentReceiverText = WireText.field(documentReceiverText);
            receivers = WireText.list(receivers);
        }

        public boolean changesContent() {
            return documentInfoText.equals("1");
        }

        public boolean changesReceivers() {
            return documentReceiverText.equals("1");
        }
    }

    /**
     * One receiver added or removed by an update.
     *
     * @param organId the receiver's code as written
     * @param typeText {@code ReceiverType} as written: 0 removed, 1 added
     */
    public record ReceiverChange(String organId, String typeText) {
        public ReceiverChange {
            organId = WireText.field(organId);
            typeText = WireText.field(typeText);
        }

        public boolean isAdded() {
            return typeText.equals("1");
        }

        public boolean isRemoved() {
            return typeText.equals("0");
        }
    }

    /**
     * A document that this one replaces.
     *
     * @param documentId the identity of the replaced document, verbatim
     * @param organIds for which receivers
     */
    public record Replacement(String documentId, List<String> organIds) {
        public Replacement {
            documentId = WireText.verbatim(documentId);
            organIds = WireText.fields(organIds);
        }

        public Optional<DocumentId> identity() {
            return DocumentId.parse(documentId);
        }
    }

    public Business {
        documentId = WireText.verbatim(documentId);
        kindText = WireText.field(kindText);
        reason = WireText.field(reason);
        paperText = WireText.field(paperText);
        changes = WireText.list(changes);
        replacements = WireText.list(replacements);
        staff = WireText.list(staff);
    }

    /** A bare operation of that kind, without a paper copy. */
    public static Business of(BusinessKind kind) {
        return new Business("", Integer.toString(kind.wire()), "", "0", List.of(), List.of(), List.of());
    }

    /** The same with a reason. */
    public Business withReason(String why) {
        return new Business(documentId, kindText, why, paperText, changes, replacements, staff);
    }

    /** The same about that earlier document. */
    public Business withDocumentId(String earlier) {
        return new Business(earlier, kindText, reason, paperText, changes, replacements, staff);
    }

    /** The same, a paper copy following or not. */
    public Business withPaper(boolean follows) {
        return new Business(documentId, kindText, reason, follows ? "1" : "0", changes, replacements, staff);
    }

    /** The same with these changes. */
    public Business withChanges(List<Change> all) {
        return new Business(documentId, kindText, reason, paperText, all, replacements, staff);
    }

    /** The same replacing these documents. */
    public Business withReplacements(List<Replacement> all) {
        return new Business(documentId, kindText, reason, paperText, changes, all, staff);
    }

    /** The same with these clerks. */
    public Business withStaff(List<Staff> all) {
        return new Business(documentId, kindText, reason, paperText, changes, replacements, all);
    }

    /** The kind, when what is written is one; absent text is none. */
    public Optional<BusinessKind> kind() {
        return BusinessKind.parse(kindText);
    }

    /** True when a paper copy follows. */
    public boolean paper() {
        return paperText.equals("1");
    }

    /** The replaced documents, repeated ones once. */
    public List<Replacement> distinctReplacements() {
        return replacements.stream().distinct().toList();
    }
}
