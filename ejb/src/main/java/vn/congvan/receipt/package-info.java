/**
 * Makes a signed receipt for each package that was taken over, keeps it, and hands it out to who sent the package.
 *
 * <p>Level 5. Door: {@link vn.congvan.receipt.Receipts}. A receipt names the digest of each file, so it is made after the files have been
 * looked into; a key that cannot be reached holds up nothing but the receipts, which are made when it is back.
 */
package vn.congvan.receipt;
