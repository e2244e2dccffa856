package vn.congvan.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.DocumentCode;
import vn.congvan.document.StatusCode;

/** Whatever can be written comes back as it was, and is valid by the schemas. */
class RoundTripTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "20260302")
    void everyDocumentComesBack(@ForAll("documents") EdxmlDocument document,
            @ForAll("files") List<AttachmentSource> files) throws IOException {
        byte[] written = Packages.write(document, files.toArray(AttachmentSource[]::new));

        assertThat(EdxmlSchema.document().check(new ByteArrayInputStream(written))).isEmpty();
        Packages.Opened opened = Packages.open(written);
        assertThat(WritingTest.bare(opened.document())).isEqualTo(document);
        for (int i = 0; i < files.size(); i++) {
            assertThat(opened.attachment(i).name()).isEqualTo(files.get(i).name());
            assertThat(opened.attachment(i).description()).isEqualTo(files.get(i).description());
            assertThat(opened.files().get(i)).isEqualTo(files.get(i).opener().open().readAllBytes());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "20260303")
    void everyStatusComesBack(@ForAll("statuses") EdxmlStatus status) throws IOException {
        byte[] written = Packages.write(status);

        assertThat(EdxmlSchema.status().check(new ByteArrayInputStream(written))).isEmpty();
        assertThat(Packages.open(written).status()).isEqualTo(status);
    }

    @Provide
    Arbitrary<EdxmlDocument> documents() {
        Arbitrary<EdxmlDocument.Builder> heads = Combinators
                .combine(parties(), parties().list().ofMinSize(1).ofMaxSize(5).uniqueElements(p -> p.code()),
                        required(60),
                        text(11), text(30), dates(), required(80), text(80))
                .as((from, to, id, number, notation, date, subject, content) -> EdxmlDocument.builder().from(from)
                        .to(to).documentId(id).code(new DocumentCode("1" + number, notation)).promulgationDate(date)
                        .subject(subject).content(content));
        Arbitrary<Business> businesses = Combinators
                .combine(Arbitraries.of(BusinessKind.class), text(40), text(40), Arbitraries.of(true, false),
                        changes().list().ofMaxSize(2), replacements().list().ofMaxSize(3).uniqueElements(),
                        staff().list().ofMaxSize(2))
                .as((kind, id, reason, paper, changes, replacements, staff) -> Business.of(kind).withDocumentId(id)
                        .withReason(reason).withPaper(paper).withChanges(changes).withReplacements(replacements)
                        .withStaff(staff));
        Arbitrary<OtherInfo> infos = Combinators
                .combine(Arbitraries.integers().between(0, 4), text(20), text(10),
                        Arbitraries.integers().between(0, 999_999_999), text(20), Arbitraries.of("", "true", "false"),
                        text(20).list().ofMaxSize(3))
                .as((priority, sphere, typer, amount, replies, direction, appendixes) -> new OtherInfo("" + priority,
                        sphere, typer, "" + amount, "", replies, direction, "", appendixes));
        Arbitrary<ResponseFor> answers = Combinators.combine(codes(), text(20), required(40), dates())
                .as((organ, code, id, date) -> new ResponseFor(organ, code, id, WireTime.write(date)));
        return Combinators
                .combine(heads, businesses, infos, answers.list().ofMaxSize(3), text(20).list().ofMaxSize(3),
                        Combinators.combine(codes(), times()).as((code, at) -> new Trace(code, WireTime.write(at)))
                                .list().ofMaxSize(4),
                        Combinators.combine(text(10), text(20), text(20)).as(Signer::new))
                .as((head, business, info, responses, places, traces, signer) -> head.business(business).otherInfo(info)
                        .responseFor(responses).toPlaces(places).responseForTasks(places).traces(traces).signer(signer)
                        .build());
    }

    @Provide
    Arbitrary<EdxmlStatus> statuses() {
        return Combinators.combine(parties(), codes(), required(20), required(40), Arbitraries.of(StatusCode.class),
                text(100), times(), staff())
                .as((from, to, code, id, status, description, at, staff) -> EdxmlStatus.builder().from(from)
                        .responseForOrganId(to).responseForCode(code).responseForDocumentId(id).statusCode(status)
                        .responseForDate(at.toLocalDate()).description(description).timestamp(at).staff(staff).build());
    }

    @Provide
    Arbitrary<List<AttachmentSource>> files() {
        Arbitrary<String> names = Combinators
                .combine(required(20),
                        Arbitraries.of(".pdf", ".PDF", ".doc", ".docx", ".zip", ".txt", ".xlsx", ".p7s", ""))
                .as((name, extension) -> name + extension);
        return Combinators.combine(names, text(20), Arbitraries.bytes().array(byte[].class).ofMaxSize(3000))
                .as((name, description, bytes) -> AttachmentSource.of(name, description, plain(bytes))).list()
                .ofMaxSize(3);
    }

    /** No zip of its own, which an extension that goes raw would have opened, and not empty, which is a finding. */
    private static byte[] plain(byte[] bytes) {
        byte[] file = new byte[bytes.length + 1];
        file[0] = 'x';
        System.arraycopy(bytes, 0, file, 1, bytes.length);
        return file;
    }

    private static Arbitrary<Party> parties() {
        return Combinators.combine(codes(), text(30), text(40), text(30), text(20), text(15))
                .as((code, charge, name, address, email, phone) -> new Party(code, charge, name, address, email, phone,
                        "", ""));
    }

    private static Arbitrary<Business.Change> changes() {
        return Combinators.combine(Arbitraries.of("0", "1"), Arbitraries.of("", "0", "1"), Combinators
                .combine(codes(), Arbitraries.of("0", "1")).as(Business.ReceiverChange::new).list().ofMaxSize(3))
                .as(Business.Change::new);
    }

    private static Arbitrary<Business.Replacement> replacements() {
        return Combinators.combine(required(40), codes().list().ofMaxSize(3)).as(Business.Replacement::new);
    }

    private static Arbitrary<Staff> staff() {
        return Combinators.combine(text(20), text(10), required(20), text(10), text(20), text(12)).as(Staff::new);
    }

    private static Arbitrary<String> codes() {
        return Arbitraries.strings().withChars("0123456789.HWGhà-").ofMinLength(1).ofMaxLength(35);
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(0, 40_000).map(day -> LocalDate.of(1950, 1, 1).plusDays(day));
    }

    private static Arbitrary<LocalDateTime> times() {
        return Combinators.combine(dates(), Arbitraries.integers().between(0, 86_399))
                .as((day, second) -> day.atStartOfDay().plusSeconds(second));
    }

    /** Any text of at most that many characters: markup, blanks, line ends, letters of every plane, what XML has no place for. */
    private static Arbitrary<String> text(int longest) {
        return Arbitraries.strings().withChars("<>&'\"]\r\n\t aàạăằộƠđĐ\u0000\u0007\uFFFE\u0085\u2028").all()
                .ofMaxLength(longest / 2);
    }

    private static Arbitrary<String> required(int longest) {
        return text(longest - 1).map(text -> "x" + text);
    }
}
