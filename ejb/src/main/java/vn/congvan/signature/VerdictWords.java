package vn.congvan.signature;

import java.util.Locale;
import java.util.ResourceBundle;

/** Verdicts as people read them: Vietnamese, or English where that is asked for. */
public final class VerdictWords {

    private final ResourceBundle bundle;

    private VerdictWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** In English for any English locale, otherwise in Vietnamese. */
    public static VerdictWords in(Locale locale) {
        Locale spoken = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.ROOT;
        return new VerdictWords(ResourceBundle.getBundle("vn.congvan.signature.verdicts", spoken,
                VerdictWords.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The state in a few words. */
    public String state(VerdictState state) {
        return bundle.getString("state." + state);
    }

    /** Why, in one sentence. */
    public String sentence(ReasonCode reason) {
        return bundle.getString(reason.name());
    }

    /** What to do, in one sentence. */
    public String hint(ReasonCode reason) {
        return bundle.getString(reason + ".hint");
    }
}
