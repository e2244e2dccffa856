package vn.congvan.web.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import vn.congvan.processing.Processing;
import vn.congvan.processing.Work;
import vn.congvan.register.IncomingEntry;

/** {@code /desk/work.xhtml}: what the visitor is to handle, the most pressing first, and for a leader what waits to be assigned. */
@Named
@RequestScoped
public class WorkPage {

    private static final int MOST = 100;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    @Inject
    Processing processing;
    @Inject
    Visitor visitor;
    @Inject
    Clock clock;

    private List<IncomingEntry> open = List.of();
    private List<IncomingEntry> unassigned = List.of();
    private Map<UUID, Work> works = Map.of();

    public void load() {
        open = visitor.member().map(member -> processing.openWork(member, MOST)).orElse(List.of());
        works = processing.workOn(open.stream().map(IncomingEntry::id).toList());
        unassigned = visitor.leader().map(leader -> processing.unassigned(leader, MOST)).orElse(List.of());
    }

    public List<IncomingEntry> getOpen() {
        return open;
    }

    public List<IncomingEntry> getUnassigned() {
        return unassigned;
    }

    public Work work(IncomingEntry entry) {
        return works.get(entry.id());
    }

    /** Whether the last day is over. */
    public boolean isOverdue(IncomingEntry entry) {
        return work(entry).isOverdue(LocalDate.ofInstant(clock.instant(), VIETNAM));
    }
}
