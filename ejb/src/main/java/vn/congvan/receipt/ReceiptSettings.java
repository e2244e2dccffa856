package vn.congvan.receipt;

/**
 * What room {@code receipt} is told.
 *
 * @param node the node that vouches: its receipts are signed with the key of this owner
 */
public record ReceiptSettings(String node) {}
