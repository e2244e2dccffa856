/**
 * Puts the organisation's own signatures on files and signs receipts: keys, the look of signatures, number and date.
 *
 * <p>Level 1. Signing goes in three steps, so that private keys are never in the process that parses a file, and so that
 * software for desktop tokens can stand in for the second. Preparing and completing use PDFBox and BouncyCastle and run only in
 * worker processes and on the command line; keys and receipts use the JDK alone and run in the server, which has none of the libraries.
 */
package vn.congvan.signing;
