package vn.congvan.document;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A refusal is an answer: a stable code, a sentence saying what is wrong and one saying what to do, and what it is about.
 *
 * @param code the stable code
 * @param about the values that the sentence names (a field, a code, a limit), in the order of the bundle's placeholders
 */
public record Refusal(ErrorCode code, List<String> about) {

    private static final String BUNDLE = "vn.congvan.document.errors";
    private static final Locale VIETNAMESE = new Locale("vi");

    public Refusal {
        about = List.copyOf(about);
    }

    public static Refusal of(ErrorCode code, Object... about) {
        return new Refusal(code, java.util.Arrays.stream(about).map(String::valueOf).toList());
    }

    /** What is wrong, in Vietnamese. */
    public String sentence() {
        return sentence(VIETNAMESE);
    }

    /** What to do, in Vietnamese. */
    public String hint() {
        return hint(VIETNAMESE);
    }

    /** What is wrong, in Vietnamese or English. */
    public String sentence(Locale locale) {
        return text(locale, code.name());
    }

    /** What to do, in Vietnamese or English. */
    public String hint(Locale locale) {
        return text(locale, code.name() + ".hint");
    }

    private String text(Locale locale, String key) {
        // the root bundle is Vietnamese: whatever else is asked for, a sentence exists
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(about.toArray());
    }
}
