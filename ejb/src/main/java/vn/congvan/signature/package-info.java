/**
 * Files in, verdicts out: who signed, whether anything was changed since, and whether the signer can be believed.
 *
 * <p>Level 1. Door: {@link vn.congvan.signature.Signatures}. The only room that knows the libraries that look into signed files. They never run in
 * the server's own JVM: the server asks worker processes, which run the same classes from the command line's jar. So what uses
 * these libraries here is made by hand and not by the container, and what crosses between the processes is text.
 */
package vn.congvan.signature;
