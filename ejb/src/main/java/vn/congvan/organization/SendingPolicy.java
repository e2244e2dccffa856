package vn.congvan.organization;

/**
 * What an organization does not send, where files are looked into before. What was changed after it was signed, it never sends.
 *
 * @param refusesUnsigned whether it sends no file without a signature
 * @param refusesUnconfirmed whether it sends no signed file whose signatures are not all good, and by somebody who is known
 */
public record SendingPolicy(boolean refusesUnsigned, boolean refusesUnconfirmed) {}
