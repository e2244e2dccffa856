package vn.congvan.verification;

/**
 * What a package says of itself and the node knows of its sender, to be held against the signatures.
 *
 * @param signer full name of the person who signed, as the package declares it; may be empty
 * @param sender name of the sending organisation, as the directory has it, whatever the package says
 * @param packageSignature what its {@code Signature} block holds
 */
public record Claims(String signer, String sender, PackageSignature packageSignature) {}
