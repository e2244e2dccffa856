package vn.congvan.signature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDResources;

/** Content that another program put around the content that a page had. */
final class AddedContent {

    /** What outlives the text or the path that it was said for, and would change how the added text is printed. */
    private static final Set<String> LASTING = Set.of("cm", "gs", "Tc", "Tw", "Tz", "Ts", "Tr", "TL", "W", "W*");

    private final List<byte[]> kept;
    private final List<byte[]> first;
    private final List<byte[]> behind;

    /**
     * @param kept the streams that were there
     * @param first what comes before them
     * @param behind what comes after them
     */
    AddedContent(List<byte[]> kept, List<byte[]> first, List<byte[]> behind) {
        this.kept = kept;
        this.first = first;
        this.behind = behind;
    }

    private static List<Object> tokens(List<byte[]> streams) throws IOException {
        int length = streams.stream().mapToInt(s -> s.length + 1).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] each : streams) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
            // a stream ends a token
            all[at++] = '\n';
        }
        return PrintedText.tokens(all);
    }

    /** Whether what was there draws nothing with {@code names}: what was missing then would be drawn now. */
    boolean leavesAlone(Set<COSName> names) throws IOException {
        Set<COSName> used = new HashSet<>();
        for (Object token : tokens(kept)) {
            if (token instanceof COSBase operand) {
                collect(operand, used);
            }
        }
        used.retainAll(names);
        return used.isEmpty();
    }

    private static void collect(COSBase operand, Set<COSName> names) {
        if (operand instanceof COSName name) {
            names.add(name);
        } else if (operand instanceof COSArray array) {
            array.forEach(each -> collect(each, names));
        } else if (operand instanceof COSDictionary dictionary) {
            dictionary.getValues().forEach(each -> collect(each, names));
        }
    }

    /**
     * What is printed more than before.
     *
     * @return empty when something else is done, or when it cannot be told how what was there ends
     */
    Optional<List<NumberPiece>> printed(PDResources resources) throws IOException {
        List<Object> around = tokens(first);
        if (!around.stream().allMatch(t -> isOperator(t, "q")) || !isClosed(around.isEmpty())) {
            return Optional.empty();
        }
        List<Object> added = new ArrayList<>(tokens(behind));
        for (int i = 0; i < around.size(); i++) {
            if (added.isEmpty() || !isOperator(added.remove(0), "Q")) {
                return Optional.empty();
            }
        }
        return PrintedText.of(added, resources);
    }

    private static boolean isOperator(Object token, String name) {
        return token instanceof Operator operator && operator.getName().equals(name);
    }

    /** Whether what was there takes back what it sets, by itself or because it is wrapped. */
    private boolean isClosed(boolean unwrapped) throws IOException {
        int saved = 0;
        int marked = 0;
        boolean text = false;
        boolean operands = false;
        for (Object token : tokens(kept)) {
            operands = !(token instanceof Operator);
            if (!(token instanceof Operator operator)) {
                continue;
            }
            switch (operator.getName()) {
                case "q" -> saved++;
                case "Q" -> saved--;
                case "BMC", "BDC" -> marked++;
                case "EMC" -> marked--;
                case "BT" -> text = true;
                case "ET" -> text = false;
                default -> {
                    if (unwrapped && saved == 0 && LASTING.contains(operator.getName())) {
                        return false;
                    }
                }
            }
            if (saved < 0 || marked < 0) {
                return false;
            }
        }
        return saved == 0 && marked == 0 && !text && !operands;
    }
}
