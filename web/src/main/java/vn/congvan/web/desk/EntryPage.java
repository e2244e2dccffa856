package vn.congvan.web.desk;

import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationMember;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.person.People;
import vn.congvan.processing.Assignment;
import vn.congvan.processing.Processing;
import vn.congvan.processing.Work;
import vn.congvan.processing.WorkState;
import vn.congvan.register.IncomingEntry;
import vn.congvan.register.Registers;

/** {@code /desk/entry.xhtml?id=}: one line of the incoming register and the work that it makes: a leader assigns it, who leads completes it. */
@Named
@ViewScoped
public class EntryPage implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    @Inject
    transient Registers registers;
    @Inject
    transient Processing processing;
    @Inject
    transient People people;
    @Inject
    transient Visitor visitor;
    @Inject
    transient Words words;
    @Inject
    transient Language language;
    @Inject
    transient Clock clock;

    private transient IncomingEntry entry;
    private String id;
    private String lead = "";
    private List<String> cooperators = List.of();
    private String due = "";
    private String direction = "";
    private String result = "";
    private String refusal = "";
    private String hint = "";

    public void load() throws IOException {
        Optional<IncomingEntry> found = found();
        if (found.isEmpty()) {
            // whether it does not exist or is somebody else's is nobody's business
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
            return;
        }
        Optional.ofNullable(getWork()).ifPresent(work -> {
            lead = work.lead().userName();
            cooperators = work.cooperators().stream().map(Work.Worker::userName).toList();
            due = work.dueOn().map(words::day).orElse("");
        });
    }

    private Optional<IncomingEntry> found() {
        Optional<UUID> known = Ids.parse(id);
        return known
                .flatMap(line -> visitor.readable().stream()
                        .flatMap(organization -> registers.line(organization, line).stream()).findFirst())
                .or(() -> known.flatMap(line -> visitor.member().filter(member -> processing.concerns(member, line))
                        .flatMap(member -> registers.line(member.organizationId(), line))));
    }

    /** Says who handles it. */
    public void assign() throws IOException {
        guarded(() -> processing.assign(visitor.leader().orElseThrow(EntryPage::notYours), getEntry().id(),
                new Assignment(lead, Set.copyOf(cooperators), Days.parse(due), direction)));
    }

    /** Begins to work on it. */
    public void start() throws IOException {
        guarded(() -> processing.start(visitor.member().orElseThrow(EntryPage::notYours), getEntry().id()));
    }

    /** Completes it. */
    public void complete() throws IOException {
        guarded(() -> processing.complete(visitor.member().orElseThrow(EntryPage::notYours), getEntry().id(), result));
    }

    private static RefusedException notYours() {
        return new RefusedException(Refusal.of(ErrorCode.WORK_NOT_YOURS));
    }

    private void guarded(Runnable act) throws IOException {
        refusal = "";
        hint = "";
        try {
            act.run();
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().redirect("/desk/entry.xhtml?id=" + getEntry().id());
            faces.responseComplete();
        } catch (RefusedException e) {
            Refusal said = words.named(e.refusal());
            refusal = said.sentence(language.getLocale());
            hint = said.hint(language.getLocale());
        }
    }

    /** The line. */
    public IncomingEntry getEntry() {
        if (entry == null) {
            entry = found().orElseThrow(EntryPage::notYours);
        }
        return entry;
    }

    /** The work that it makes; {@code null}, for the page, while nobody was told to handle it. */
    public Work getWork() {
        return processing.workOn(List.of(getEntry().id())).get(getEntry().id());
    }

    /** Whether the last day is over and the work is not. */
    public boolean isOverdue() {
        return Optional.ofNullable(getWork())
                .filter(work -> work.isOverdue(LocalDate.ofInstant(clock.instant(), VIETNAM))).isPresent();
    }

    /** Whether the visitor may say who handles it. */
    public boolean isAssignable() {
        return visitor.leader().isPresent()
                && Optional.ofNullable(getWork()).filter(work -> work.state() == WorkState.COMPLETED).isEmpty();
    }

    /** Whether the visitor leads and has not begun. */
    public boolean isStartable() {
        return leads().filter(work -> work.state() == WorkState.ASSIGNED).isPresent();
    }

    /** Whether the visitor leads and is not done. */
    public boolean isCompletable() {
        return leads().filter(work -> work.state() != WorkState.COMPLETED).isPresent();
    }

    private Optional<Work> leads() {
        return visitor.member().flatMap(member -> Optional.ofNullable(getWork())
                .filter(work -> work.lead().userName().equals(member.userName())));
    }

    /** To whom the work may be given. */
    public List<OrganizationMember> getMembers() {
        return visitor.leader().map(by -> people.members(by.organizationId())).orElse(List.of());
    }

    /** Why it was refused, as a sentence; empty where it was not. */
    public String getRefusal() {
        return refusal;
    }

    /** What to do about it. */
    public String getHint() {
        return hint;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getLead() {
        return lead;
    }

    public void setLead(String lead) {
        this.lead = lead == null ? "" : lead;
    }

    public List<String> getCooperators() {
        return cooperators;
    }

    public void setCooperators(List<String> cooperators) {
        this.cooperators = List.copyOf(cooperators);
    }

    public String getDue() {
        return due;
    }

    public void setDue(String due) {
        this.due = due == null ? "" : due;
    }

    public String getDirection() {
        return direction;
    }

    public void setDirection(String direction) {
        this.direction = direction == null ? "" : direction;
    }

    public String getResult() {
        return result;
    }

    public void setResult(String result) {
        this.result = result == null ? "" : result;
    }
}
