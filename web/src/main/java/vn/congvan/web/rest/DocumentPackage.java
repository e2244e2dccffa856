package vn.congvan.web.rest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

import vn.congvan.document.DocumentCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.edxml.Business;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.edxml.OtherInfo;
import vn.congvan.edxml.Party;
import vn.congvan.edxml.ResponseFor;
import vn.congvan.edxml.Signer;
import vn.congvan.edxml.Staff;
import vn.congvan.edxml.Trace;
import vn.congvan.organization.Organization;

/** A {@link DocumentForm} in the words of edXML. The same form at the same instant is always the same package. */
final class DocumentPackage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

    private static final int LONGEST_NAME = 200;

    private DocumentPackage() {}

    /**
     * @param known the organizations that the form names, where the directory has them: what it says of them is written
     * @param at when the package was first asked for; stands in the first trace
     */
    static EdxmlDocument of(DocumentForm form, Map<OrganizationCode, Organization> known, Instant at) {
        return EdxmlDocument.builder().from(party(form.from(), known))
                .to(form.to().stream().map(code -> party(code, known)).toList()).documentId(form.documentId())
                .code(new DocumentCode(form.number(), form.notation())).promulgationPlace(form.place())
                .promulgationDate(form.issueDate()).type(text(form.type(), "2")).typeName(form.typeName())
                .subject(form.subject()).content(form.content())
                .signer(form.signer().map(s -> new Signer(s.capacity(), s.position(), s.name())).orElse(Signer.NONE))
                .dueDate(form.dueDate().orElse(null)).otherInfo(otherInfo(form))
                .responseFor(form.responseFor().stream()
                        .map(r -> new ResponseFor(r.organization(), r.code(), r.documentId(),
                                r.issueDate() == null ? "" : DATE.format(r.issueDate())))
                        .toList())
                .steeringType(text(form.steeringType(), "0")).responseForTasks(form.taskCodes())
                .toPlaces(form.toPlaces())
                .traces(List.of(Trace.of(form.from(), LocalDateTime.ofInstant(at, Query.VIETNAM))))
                .business(business(form)).build();
    }

    /** What the directory says of an organization; the bare code of one that it does not know. */
    static Party party(OrganizationCode code, Map<OrganizationCode, Organization> known) {
        Organization organization = known.get(code);
        if (organization == null) {
            return Party.of(code, "");
        }
        Organization.Contact contact = organization.contact();
        // a name that the law finds too long is nothing the caller could mend; the code says who it is
        String name = organization.name().length() > LONGEST_NAME ? "" : organization.name();
        return new Party(code.value(), "", name, contact.address(), contact.email(), contact.telephone(),
                contact.fax(), contact.website());
    }

    private static OtherInfo otherInfo(DocumentForm form) {
        return new OtherInfo(Integer.toString(form.urgency().wire()), form.sphere(), form.typist(),
                text(form.copies(), "0"), text(form.pageCount(), "0"), "", "false", "", form.appendixes());
    }

    private static Business business(DocumentForm form) {
        Business business = Business.of(form.kind()).withReason(form.reason()).withPaper(form.hasPaperCopy())
                .withStaff(form.staff()
                        .map(s -> List.of(new Staff(s.department(), "", s.name(), "", s.email(), s.telephone())))
                        .orElse(List.of()));
        return switch (form.kind()) {
            case NEW -> business;
            case RECALL -> business.withDocumentId(earlier(form));
            case UPDATE -> business.withDocumentId(earlier(form)).withChanges(List.of(change(form)));
            case REPLACE -> business.withReplacements(form.references().stream()
                    .map(r -> new Business.Replacement(r.documentId(),
                            (r.organizations().isEmpty() ? form.to() : r.organizations()).stream()
                                    .map(OrganizationCode::value).toList()))
                    .toList());
        };
    }

    private static String earlier(DocumentForm form) {
        return form.references().isEmpty() ? form.documentId().value() : form.references().get(0).documentId();
    }

    private static Business.Change change(DocumentForm form) {
        List<Business.ReceiverChange> receivers = new ArrayList<>();
        form.removedReceivers().forEach(code -> receivers.add(new Business.ReceiverChange(code.value(), "0")));
        form.addedReceivers().forEach(code -> receivers.add(new Business.ReceiverChange(code.value(), "1")));
        return new Business.Change("1", receivers.isEmpty() ? "0" : "1", receivers);
    }

    private static String text(OptionalInt number, String otherwise) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : otherwise;
    }
}
