package vn.congvan.edxml;

import java.time.LocalDate;
import java.util.Optional;
import vn.congvan.document.DocumentId;

/**
 * The earlier document that a document answers (văn bản phúc đáp cho).
 *
 * @param organId who had sent that document
 * @param code its number and notation, {@code number/notation}, as written
 * @param documentId its identity, verbatim
 * @param promulgationDateText its date as written
 */
public record ResponseFor(String organId, String code, String documentId, String promulgationDateText) {

    public ResponseFor {
        organId = WireText.field(organId);
        code = WireText.field(code);
        documentId = WireText.verbatim(documentId);
        promulgationDateText = WireText.field(promulgationDateText);
    }

    /** Its date, when what is written is {@code yyyy/MM/dd}. */
    public Optional<LocalDate> promulgationDate() {
        return WireTime.date(promulgationDateText);
    }

    public Optional<DocumentId> identity() {
        return DocumentId.parse(documentId);
    }

    boolean isEmpty() {
        return organId.isEmpty() && code.isEmpty() && documentId.isEmpty() && promulgationDateText.isEmpty();
    }
}
