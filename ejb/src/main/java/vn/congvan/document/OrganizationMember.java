package vn.congvan.document;

import java.util.UUID;

/** Somebody to whom an organization may give work; what is theirs to do is what was assigned to them. */
public record OrganizationMember(UUID organizationId, String userName, String displayName) implements ActingPerson {}
