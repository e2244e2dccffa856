package vn.congvan.document;

import java.util.UUID;

/**
 * Somebody who acts for an organization; each kind may do something else there. Room {@code person} says who is which; doors that ask for one need
 * not know posts and roles.
 */
public sealed interface ActingPerson permits RegisterClerk, AssigningLeader, OrganizationMember {

    /** For which organization. */
    UUID organizationId();

    /** Who, as acts are signed with. */
    String userName();

    /** The name that others see. */
    String displayName();
}
