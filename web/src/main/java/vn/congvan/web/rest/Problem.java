package vn.congvan.web.rest;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import vn.congvan.document.ErrorCode;

/**
 * A refusal, as RFC 9457 writes it.
 *
 * @param recipients each bad recipient with its own reason; {@code null}, and so absent, where recipients are not why
 */
@Schema(name = "Problem", description = "Why a request was refused (RFC 9457)")
public record Problem(
        @Schema(required = true, examples = "urn:congvan:error:RECIPIENT_UNKNOWN", description = "`urn:congvan:error:` and the code") String type,
        @Schema(required = true, examples = "Recipient unknown", description = "The kind of problem in English; the same for every occurrence") String title,
        @Schema(required = true, examples = "422", description = "The HTTP status") int status,
        @Schema(required = true, description = "What is wrong; Vietnamese, or English where Accept-Language prefers it", examples = "Không tìm thấy nơi nhận: 000.00.00.H99.") String detail,
        @Schema(required = true, ref = "ErrorCode", description = "The stable code") String code,
        @Schema(required = true, description = "What to do about it", examples = "Tra mã trong danh bạ.") String hint,
        @Schema(required = true, description = "The id under which the node's logs speak of this request") String correlationId,
        @Schema(description = "Each bad recipient with its own reason") List<BadRecipient> recipients)
        implements
            Representation {

    static final String MEDIA_TYPE = "application/problem+json";
    static final String TYPE_PREFIX = "urn:congvan:error:";

    /** Why one recipient cannot be sent to. */
    @Schema(name = "BadRecipient")
    public record BadRecipient(
            @Schema(required = true, description = "The organization code as it came", examples = "000.00.00.H99") String organization,
            @Schema(required = true, ref = "ErrorCode") String code,
            @Schema(required = true) String detail, @Schema(required = true) String hint) {}

    /** The title of every problem with this code: the code in words, since RFC 9457 wants it free of particulars. */
    static String titleOf(ErrorCode code) {
        String words = code.name().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
