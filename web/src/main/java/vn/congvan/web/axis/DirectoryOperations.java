package vn.congvan.web.axis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.organization.AgencyForm;
import vn.congvan.organization.Change;
import vn.congvan.organization.Listing;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;

/** The operations on the directory. The whole directory goes into one answer, as clients expect; it streams. */
@Dependent
class DirectoryOperations {

    /** A code of QĐ 20/2020/QĐ-TTg begins with the letter of its ministry or province, one of QCVN 102 ends with it. */
    private static final Pattern QD20 = Pattern.compile("(?i)[A-Z]\\d{2}(\\..*)?");

    private final OrganizationDirectory directory;

    @Inject
    DirectoryOperations(OrganizationDirectory directory) {
        this.directory = directory;
    }

    /** Writes one row. */
    private interface Row {
        void write(JsonAnswer json, Listing listing) throws IOException;
    }

    Outcome agencies() {
        return rows(Listing::open, (json, agency) -> json.field("code", agency.code()).field("id", agency.id())
                .field("pid", agency.parentId()).field("name", agency.name()).field("mail", agency.email())
                .field("oldCode", agency.formerCode()));
    }

    /** The agencies that have a code of QĐ 20/2020, all of them or those of one level. */
    Outcome agenciesByNewCode(Call call) {
        Optional<String> word = call.parameters().find("level");
        if (word.isPresent() && !word.get().matches("\\d{1,4}")) {
            return Outcome.Refused.because(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "level",
                    SignedHeader.printable(word.get())));
        }
        Optional<Integer> level = word.map(Integer::valueOf);
        return rows(agency -> agency.open() && !newCode(agency).isEmpty()
                && (level.isEmpty() || level.get() == agency.level()),
                (json, agency) -> json.field("id", agency.id()).field("code", newCode(agency))
                        .field("code102", newCode(agency).equals(agency.code()) ? agency.formerCode() : agency.code())
                        .field("name", agency.name()).field("mail", agency.email()));
    }

    /** Every unit, closed ones too, marked so: a client that keeps a copy learns here what is gone. */
    Outcome units() {
        return rows(unit -> true,
                (json, unit) -> json.field("id", unit.id()).field("pid", unit.parentId()).field("code", unit.code())
                        .field("name", unit.name()).field("mail", unit.email()).field("centerCode", unit.systemId())
                        // the SDK reads an int
                        .field("version", Math.min(unit.version(), Integer.MAX_VALUE)).field("deleted", !unit.open())
                        .field("isAgency", true).field("modifyDate", ClientClock.row(unit.changedAt())));
    }

    Outcome register(Call call, byte[] body) {
        AgencyCard card = AgencyCard.read(body);
        Optional<OrganizationCode> code = OrganizationCode.parse(card.code());
        if (code.isEmpty()) {
            return Outcome.Refused.because(Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "code",
                    SignedHeader.printable(card.code())));
        }
        // who takes `pid` by its name gives the parent's id from getAgenciesList
        String parent = AxisParameters.uuid(card.parent()).flatMap(directory::byId).map(Organization::code)
                .map(OrganizationCode::value).orElse(card.parent());
        return answer(directory.register(call.caller(),
                new AgencyForm(code.get(), parent, card.name(), card.mail(), card.mobile(), card.fax())));
    }

    Outcome delete(Call call) {
        String word = call.parameters().require("AgencyCode");
        Optional<OrganizationCode> code = OrganizationCode.parse(word);
        return code.isEmpty()
                ? Outcome.Refused
                        .because(Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, SignedHeader.printable(word)))
                : answer(directory.close(call.caller(), code.get()));
    }

    private static Outcome answer(Change change) {
        if (change instanceof Change.Refused refused) {
            return Outcome.Refused.because(refused.refusal());
        }
        Change.Done done = (Change.Done) change;
        return done.reopened()
                ? Outcome.Done.saying(AxisError.NONE_TEXT + ": cơ quan " + done.organization().code()
                        + " đã ngừng hoạt động, nay hoạt động trở lại.")
                : Outcome.Done.plain();
    }

    private Outcome rows(Predicate<Listing> wanted, Row row) {
        return Outcome.Done.list(json -> {
            json.beginRows("data");
            try {
                directory.forEach(listing -> {
                    if (wanted.test(listing)) {
                        try {
                            json.beginRow();
                            row.write(json, listing);
                            json.endRow();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            json.endRows();
        });
    }

    private static String newCode(Listing agency) {
        if (QD20.matcher(agency.code()).matches()) {
            return agency.code();
        }
        return QD20.matcher(agency.formerCode()).matches() ? agency.formerCode() : "";
    }
}
