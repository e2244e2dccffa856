package vn.congvan.web.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.DeliveryState;
import vn.congvan.delivery.SentQuery;
import vn.congvan.delivery.SentRow;
import vn.congvan.delivery.TransferState;
import vn.congvan.document.MessageType;

/** What the caller sent, package by package and recipient by recipient. */
@ApplicationScoped
@Path("/sent")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Following")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class SentResource {

    @Inject
    Deliveries deliveries;
    @Inject
    Caller caller;

    /** Where a package that was sent is, from the root of the host. */
    static String address(HttpServletRequest request, String packageId) {
        return request.getContextPath() + request.getServletPath() + "/sent?type=status&packageId=" + packageId;
    }

    @GET
    @Operation(operationId = "listSent", summary = "The caller's sends, newest first, one row per recipient")
    @APIResponse(responseCode = "200", description = "The rows", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SentPage.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public SentPage list(
            @Parameter(description = "Documents or statuses", schema = @Schema(type = SchemaType.STRING, enumeration = {
                    "edoc", "status"}, defaultValue = "edoc")) @QueryParam("type") @DefaultValue("edoc") String type,
            @Parameter(description = "This send only", schema = @Schema(type = SchemaType.STRING, format = "uuid")) @QueryParam("packageId") String packageId,
            @Parameter(description = "Sent at or after: an instant with offset, or a date in Vietnam") @QueryParam("from") String from,
            @Parameter(description = "Sent before: an instant with offset, or a date in Vietnam") @QueryParam("to") String to,
            @Parameter(description = "Go on after this transfer: `next` of the page before", schema = @Schema(type = SchemaType.STRING, format = "uuid")) @QueryParam("after") String after,
            @Parameter(description = "How many rows at the most", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100")) @QueryParam("limit") String limit) {
        int most = Query.number("limit", limit, 1, 1000, 100);
        List<SentRow> rows = deliveries.sent(caller.system(),
                new SentQuery(Query.parsed("type", type, MessageType::parse).orElse(MessageType.EDOC),
                        Query.id("packageId", packageId), Query.instant("from", from), Query.instant("to", to),
                        Query.id("after", after), most));
        return new SentPage(rows.stream().map(Sent::of).toList(),
                rows.size() < most ? null : rows.get(rows.size() - 1).transferId());
    }

    /** The rows. */
    @Schema(name = "SentPage")
    public record SentPage(@Schema(required = true) List<Sent> items,
            @Schema(description = "Ask for the next page with `after`; absent on the last") UUID next)
            implements
                Representation {}

    /** One package at one recipient. */
    @Schema(name = "Sent")
    public record Sent(@Schema(required = true, description = "The id that the send was answered with") UUID packageId,
            @Schema(required = true, description = "The id that the recipient's system knows") UUID transferId,
            @Schema(required = true, enumeration = {
                    "edoc", "status"}) String type,
            @Schema(required = true) String from, @Schema(required = true) String to,
            @Schema(required = true) String documentId, @Schema(required = true) String documentCode,
            @Schema(required = true) String subject, @Schema(required = true) Instant sentAt,
            @Schema(description = "When the recipient's system confirmed it; absent before") Instant receivedAt,
            @Schema(required = true, ref = "TransferState") TransferState transferState,
            @Schema(ref = "DeliveryState", description = "Where the document stands; absent for a status") DeliveryState deliveryState){

        static Sent of(SentRow row) {
            return new Sent(row.packageId(), row.transferId(), row.type().wire(), row.from().value(), row.to().value(),
                    row.documentId(), row.documentCode(), row.subject(), row.sentAt(), row.receivedAt().orElse(null),
                    row.transferState(), row.deliveryState().orElse(null));
        }
    }
}
