package vn.congvan.web.desk;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryView;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.RegisterClerk;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.processing.Processing;
import vn.congvan.register.IncomingEntry;
import vn.congvan.register.NewIncomingEntry;
import vn.congvan.register.Registers;
import vn.congvan.verification.DocumentVerdict;
import vn.congvan.verification.Verification;

/**
 * {@code /desk/registration.xhtml?delivery=}: the clerk enters what came in into the register, the form filled from the message and the message
 * beside it, or gives it back.
 */
@Named
@ViewScoped
public class RegistrationPage implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Deliveries deliveries;
    @Inject
    transient Processing processing;
    @Inject
    transient Registers registers;
    @Inject
    transient Verification verification;
    @Inject
    transient OrganizationDirectory directory;
    @Inject
    transient Visitor visitor;
    @Inject
    transient Words words;
    @Inject
    transient Language language;

    private transient DeliveryView delivery;
    private String id;
    private String author;
    private String documentCode;
    private String documentDate = "";
    private String typeName;
    private String subject;
    private String addressee = "";
    private String note = "";
    private String reason = "";
    private UUID alike;
    private String refusal = "";
    private String hint = "";

    public void load() throws IOException {
        if (isPaper()) {
            if (visitor.registerClerk().isEmpty()) {
                fail(HttpServletResponse.SC_FORBIDDEN);
            }
            return;
        }
        Optional<DeliveryView> found = found();
        if (found.isEmpty()) {
            fail(HttpServletResponse.SC_NOT_FOUND);
        } else if (clerk(found.get()).isEmpty()) {
            fail(HttpServletResponse.SC_FORBIDDEN);
        } else {
            author = found.get().fromName();
            documentCode = found.get().documentCode();
            documentDate = found.get().issueDate().map(words::day).orElse("");
            typeName = found.get().typeName();
            subject = found.get().subject();
        }
    }

    private static void fail(int status) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(status, null);
        faces.responseComplete();
    }

    private Optional<DeliveryView> found() {
        return Ids.parse(id).flatMap(known -> deliveries.delivery(visitor.visible(), known));
    }

    private Optional<RegisterClerk> clerk(DeliveryView of) {
        return directory.find(of.to()).flatMap(visitor::receivingClerk);
    }

    /** Enters it into the register, unless it is most likely entered already. */
    public void register() throws IOException {
        register(false);
    }

    /** Enters it into the register, as another document than the one that is alike. */
    public void registerAnother() throws IOException {
        register(true);
    }

    private void register(boolean another) throws IOException {
        guarded(clerk -> {
            NewIncomingEntry entry = new NewIncomingEntry(author, documentCode, Days.parse(documentDate), typeName,
                    subject, addressee,
                    note);
            alike = another ? null : registers.alike(clerk.organizationId(), entry).map(IncomingEntry::id).orElse(null);
            if (isPaper()) {
                processing.enterPaper(clerk, entry, another);
            } else {
                processing.accept(clerk, getDelivery().id(), entry, another);
            }
        });
    }

    /** Takes it on as the document that is alike. */
    public void acceptAsSame() throws IOException {
        guarded(clerk -> processing.acceptAsSame(clerk, getDelivery().id(), alike));
    }

    /** Gives it back. */
    public void giveBack() throws IOException {
        guarded(clerk -> processing.giveBack(clerk, getDelivery().id(), reason));
    }

    private void guarded(Consumer<RegisterClerk> act) throws IOException {
        refusal = "";
        hint = "";
        try {
            act.accept((isPaper() ? visitor.registerClerk() : clerk(getDelivery()))
                    .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.DELIVERY_NOT_WAITING))));
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().redirect(isPaper()
                    ? "/desk/incoming-register.xhtml"
                    : "/desk/delivery.xhtml?id=" + getDelivery().id());
            faces.responseComplete();
        } catch (RefusedException e) {
            Refusal said = words.named(e.refusal());
            refusal = said.sentence(language.getLocale());
            hint = said.hint(language.getLocale());
        }
    }

    /** Whether it came on paper: there is no message then. */
    public boolean isPaper() {
        return id == null || id.isEmpty();
    }

    /** The line that has the same number, notation and date; {@code null}, for the page, while none was met. */
    public IncomingEntry getAlike() {
        return alike == null
                ? null
                : visitor.registerClerk().flatMap(clerk -> registers.line(clerk.organizationId(), alike)).orElse(null);
    }

    /** What came in, as it stands in the message. */
    public DeliveryView getDelivery() {
        if (delivery == null) {
            delivery = found()
                    .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.DELIVERY_NOT_WAITING)));
        }
        return delivery;
    }

    /** What its signatures are worth together; {@code null}, for the page, while nobody has looked. */
    public DocumentVerdict getVerdict() {
        UUID content = getDelivery().packageId();
        return verification.documentsOf(List.of(content)).get(content);
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

    public String getAuthor() {
        return author;
    }

    public void setAuthor(String author) {
        this.author = author;
    }

    public String getDocumentCode() {
        return documentCode;
    }

    public void setDocumentCode(String documentCode) {
        this.documentCode = documentCode;
    }

    public String getDocumentDate() {
        return documentDate;
    }

    public void setDocumentDate(String documentDate) {
        this.documentDate = documentDate == null ? "" : documentDate;
    }

    public String getTypeName() {
        return typeName;
    }

    public void setTypeName(String typeName) {
        this.typeName = typeName;
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    public String getAddressee() {
        return addressee;
    }

    public void setAddressee(String addressee) {
        this.addressee = addressee;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason == null ? "" : reason;
    }
}
