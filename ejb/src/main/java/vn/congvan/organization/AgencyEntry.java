package vn.congvan.organization;

import java.util.List;
import java.util.Optional;

import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;

/**
 * An organization as the node's administrator lays it down.
 *
 * @param formerCode its code of the other generation (QCVN 102 beside QĐ 20/2020)
 * @param olderCodes further codes by which it was known
 * @param parent the organization it is under
 * @param systemId the system that fetches for it, for {@link Line#SYSTEM} and no other line
 * @param contact how to reach its people; what is empty says nothing, and leaves what is known
 * @param sample true for the sample data of the demo profile
 */
public record AgencyEntry(OrganizationCode code, Optional<OrganizationCode> formerCode,
        List<OrganizationCode> olderCodes, String name, Optional<OrganizationCode> parent, Line line,
        Optional<String> systemId, boolean supervising, Organization.Contact contact, boolean sample) {

    public AgencyEntry {
        olderCodes = List.copyOf(olderCodes);
    }
}
