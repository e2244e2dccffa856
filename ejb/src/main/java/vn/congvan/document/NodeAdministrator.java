package vn.congvan.document;

/**
 * Somebody who may change what the whole node goes by. Room {@code person} says who that is; doors that ask for one need not know posts
 * and roles.
 *
 * @param userName who, as changes are signed with
 */
public record NodeAdministrator(String userName) {}
