package vn.congvan.web.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.text.MessageFormat;
import java.util.List;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import jakarta.servlet.http.Part;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.NodeAdministrator;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.signature.Signatures;
import vn.congvan.signature.TrustItem;

/** Loading certificates and lists on {@code /desk/trust.xhtml}: a file is chosen, what it holds is shown, and only then it counts. */
@Named
@ViewScoped
public class TrustLoading implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 8 << 20;

    @Inject
    transient Signatures signatures;
    @Inject
    transient Visitor visitor;
    @Inject
    transient Words words;
    @Inject
    transient Language language;

    private transient Part file;
    private String reason = "";
    private String name = "";
    private byte[] bytes = {};
    private String done = "";
    private String refusal = "";
    private String hint = "";

    /** Takes the file and shows what is in it. */
    public void look() throws IOException {
        administrator();
        clear();
        if (file == null || file.getSize() == 0) {
            refusal = words.text("trust.noFile");
        } else if (file.getSize() > LARGEST) {
            refusal = words.text("trust.tooLarge");
        } else {
            name = file.getSubmittedFileName();
            try (InputStream in = file.getInputStream()) {
                bytes = in.readAllBytes();
            }
            guarded(() -> signatures.wouldTrust(name, bytes));
            if (!refusal.isEmpty()) {
                bytes = new byte[0];
            }
        }
    }

    /** Loads what was shown. */
    public void load() {
        NodeAdministrator by = administrator();
        guarded(() -> {
            int added = signatures.trust(by, name, bytes, reason.strip());
            clear();
            done = MessageFormat.format(words.text("trust.done"), added);
        });
    }

    /** Forgets what was shown. */
    public void cancel() {
        clear();
    }

    private NodeAdministrator administrator() {
        return visitor.administrator().orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_ALLOWED)));
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RefusedException e) {
            refusal = e.refusal().sentence(language.getLocale());
            hint = e.refusal().hint(language.getLocale());
        }
    }

    private void clear() {
        bytes = new byte[0];
        done = "";
        refusal = "";
        hint = "";
    }

    /** What the chosen file holds; nothing while none was chosen. */
    public List<TrustItem> getItems() {
        return bytes.length == 0 ? List.of() : signatures.wouldTrust(name, bytes);
    }

    /** What the chosen file is, as a sentence. */
    public String getShown() {
        return MessageFormat.format(words.text("trust.would"), name);
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    /** What was done, as a sentence; empty while nothing was. */
    public String getDone() {
        return done;
    }

    /** Why it was refused, as a sentence; empty where it was not. */
    public String getRefusal() {
        return refusal;
    }

    /** What to do about it. */
    public String getHint() {
        return hint;
    }
}
