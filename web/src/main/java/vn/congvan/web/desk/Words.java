package vn.congvan.web.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.ResourceBundle;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import vn.congvan.delivery.DeliveryState;
import vn.congvan.document.CertificateEnd;
import vn.congvan.document.Refusal;
import vn.congvan.document.StatusCode;
import vn.congvan.document.Urgency;
import vn.congvan.processing.WorkState;
import vn.congvan.signature.ReasonCode;
import vn.congvan.signature.SignatureFinding;
import vn.congvan.signature.TrustChange;
import vn.congvan.signature.TrustKind;
import vn.congvan.signature.VerdictState;
import vn.congvan.signature.VerdictWords;
import vn.congvan.verification.PackageSignature;
import vn.congvan.verification.Remark;
import vn.congvan.verification.RemarkWords;

/** Says values in the words of the glossary, and instants as a clock in Vietnam shows them. */
@Named
@RequestScoped
public class Words {

    static final String BUNDLE = "vn.congvan.web.desk.messages";

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm");
    private static final DateTimeFormatter MACHINE = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    @Inject
    Language language;

    public String state(DeliveryState state) {
        return text("state." + state);
    }

    /** What a status says, with its code; one that is none of edXML's is its code alone. */
    public String status(String code) {
        return StatusCode.parse(code).map(status -> status.wire() + " " + text("state." + switch (status) {
            case RETRACT_ACCEPTED -> DeliveryState.RETRACTED;
            case RETRACT_REFUSED -> DeliveryState.RETRACT_REFUSED;
            default -> DeliveryState.reportedBy(status).orElseThrow();
        })).orElse(code);
    }

    /** The tone in which a state is coloured; the word says the same. */
    public String tone(DeliveryState state) {
        return switch (state) {
            case QUEUED, SENDING, SENT -> "waiting";
            case ARRIVED -> "new";
            case ACCEPTED, ASSIGNED, PROCESSING -> "busy";
            case COMPLETED -> "done";
            case SEND_FAILED, REJECTED -> "bad";
            case RETRACT_REQUESTED, RETRACT_REFUSED -> "warn";
            case RETRACTED, RECALLED, CANCELLED, SENT_ON_PAPER -> "gone";
        };
    }

    /** The verdict on a file in a few words. */
    public String verdict(VerdictState state) {
        return verdicts().state(state);
    }

    public String reason(ReasonCode reason) {
        return verdicts().sentence(reason);
    }

    public String hint(ReasonCode reason) {
        return verdicts().hint(reason);
    }

    /** What a document lacks. */
    public String lacking(Remark remark) {
        return RemarkWords.in(language.getLocale()).sentence(remark);
    }

    /** What to do about that. */
    public String lackingHint(Remark remark) {
        return RemarkWords.in(language.getLocale()).hint(remark);
    }

    public String packageSignature(PackageSignature found) {
        return text("packageSignature." + found.form());
    }

    public String signatureKind(SignatureFinding.Kind kind) {
        return text("signature." + kind);
    }

    public boolean known(Optional<Instant> at) {
        return at.isPresent();
    }

    /** The tone in which a verdict is coloured; the word says the same. */
    public String verdictTone(VerdictState state) {
        return switch (state) {
            case VALID -> "done";
            case UNSIGNED -> "gone";
            case INTACT_SIGNER_UNCONFIRMED -> "warn";
            case CANNOT_CHECK, CHANGED_AFTER_SIGNING, SIGNER_EXPIRED_OR_REVOKED -> "bad";
        };
    }

    private VerdictWords verdicts() {
        return VerdictWords.in(language.getLocale());
    }

    public DeliveryState[] states() {
        return DeliveryState.values();
    }

    public String urgency(Urgency urgency) {
        return text("urgency." + urgency);
    }

    public boolean pressing(Urgency urgency) {
        return urgency != Urgency.NORMAL;
    }

    /** The same refusal, about the field as it is called on pages. */
    Refusal named(Refusal found) {
        return switch (found.code()) {
            case ENTRY_FIELD_MISSING -> Refusal.of(found.code(), text("entry." + found.about().get(0)));
            case ENTRY_FIELD_TOO_LONG -> Refusal.of(found.code(), text("entry." + found.about().get(0)),
                    found.about().get(1));
            default -> found;
        };
    }

    /** How far the work is. */
    public String work(WorkState state) {
        return text("state." + state);
    }

    /** The tone in which that is coloured; the word says the same. */
    public String workTone(WorkState state) {
        return state == WorkState.COMPLETED ? "done" : "busy";
    }

    public String role(String role) {
        return text("role." + role);
    }

    /** Who made a history line: a system id or user name as it is, the node as what it is to people. */
    public String by(String who) {
        return "node".equals(who) ? text("by.node") : who;
    }

    /** As {@code dd/MM/yyyy}; a dash where there is none. */
    public String date(Optional<LocalDate> date) {
        return date.map(DATE::format).orElse("–");
    }

    /** As {@code dd/MM/yyyy}. */
    public String day(LocalDate date) {
        return DATE.format(date);
    }

    /** The day in Vietnam, as {@code dd/MM/yyyy}; a dash where there is none. */
    public String dateOf(Optional<Instant> instant) {
        return instant.map(at -> DATE.format(at.atZone(VIETNAM))).orElse("–");
    }

    public String certificatePurpose(CertificateEnd.Purpose purpose) {
        return text("ends." + purpose);
    }

    public String trustKind(TrustKind kind) {
        return text("trust." + kind);
    }

    /** What was done about whom the node trusts. */
    public String trustAct(TrustChange.Act act) {
        return text("trust." + act);
    }

    /** As {@code dd/MM/yyyy HH:mm}; a dash where there is none. */
    public String time(Optional<Instant> instant) {
        return instant.map(this::timeOf).orElse("–");
    }

    /** As {@code dd/MM/yyyy HH:mm}. */
    public String timeOf(Instant instant) {
        return TIME.format(instant.atZone(VIETNAM));
    }

    /** For HTML's {@code datetime}. */
    public String machineTime(Instant instant) {
        return MACHINE.format(instant.atZone(VIETNAM).toOffsetDateTime());
    }

    String text(String key) {
        return ResourceBundle.getBundle(BUNDLE, language.getLocale()).getString(key);
    }
}
