package vn.congvan.dispatch;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.content.ContentStore;
import vn.congvan.content.ReceivedContent;
import vn.congvan.delivery.StatusErrand;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.StatusCode;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.edxml.Party;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;

/** Writes the status packages that the node sends in a recipient's name. */
@ApplicationScoped
class StatusWriting {

    private static final int LONGEST_NAME = 200;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    @Inject
    EdxmlCodec codec;
    @Inject
    ContentStore store;
    @Inject
    OrganizationDirectory directory;

    /** The package, not yet kept; the caller closes it. */
    ReceivedContent write(StatusErrand errand) throws IOException {
        Organization from = directory.byId(errand.fromId()).orElseThrow(
                () -> new IllegalStateException(
                        "status " + errand.statusId() + " is from an organization that is not there"));
        EdxmlStatus.Builder status = EdxmlStatus.builder().from(party(from, errand.fromCode()))
                .responseForOrganId(errand.toCode()).responseForCode(errand.documentCode())
                .responseForDocumentId(errand.documentId()).statusCodeText(errand.code())
                .description(description(errand))
                .timestamp(LocalDateTime.ofInstant(errand.reportedAt(), VIETNAM).withNano(0));
        errand.issueDate().ifPresent(status::responseForDate);
        ReceivedContent content = store.begin();
        try {
            codec.write(status.build(), content);
            return content;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    private static Party party(Organization organization, String usedCode) {
        Organization.Contact contact = organization.contact();
        String name = organization.name();
        // the name is an ornament here; what we write keeps the legal length, and a status is owed whatever it is
        String lawful = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
        return new Party(new OrganizationCode(usedCode).value(), "", lawful, contact.address(),
                contact.email(), contact.telephone(), contact.fax(), contact.website());
    }

    private static String description(StatusErrand errand) {
        if (!errand.description().isEmpty()) {
            return errand.description();
        }
        return StatusCode.parse(errand.code()).map(code -> switch (code) {
            case ARRIVED -> "Đã đến";
            case REJECTED -> "Từ chối tiếp nhận";
            case ACCEPTED -> "Đã tiếp nhận";
            case ASSIGNED -> "Đã phân công";
            case PROCESSING -> "Đang xử lý";
            case COMPLETED -> "Hoàn thành";
            case RETRACT_REQUESTED -> "Yêu cầu lấy lại";
            case RETRACT_ACCEPTED -> "Đồng ý lấy lại, cập nhật";
            case RETRACT_REFUSED -> "Từ chối lấy lại, cập nhật";
        }).orElse("");
    }
}
