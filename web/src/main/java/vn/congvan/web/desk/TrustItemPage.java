package vn.congvan.web.desk;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.signature.Signatures;
import vn.congvan.signature.TrustItem;

/** {@code /desk/trust-item.xhtml?sha256=…}: one item of trust, which an administrator of the node takes away here. */
@Named
@RequestScoped
public class TrustItemPage {

    @Inject
    Signatures signatures;
    @Inject
    Visitor visitor;
    @Inject
    Language language;
    @Inject
    FacesContext faces;

    private String fingerprint = "";
    private String reason = "";
    private TrustItem item;
    private boolean removed;
    private String refused;

    public void load() throws IOException {
        if (!visitor.isOverseeing()) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_FORBIDDEN, null);
            faces.responseComplete();
            return;
        }
        item = signatures.trusted(fingerprint).orElse(null);
    }

    /** Answers with an address: what is shown next is a page of its own. */
    public void remove() throws IOException {
        String came = "removed=true";
        try {
            signatures.distrust(
                    visitor.administrator()
                            .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_ALLOWED))),
                    fingerprint, reason);
        } catch (RefusedException e) {
            came = "refused=" + e.refusal().code();
        }
        faces.getExternalContext().redirect("/desk/trust-item.xhtml?sha256="
                + URLEncoder.encode(fingerprint, StandardCharsets.UTF_8) + "&" + came);
        faces.responseComplete();
    }

    private Optional<Refusal> refusal() {
        return Stream.of(ErrorCode.NOT_ALLOWED, ErrorCode.REQUEST_FIELD_MISSING, ErrorCode.TRUST_FROM_FOLDER)
                .filter(code -> code.name().equals(refused))
                .map(code -> Refusal.of(code,
                        code == ErrorCode.TRUST_FROM_FOLDER && item != null ? item.loadedBy() : "reason"))
                .findFirst();
    }

    /** Why it was not taken away, as a sentence; empty where nothing was refused. */
    public String getRefusal() {
        return refusal().map(found -> found.sentence(language.getLocale())).orElse("");
    }

    /** What to do about it. */
    public String getHint() {
        return refusal().map(found -> found.hint(language.getLocale())).orElse("");
    }

    public String getRefused() {
        return refused;
    }

    public void setRefused(String refused) {
        this.refused = refused;
    }

    /** The item; {@code null}, as pages test it, when it does not count. */
    public TrustItem getItem() {
        return item;
    }

    /** Whether it was just taken away. */
    public boolean isRemoved() {
        return removed;
    }

    public void setRemoved(boolean removed) {
        this.removed = removed;
    }

    public String getFingerprint() {
        return fingerprint;
    }

    public void setFingerprint(String fingerprint) {
        this.fingerprint = fingerprint == null ? "" : fingerprint;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
