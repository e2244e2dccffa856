package vn.congvan.signing;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Where words stand on the pages. */
final class PageText extends PDFTextStripper {

    /** A document of legal value is signed on an early page; attachments in the same file can be long. */
    private static final int MAX_PAGES = 200;

    private final List<Word> words = new ArrayList<>();

    /**
     * One word; its place is as seen, in millimetres from the top left corner.
     *
     * @param text NFC, lower case
     */
    record Word(String text, PagePlace place) {}

    private PageText() {
        setSortByPosition(true);
    }

    /** The words of the first pages, page by page and line by line. */
    static List<Word> words(PDDocument document) throws IOException {
        PageText text = new PageText();
        text.setEndPage(Math.min(MAX_PAGES, document.getNumberOfPages()));
        text.getText(document);
        return text.words;
    }

    /** Where {@code phrase} stands for the last time, however it is capitalised. */
    static Optional<PagePlace> last(List<Word> words, String phrase) {
        String[] sought = plain(phrase).split(" ");
        for (int i = words.size() - sought.length; i >= 0; i--) {
            List<Word> found = words.subList(i, i + sought.length);
            if (isPhrase(found, sought)) {
                return Optional.of(around(found));
            }
        }
        return Optional.empty();
    }

    private static boolean isPhrase(List<Word> found, String[] sought) {
        for (int i = 0; i < sought.length; i++) {
            if (!found.get(i).text().equals(sought[i])) {
                return false;
            }
        }
        PagePlace first = found.get(0).place();
        // words of one line
        return found.stream().map(Word::place)
                .allMatch(p -> p.page() == first.page() && Math.abs(p.bottom() - first.bottom()) < 1);
    }

    /** What stands nearest above {@code place}, with its middle within {@code reach} millimetres of the middle of the place. */
    static Optional<PagePlace> above(List<Word> words, PagePlace place, double reach) {
        return words.stream().map(Word::place)
                .filter(p -> p.page() == place.page() && p.bottom() < place.top()
                        && Math.abs(p.centre() - place.centre()) <= reach)
                .max(Comparator.comparingDouble(PagePlace::bottom));
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static PagePlace around(List<Word> words) {
        double left = words.stream().mapToDouble(w -> w.place().left()).min().orElseThrow();
        double right = words.stream().mapToDouble(w -> w.place().right()).max().orElseThrow();
        double top = words.stream().mapToDouble(w -> w.place().top()).min().orElseThrow();
        double bottom = words.stream().mapToDouble(w -> w.place().bottom()).max().orElseThrow();
        return new PagePlace(words.get(0).place().page(), left, top, right - left, bottom - top);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        double mm = PagePlace.POINTS_PER_MM / getCurrentPage().getUserUnit();
        // a word, or a whole line where the file holds its spaces as letters
        int begin = 0;
        for (int i = 0; i <= positions.size(); i++) {
            if (i == positions.size() || positions.get(i).getUnicode().isBlank()) {
                if (i > begin) {
                    add(positions.subList(begin, i), mm);
                }
                begin = i + 1;
            }
        }
    }

    private void add(List<TextPosition> letters, double mm) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        StringBuilder text = new StringBuilder();
        for (TextPosition letter : letters) {
            text.append(letter.getUnicode());
            left = Math.min(left, letter.getXDirAdj());
            right = Math.max(right, letter.getXDirAdj() + letter.getWidthDirAdj());
            top = Math.min(top, letter.getYDirAdj() - letter.getHeightDir());
            bottom = Math.max(bottom, letter.getYDirAdj());
        }
        if (right > left && bottom > top) {
            words.add(new Word(plain(text.toString()), new PagePlace(getCurrentPageNo(), left / mm, top / mm,
                    (right - left) / mm, (bottom - top) / mm)));
        }
    }
}
