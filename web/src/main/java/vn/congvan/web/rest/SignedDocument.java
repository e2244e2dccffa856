package vn.congvan.web.rest;

import java.util.List;
import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.signature.VerdictState;
import vn.congvan.verification.DocumentVerdict;
import vn.congvan.verification.PackageSignature;
import vn.congvan.verification.Remark;
import vn.congvan.verification.RemarkWords;

/** What the signatures of a document are worth together. */
@Schema(name = "SignedDocument")
public record SignedDocument(
        @Schema(required = true, description = "Every file is VALID, and nothing is lacking") boolean complete,
        @Schema(description = "The worst verdict on one of the files; absent when there was nothing to check") VerdictState state,
        @Schema(required = true, description = "What a document of legal value has and this one has not") List<Lacking> lacking,
        @Schema(required = true, description = "What the Signature block of the package holds; it decides nothing") PackageSignature.Form packageSignature,
        @Schema(description = "Why that cannot be checked, or what is wrong with it") String packageSignatureReason,
        @Schema(description = "Who signed the package; absent unless that signature is valid") String packageSigner) {

    static SignedDocument of(DocumentVerdict verdict) {
        RemarkWords words = RemarkWords.in(Locale.ROOT);
        PackageSignature around = verdict.packageSignature();
        return new SignedDocument(verdict.isComplete(), verdict.state().orElse(null),
                verdict.remarks().stream().map(remark -> Lacking.of(remark, words)).toList(), around.form(),
                Query.text(around.reason()).orElse(null), Query.text(around.signer()).orElse(null));
    }

    /** One thing that is lacking. */
    @Schema(name = "Lacking")
    public record Lacking(@Schema(required = true) Remark.Code code,
            @Schema(description = "The file that it is about; absent when it is about the whole document") String file,
            @Schema(required = true, description = "What, as a Vietnamese sentence") String sentence,
            @Schema(required = true, description = "What to do") String hint) {

        static Lacking of(Remark remark, RemarkWords words) {
            return new Lacking(remark.code(), Query.text(remark.file()).orElse(null), words.sentence(remark),
                    words.hint(remark));
        }
    }
}
