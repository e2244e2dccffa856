package vn.congvan.verification;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether two names mean the same: certificates spell without accents, in capitals, with or without the word that stands before a
 * name, and with the abbreviations of the field.
 */
final class NameMatch {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Map<String, String> ABBREVIATIONS = Map.of("ubnd", "uy ban nhan dan", "hdnd",
            "hoi dong nhan dan", "ubmttq", "uy ban mat tran to quoc", "tp", "thanh pho", "vp", "van phong");

    private NameMatch() {}

    /** Whether both name one organisation. Part of a name is another organisation: an office is not the committee that it serves. */
    static boolean organisations(String one, String other) {
        String a = folded(one);
        return !a.isEmpty() && a.equals(folded(other));
    }

    /** Whether both name one person: the same name, before which one of them may have words of rank or address. */
    static boolean persons(String one, String other) {
        String a = folded(one);
        String b = folded(other);
        String shorter = a.length() <= b.length() ? a : b;
        String longer = a.length() <= b.length() ? b : a;
        return !shorter.isEmpty()
                && (a.equals(b) || shorter.contains(" ") && longer.endsWith(" " + shorter));
    }

    private static String folded(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("")
                .toLowerCase(Locale.ROOT).replace('đ', 'd');
        return Arrays.stream(OTHER.split(plain)).filter(word -> !word.isEmpty())
                .map(word -> ABBREVIATIONS.getOrDefault(word, word)).collect(Collectors.joining(" "));
    }
}
