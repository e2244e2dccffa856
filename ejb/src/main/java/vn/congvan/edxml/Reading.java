package vn.congvan.edxml;

import vn.congvan.document.Refusal;

/** What came of reading one package: a message, or why there is none. */
public sealed interface Reading {

    /**
     * The package was read; what had to be tolerated stands in {@link EdxmlMessage#findings()}.
     *
     * @param encoding the character encoding in which the package was read, whatever it declares: {@code UTF-8},
     *        {@code UTF-16LE}, {@code UTF-16BE}, or the declared name of one in which a byte is a character
     */
    record Read(EdxmlMessage message, String encoding) implements Reading {}

    /**
     * The package cannot be read: not well-formed, not edXML, a DTD, or over a limit. Whatever the sink took so far belongs
     * to no message and is to be dropped.
     */
    record Refused(Refusal refusal) implements Reading {}
}
