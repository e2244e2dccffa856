package vn.congvan.web.desk;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;
import vn.congvan.journal.Journal;
import vn.congvan.journal.RefusedLine;
import vn.congvan.journal.RefusedQuery;

/** {@code /desk/refused.xhtml}: what the node turned away, for those who watch over it; all of the search in the address. */
@Named
@RequestScoped
public class RefusedPage {

    @Inject
    Journal journal;
    @Inject
    Visitor visitor;
    @Inject
    Language language;
    @Inject
    FacesContext faces;

    private String words;
    private String code;
    private String via;
    private String after;
    private List<RefusedLine> rows = List.of();
    private boolean more;

    public void load() throws IOException {
        if (!visitor.isOverseeing()) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_FORBIDDEN, null);
            faces.responseComplete();
            return;
        }
        List<RefusedLine> found = journal.refusedRequests(new RefusedQuery(Optional.empty(), Optional.empty(),
                one(ErrorCode.values(), code), one(Protocol.values(), via),
                Optional.ofNullable(words).map(String::strip).filter(text -> !text.isEmpty()), Ids.parse(after),
                DeliveriesPage.ROWS + 1));
        more = found.size() > DeliveriesPage.ROWS;
        rows = more ? found.subList(0, DeliveriesPage.ROWS) : found;
    }

    private static <E extends Enum<E>> Optional<E> one(E[] all, String name) {
        return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
    }

    public List<RefusedLine> getRows() {
        return rows;
    }

    /** Why, in the language of the page. */
    public String sentence(RefusedLine line) {
        return line.request().refusal().sentence(language.getLocale());
    }

    /** What to do, in the language of the page. */
    public String hint(RefusedLine line) {
        return line.request().refusal().hint(language.getLocale());
    }

    /** How many days a line is kept. */
    public long getDaysKept() {
        return journal.kept().toDays();
    }

    public List<ErrorCode> getCodes() {
        return List.of(ErrorCode.values());
    }

    /** The doors at which somebody can be turned away. */
    public List<Protocol> getDoors() {
        return List.of(Protocol.AXIS, Protocol.SOAP, Protocol.REST);
    }

    /** The line after which the next page goes on; {@code null}, as links want it, on the last page. */
    public UUID getNextAfter() {
        return more ? rows.get(rows.size() - 1).id() : null;
    }

    /** Whether newer rows were passed over to come here. */
    public boolean isContinued() {
        return Ids.parse(after).isPresent();
    }

    public String getWords() {
        return words;
    }

    public void setWords(String words) {
        this.words = words;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getVia() {
        return via;
    }

    public void setVia(String via) {
        this.via = via;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
