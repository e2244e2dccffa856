package vn.congvan.delivery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.DocumentId;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Sha256;
import vn.congvan.document.Urgency;
import vn.congvan.organization.Organization;

/**
 * A document package that was read and checked, its bytes kept, ready to be recorded.
 *
 * @param systemId the system that sent it
 * @param from the sender, and the code that it used
 * @param to the recipients, each once, with the codes by which they were addressed
 * @param removed from whom an update takes the document away; none of them is in {@code to}
 * @param supersedes whether an update brings a new header and new files, and not new recipients alone
 * @param earlier the document that a recall or update acts on; empty where the package's own identity names it
 * @param replaces what a replacing document replaces, and for whom
 * @param repeats the package that brought the same document before, when the sender of this one was found to repeat it
 * @param correlation the correlation id of the request
 */
public record NewPackage(String systemId, Protocol via, Party from, List<Party> to, List<Party> removed,
        BusinessKind kind, boolean supersedes, String reason, DocumentId documentId, Optional<DocumentId> earlier,
        List<Replacement> replaces, DocumentCode code,
        Optional<LocalDate> issueDate, String typeName, String subject, Urgency urgency, Sha256 sha256, long size,
        String encoding, Optional<UUID> repeats, String correlation) {

    public NewPackage {
        to = List.copyOf(to);
        removed = List.copyOf(removed);
        replaces = List.copyOf(replaces);
    }

    /** An organization under the code that the package used for it. */
    public record Party(Organization organization, OrganizationCode code) {}

    /** One replaced document; without recipients it is replaced for all. */
    public record Replacement(DocumentId documentId, List<OrganizationCode> recipients) {}

    /** The same package, known to repeat {@code packageId}. */
    public NewPackage repeating(UUID packageId) {
        return new NewPackage(systemId, via, from, to, removed, kind, supersedes, reason, documentId, earlier, replaces,
                code, issueDate,
                typeName, subject, urgency, sha256, size, encoding, Optional.of(packageId), correlation);
    }
}
