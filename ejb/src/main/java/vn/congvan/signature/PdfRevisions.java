package vn.congvan.signature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What was put on a PDF between its signatures. Each signature ends a revision of the file, and the bytes up to there are a file of
 * their own; each of these files is compared with the next by what a reader makes of them, object by object from the catalog on. What
 * is not positively understood is a change.
 */
final class PdfRevisions {

    /** What was put on between a signature and the next one. */
    enum Between {
        /** Nothing but the next signature and data for checking the ones before. */
        SIGNATURE,
        /** Number or date at their place as well. */
        NUMBERING,
        /** Something else. */
        CHANGE
    }

    private final List<Long> ends;
    private final List<Between> gaps;

    private PdfRevisions(List<Long> ends, List<Between> gaps) {
        this.ends = ends;
        this.gaps = gaps;
    }

    /**
     * @param ranges the four numbers of each signature and time stamp that was read
     * @throws CannotCheckException when a revision holds more than is looked into
     */
    static PdfRevisions of(byte[] file, Set<List<Long>> ranges, SignaturePolicy policy)
            throws CannotCheckException {
        List<Long> ends = ranges.stream().filter(r -> r.size() == 4).map(r -> r.get(2) + r.get(3))
                .filter(end -> end > 0 && end <= file.length).distinct().sorted().toList();
        List<Between> gaps = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            gaps.add(between(file, ends.get(i - 1).intValue(), ends.get(i).intValue(), ranges, policy));
        }
        // put on once it stays as it is: a second time is a change of the first
        if (gaps.stream().filter(g -> g == Between.NUMBERING).count() > 1) {
            gaps.replaceAll(g -> g == Between.NUMBERING ? Between.CHANGE : g);
        }
        return new PdfRevisions(ends, gaps);
    }

    private static Between between(byte[] file, int earlier, int later, Set<List<Long>> ranges,
            SignaturePolicy policy) throws CannotCheckException {
        Set<List<Long>> added = new HashSet<>();
        ranges.stream().filter(r -> r.size() == 4 && r.get(2) + r.get(3) > earlier && r.get(2) + r.get(3) <= later)
                .forEach(added::add);
        try (PDDocument before = revision(file, earlier); PDDocument after = revision(file, later)) {
            RevisionComparison comparison = new RevisionComparison(before, after, added, policy);
            if (!comparison.isExplained()) {
                return Between.CHANGE;
            }
            if (comparison.pieces().isEmpty()) {
                return Between.SIGNATURE;
            }
            return new NumberPlace(before, policy).holds(comparison.pieces()) ? Between.NUMBERING : Between.CHANGE;
        } catch (IOException e) {
            // a revision that no reader can read explains nothing
            return Between.CHANGE;
        }
    }

    private static PDDocument revision(byte[] file, int end) throws IOException {
        return Loader.loadPDF(new RandomAccessReadBuffer(ByteBuffer.wrap(file, 0, end).slice()));
    }

    /** What was put on between a signature that ends at {@code end} and the last one, the worst of it. */
    Between after(long end) {
        Between worst = Between.SIGNATURE;
        for (int i = 0; i < gaps.size(); i++) {
            if (ends.get(i) >= end && gaps.get(i).compareTo(worst) > 0) {
                worst = gaps.get(i);
            }
        }
        return worst;
    }
}
