package vn.congvan.web.rest;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.document.OrganizationCode;
import vn.congvan.signing.Numbering;
import vn.congvan.signing.PagePlace;
import vn.congvan.signing.SigningAppearance;

/**
 * What a caller says of a signature that is to be put on a PDF.
 *
 * @param certificates for a signature made somewhere else; empty when the organization's own key signs
 */
@Schema(name = "Signing", description = "What signature is to be put on the PDF, and how it looks (NĐ 30/2020/NĐ-CP, Phụ lục I)")
public record SigningForm(
        @Schema(required = true, implementation = String.class, maxLength = 64, examples = "000.00.00.H47", description = "The organization that signs, or for which its leader signs; the caller must be allowed to act for it") OrganizationCode organization,
        @Schema(required = true, description = "SEAL: the organization on a document, over a third of the leader's signature; ATTACHMENT and COPY: the organization at the top right of the first page, without an image; HANDWRITTEN: the leader, only in preparations") Look look,
        @Schema(maxLength = 100, description = "SEAL: full name of the leader as it stands on the page, by which the seal finds its place; HANDWRITTEN: required") String leader,
        @Schema(minimum = "10", maximum = "60", description = "SEAL: required; real width of the seal in millimetres") double sealWidth,
        @Schema(maxLength = 64, examples = "15/QĐ-UBND", description = "ATTACHMENT: required; number and notation of the main document") String documentCode,
        @Schema(maxLength = 50, examples = "SAO Y", description = "COPY: required; form of the copy") String copyForm,
        @Schema(implementation = Place.class, description = "SEAL, HANDWRITTEN: where the image goes, instead of where the regulation wants it") Optional<PagePlace> place,
        @Schema(implementation = NumberingForm.class, description = "Number and date that are put on the page before the signature") Optional<Numbering> numbering,
        @Schema(implementation = String[].class, description = "In preparations, required: the signer's certificate first, then its issuers, each DER in base64") List<byte[]> certificates) {

    private static final int LONGEST_CERTIFICATE = 16 * 1024;
    private static final double PAGE = 2000;

    /** What a signature looks like. */
    @Schema(name = "Look")
    public enum Look {
        SEAL,
        ATTACHMENT,
        COPY,
        HANDWRITTEN
    }

    /** The shape of a place, for the description of the interface only. */
    @Schema(name = "Place", description = "As a person sees the page, from its top left corner, in millimetres")
    record Place(@Schema(required = true, minimum = "1") int page, @Schema(required = true) double left,
            @Schema(required = true) double top, @Schema(required = true) double width,
            @Schema(required = true) double height) {}

    /** The shape of a numbering, for the description of the interface only. */
    @Schema(name = "Numbering")
    record NumberingForm(
            @Schema(maxLength = 30, examples = "15", description = "Empty keeps the place free") String number,
            @Schema(required = true) Place numberPlace,
            @Schema(maxLength = 60, examples = "23 tháng 11 năm 2026", description = "Empty keeps the place free") String date,
            @Schema(required = true) Place datePlace,
            @Schema(required = true, minimum = "6", maximum = "20", description = "In points") double fontSize) {}

    static SigningForm read(JsonFields fields, boolean elsewhere) {
        Look look = fields.optionalOneOf("look", List.of(Look.values())).orElseThrow(() -> fields.missing("look"));
        if (look == Look.HANDWRITTEN && !elsewhere) {
            throw fields.invalid("look", look.name());
        }
        return new SigningForm(fields.code("organization"), look,
                look == Look.HANDWRITTEN ? fields.text("leader", 100) : fields.textOrEmpty("leader", 100),
                look == Look.SEAL ? fields.decimal("sealWidth", 10, 60) : 0,
                look == Look.ATTACHMENT ? fields.text("documentCode", 64) : "",
                look == Look.COPY ? fields.text("copyForm", 50) : "", fields.object("place", SigningForm::place),
                fields.object("numbering", SigningForm::numbering),
                elsewhere ? certificates(fields) : List.of());
    }

    private static PagePlace place(JsonFields fields) {
        return new PagePlace(fields.optionalNumber("page", 1, 10_000).orElse(1), fields.decimal("left", 0, PAGE),
                fields.decimal("top", 0, PAGE), fields.decimal("width", 1, PAGE), fields.decimal("height", 1, PAGE));
    }

    private static Numbering numbering(JsonFields fields) {
        return new Numbering(fields.textOrEmpty("number", 30),
                fields.object("numberPlace", SigningForm::place).orElseThrow(() -> fields.missing("numberPlace")),
                fields.textOrEmpty("date", 60),
                fields.object("datePlace", SigningForm::place).orElseThrow(() -> fields.missing("datePlace")),
                fields.decimal("fontSize", 6, 20));
    }

    private static List<byte[]> certificates(JsonFields fields) {
        List<byte[]> certificates = new ArrayList<>();
        for (String text : fields.texts("certificates", LONGEST_CERTIFICATE)) {
            try {
                certificates.add(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                throw fields.invalid("certificates[" + certificates.size() + "]", "base64");
            }
        }
        if (certificates.isEmpty()) {
            throw fields.missing("certificates");
        }
        return certificates;
    }

    /**
     * What goes onto the page.
     *
     * @param name of the organization, as the directory has it
     * @param image of the seal or the handwritten signature; empty where none was given
     */
    SigningAppearance appearance(String name, byte[] image) {
        if ((look == Look.SEAL || look == Look.HANDWRITTEN) == (image.length == 0)) {
            throw image.length == 0 ? Query.missing("image") : Query.invalid("image", look.name());
        }
        return switch (look) {
            case SEAL -> new SigningAppearance.Seal(image, sealWidth, name,
                    Optional.of(leader).filter(text -> !text.isEmpty()), place);
            case ATTACHMENT -> new SigningAppearance.OnAttachment(name, documentCode);
            case COPY -> new SigningAppearance.OnCopy(copyForm, name);
            case HANDWRITTEN -> new SigningAppearance.Handwritten(image, leader, place);
        };
    }
}
