package vn.congvan.verification;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Remarks as people read them: Vietnamese, or English where that is asked for. */
public final class RemarkWords {

    private final ResourceBundle bundle;

    private RemarkWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** In English for any English locale, otherwise in Vietnamese. */
    public static RemarkWords in(Locale locale) {
        Locale spoken = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.ROOT;
        return new RemarkWords(ResourceBundle.getBundle("vn.congvan.verification.remarks", spoken,
                RemarkWords.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** What is lacking, in one sentence. */
    public String sentence(Remark remark) {
        return MessageFormat.format(bundle.getString(remark.code().name()), remark.file());
    }

    /** What to do, in one sentence. */
    public String hint(Remark remark) {
        return MessageFormat.format(bundle.getString(remark.code() + ".hint"), remark.file());
    }
}
