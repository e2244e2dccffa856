package vn.congvan.edxml;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something in a package that is not as it should be and was put up with.
 *
 * @param code what it is
 * @param where the element it is about
 * @param text the offending text or fact, shortened; may be empty
 */
public record Finding(Code code, String where, String text) {

    /** What can be put up with. Sentences stand in the bundle {@code vn.congvan.edxml.findings}, Vietnamese first. */
    public enum Code {
        /** White space before the prolog. */
        LEADING_WHITESPACE,
        /** The prolog names an encoding that the bytes are not in. */
        ENCODING_DECLARATION_WRONG,
        /** Control characters, which XML does not allow; read as U+FFFD. */
        CONTROL_CHARACTERS,
        /** A prefix that is declared nowhere; matched by local name. */
        PREFIX_UNBOUND,
        /** An element of another namespace; matched by local name. */
        NAMESPACE_FOREIGN,
        /** An element that may stand once stands again; the first counts. */
        ELEMENT_REPEATED,
        /** No whole number; read as absent. */
        NUMBER_NOT_UNDERSTOOD,
        /** No date {@code yyyy/MM/dd} or timestamp {@code yyyy/MM/dd HH:mm:ss}; read as absent. */
        DATE_NOT_UNDERSTOOD,
        /** Longer than the law allows; kept whole. */
        TEXT_LONGER_THAN_LAW,
        /** Not an organization code. */
        ORGANIZATION_CODE_DOUBTFUL,
        /** Not one of the five priorities. */
        PRIORITY_UNKNOWN,
        /** Not one of the four kinds; read as new. */
        BUSINESS_KIND_UNKNOWN,
        /** Not a standard status. */
        STATUS_CODE_UNKNOWN,
        /** The same recipient twice. */
        RECIPIENT_REPEATED,
        /** The same replaced document twice. */
        REPLACEMENT_REPEATED,
        /** A hop that does not say who. */
        TRACE_WITHOUT_ORGANIZATION,
        /** More than one {@code cid:} before an id. */
        CID_REPEATED,
        /** Two attachments have one id. */
        CONTENT_ID_SHARED,
        /** The manifest does not list the attachment. */
        ATTACHMENT_WITHOUT_MANIFEST,
        /** The manifest lists what is not attached. */
        MANIFEST_WITHOUT_ATTACHMENT,
        /** A status has no attachments; they were left aside. */
        ATTACHMENT_ON_STATUS,
        /** Not base64, or no content element at all. */
        ATTACHMENT_UNDECODABLE,
        /** A file of no bytes. */
        ATTACHMENT_EMPTY,
        /** A zip around the file that is broken. */
        ATTACHMENT_ZIP_DAMAGED,
        /** A zip around the file that cannot be opened (encrypted, unknown method); the zip is the file. */
        ATTACHMENT_ZIP_NOT_OPENED,
        /** Zipped under another type, or typed as zip and not zipped. */
        TYPE_LIES_ABOUT_ENCODING,
        /** A PDF that went through a text conversion and cannot be read any more. */
        PDF_DAMAGED_BY_TEXT_CONVERSION
    }

    private static final String BUNDLE = "vn.congvan.edxml.findings";
    private static final int LONGEST = 200;

    public Finding {
        where = where == null ? "" : where;
        text = text == null ? "" : text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** What it is, as a sentence in Vietnamese. */
    public String sentence() {
        return sentence(new Locale("vi"));
    }

    /** What it is, as a sentence in Vietnamese or English. */
    public String sentence(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(code.name()), Locale.ROOT).format(new Object[] {where, text});
    }
}
