package vn.congvan.web.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.processing.Processing;
import vn.congvan.processing.Work;
import vn.congvan.register.IncomingEntry;
import vn.congvan.register.IncomingQuery;
import vn.congvan.register.Registers;

/** {@code /desk/incoming-register.xhtml?year=&before=}: the incoming register of the acting post's organization, the last number first. */
@Named
@RequestScoped
public class IncomingRegisterPage {

    @Inject
    Registers registers;
    @Inject
    Processing processing;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Visitor visitor;

    private Integer year;
    private Integer before;
    private List<Integer> years = List.of();
    private List<IncomingEntry> rows = List.of();
    private boolean more;
    private Map<UUID, Work> works = Map.of();

    public void load() {
        Optional<UUID> organization = organization();
        if (organization.isEmpty()) {
            return;
        }
        years = registers.incomingYears(organization.get());
        if (year == null || !years.contains(year)) {
            year = years.get(0);
        }
        List<IncomingEntry> found = registers.incoming(organization.get(),
                new IncomingQuery(year, Optional.ofNullable(before), DeliveriesPage.ROWS + 1));
        more = found.size() > DeliveriesPage.ROWS;
        rows = more ? found.subList(0, DeliveriesPage.ROWS) : found;
        works = processing.workOn(rows.stream().map(IncomingEntry::id).toList());
    }

    private Optional<UUID> organization() {
        return visitor.readable().stream().findFirst();
    }

    /** Whose register it is; empty for who may not read it. */
    public String getOrganization() {
        return organization().flatMap(directory::byId).map(Organization::name).orElse("");
    }

    public List<IncomingEntry> getRows() {
        return rows;
    }

    /** The work that a line makes; {@code null}, for the page, while nobody was told to handle it. */
    public Work work(IncomingEntry entry) {
        return works.get(entry.id());
    }

    /** The years there are, the newest first. */
    public List<Integer> getYears() {
        return years;
    }

    /** The number before which the next page goes on; {@code null}, as links want it, on the last page. */
    public Integer getNextBefore() {
        return more ? rows.get(rows.size() - 1).number() : null;
    }

    /** Whether later numbers were passed over to come here. */
    public boolean isContinued() {
        return before != null;
    }

    public Integer getYear() {
        return year;
    }

    public void setYear(Integer year) {
        this.year = year;
    }

    public Integer getBefore() {
        return before;
    }

    public void setBefore(Integer before) {
        this.before = before;
    }
}
