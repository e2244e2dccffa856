package vn.congvan.web.desk;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryState;
import vn.congvan.delivery.DeliveryView;
import vn.congvan.delivery.TransferContent;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.receipt.Receipts;
import vn.congvan.register.IncomingEntry;
import vn.congvan.register.Registers;
import vn.congvan.signature.Examination;
import vn.congvan.verification.CheckedFile;
import vn.congvan.verification.DocumentVerdict;
import vn.congvan.verification.Verification;

/** {@code /desk/delivery.xhtml?id=}: one document at one recipient, with its history and, for those who may, its files. */
@Named
@RequestScoped
public class DeliveryPage {

    @Inject
    Deliveries deliveries;
    @Inject
    Visitor visitor;
    @Inject
    PackageFiles packages;
    @Inject
    Verification verification;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Receipts receipts;
    @Inject
    Registers registers;
    @Inject
    FacesContext faces;

    private String id;
    private String file;
    private DeliveryView delivery;
    private boolean readable;
    private boolean receipt;
    private boolean waiting;
    private IncomingEntry entry;
    private String signer = "";
    private DocumentVerdict verdict;
    private List<ListedFile> files = List.of();

    public void load() throws IOException {
        Optional<UUID> asked = Ids.parse(id);
        Optional<DeliveryView> found = asked.flatMap(known -> deliveries.delivery(visitor.visible(known), known));
        if (found.isEmpty()) {
            // whether it does not exist or is somebody else's is nobody's business
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            faces.responseComplete();
            return;
        }
        delivery = found.get();
        Optional<TransferContent> content = deliveries.content(visitor.readable(delivery.id()), delivery.id());
        readable = content.isPresent();
        if (readable) {
            // before its files: where the document has its verdict they have theirs
            verdict = verification.documentsOf(List.of(delivery.packageId())).get(delivery.packageId());
            Map<Integer, CheckedFile> checked = verification.filesOf(List.of(delivery.packageId()))
                    .getOrDefault(delivery.packageId(), List.of()).stream()
                    .collect(Collectors.toMap(CheckedFile::position, each -> each));
            receipt = directory.find(delivery.from())
                    .filter(sender -> visitor.readable().contains(sender.id())).isPresent()
                    && receipts.receipt(delivery.packageId()).isPresent();
            entry = registers.entered(delivery.id()).orElse(null);
            // a take-back that was refused before anybody took it on leaves it waiting
            waiting = (delivery.state() == DeliveryState.ARRIVED || delivery.state() == DeliveryState.RETRACT_REFUSED)
                    && entry == null && directory.find(delivery.to()).flatMap(visitor::receivingClerk).isPresent();
            EdxmlDocument document = packages.document(content.get());
            signer = String.join(" ", document.signer().competence(), document.signer().position(),
                    document.signer().fullName()).strip();
            files = document.attachments().stream()
                    .map(one -> new ListedFile(one.index(), one.name(), one.description(), one.encodedLength() / 4 * 3,
                            FileKind.of(one.name()) == FileKind.PDF,
                            Optional.ofNullable(checked.get(one.index())).flatMap(CheckedFile::examination)))
                    .toList();
        }
    }

    public DeliveryView getDelivery() {
        return delivery;
    }

    /** Whether the visitor may read the content. */
    public boolean isReadable() {
        return readable;
    }

    /** Whether it waits for the visitor to take it on or to give it back. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Its line in the incoming register; {@code null}, for the page, where it has none. */
    public IncomingEntry getEntry() {
        return entry;
    }

    /** Whether there is a receipt for the package, for its sender's people. */
    public boolean isReceipt() {
        return receipt;
    }

    /** Who signed, as the package says it; may be empty. */
    public String getSigner() {
        return signer;
    }

    /** What the signatures are worth together; {@code null}, for the page, while nobody has looked or for who may not read the content. */
    public DocumentVerdict getVerdict() {
        return verdict;
    }

    public List<ListedFile> getFiles() {
        return files;
    }

    /** The file to show in the page: the one asked for, otherwise the first PDF; {@code null} where there is none. */
    public ListedFile getShown() {
        return files.stream().filter(ListedFile::pdf).filter(one -> Integer.toString(one.index()).equals(file))
                .findFirst().or(() -> files.stream().filter(ListedFile::pdf).findFirst()).orElse(null);
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    /**
     * A file of the document.
     *
     * @param size about how many bytes, reckoned from its encoded length
     * @param examination what was found about its signatures; empty while nobody has looked yet
     */
    public record ListedFile(int index, String name, String description, long size, boolean pdf,
            Optional<Examination> examination) {

        /** For the page, which knows no optional values: {@code null} while nobody has looked yet. */
        public Examination found() {
            return examination.orElse(null);
        }

        /** About how big, in kB or MB. */
        public String about() {
            return size < 1_000_000
                    ? Math.max(1, size / 1000) + " kB"
                    : String.format(java.util.Locale.forLanguageTag("vi"), "%.1f MB", size / 1e6);
        }
    }
}
