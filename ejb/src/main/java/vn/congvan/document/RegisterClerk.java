package vn.congvan.document;

import java.util.UUID;

/** Somebody who keeps the registers of an organization (văn thư) and acts for it towards others. */
public record RegisterClerk(UUID organizationId, String userName, String displayName) implements ActingPerson {}
