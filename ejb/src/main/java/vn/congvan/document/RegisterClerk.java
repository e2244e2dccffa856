package vn.congvan.document;

import java.util.UUID;

/**
 * Somebody who keeps the registers of an organization (văn thư) and acts for it towards others. Room {@code person} says who that is; doors that
 * ask for one need not know posts and roles.
 *
 * @param organizationId whose registers
 * @param userName who, as acts are signed with
 * @param displayName the name that others see
 */
public record RegisterClerk(UUID organizationId, String userName, String displayName) {}
