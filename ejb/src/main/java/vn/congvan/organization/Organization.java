package vn.congvan.organization;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;

/**
 * An agency (cơ quan, tổ chức) as the directory knows it now.
 *
 * @param code the code in its registered spelling
 * @param formerCode the code of the other generation (QCVN 102 beside QĐ 20/2020), where it has one
 * @param name the name, in Vietnamese
 * @param parent the organization it is under
 * @param path its own id and those above it, the topmost first
 * @param line the one way by which it is reached
 * @param systemId the document system that fetches for it, for {@link Line#SYSTEM}
 * @param supervising true for the department that watches over the exchange of its locality
 * @param open false once its code was closed
 * @param successor the code of the organization that took over, where it was closed
 */
public record Organization(
        UUID id,
        OrganizationCode code,
        Optional<OrganizationCode> formerCode,
        String name,
        Optional<UUID> parent,
        List<UUID> path,
        Line line,
        Optional<String> systemId,
        boolean supervising,
        boolean open,
        Optional<OrganizationCode> successor,
        Contact contact) {

    /** How to reach its people; every part may be empty, none is {@code null}. */
    public record Contact(String address, String email, String telephone, String fax, String website) {

        public static final Contact NONE = new Contact("", "", "", "", "");
    }

    /** The registered spelling of {@code used}, one of its codes; of a code that only an alias knows, as it was used. */
    public OrganizationCode spelled(OrganizationCode used) {
        return used.equals(code) ? code : formerCode.filter(used::equals).orElse(used);
    }

    public Organization {
        path = List.copyOf(path);
    }
}
