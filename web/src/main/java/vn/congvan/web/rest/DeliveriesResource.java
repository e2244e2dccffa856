package vn.congvan.web.rest;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import vn.congvan.delivery.DeliveryQuery;
import vn.congvan.delivery.DeliveryState;
import vn.congvan.delivery.DeliveryView;
import vn.congvan.document.DocumentId;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Urgency;
import vn.congvan.verification.CheckedFile;
import vn.congvan.verification.DocumentVerdict;
import vn.congvan.verification.Verification;

/** What became of the documents that the caller's organizations sent, per recipient. */
@ApplicationScoped
@Path("/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Following")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class DeliveriesResource {

    static final int MAX = 500;

    @Inject
    Deliveries deliveries;
    @Inject
    Verification verification;
    @Inject
    Caller caller;

    /** Where the deliveries of a package are, from the root of the host. */
    static String address(HttpServletRequest request, String packageId) {
        return request.getContextPath() + request.getServletPath() + "/deliveries?packageId=" + packageId;
    }

    @GET
    @Operation(operationId = "listDeliveries", summary = "Deliveries with their history, newest first")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DeliveryPage.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public DeliveryPage list(
            @Parameter(description = "Of this document (mã định danh văn bản)", example = "000.00.00.G22,2026/11/23,88/VPCP-KSTT") @QueryParam("documentId") String documentId,
            @Parameter(description = "Of this package", schema = @Schema(type = SchemaType.STRING, format = "uuid")) @QueryParam("packageId") String packageId,
            @Parameter(description = "In this state", schema = @Schema(ref = "DeliveryState")) @QueryParam("state") String state,
            @Parameter(description = "Go on after this delivery: `next` of the page before", schema = @Schema(type = SchemaType.STRING, format = "uuid")) @QueryParam("after") String after,
            @Parameter(description = "How many at the most", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50")) @QueryParam("limit") String limit) {
        int most = Query.number("limit", limit, 1, MAX, 50);
        List<DeliveryView> page = deliveries.deliveries(caller.system(),
                new DeliveryQuery(Query.parsed("documentId", documentId, DocumentId::parse),
                        Query.id("packageId", packageId), Query.oneOf("state", state, DeliveryState.class),
                        Query.id("after", after), most));
        return new DeliveryPage(page.stream().map(Delivery::of).toList(),
                page.size() < most ? null : page.get(page.size() - 1).id());
    }

    @GET
    @Path("/{deliveryId}")
    @Operation(operationId = "getDelivery", summary = "One delivery with its history and what was found about its files; for its sender and its recipient")
    @APIResponse(responseCode = "200", description = "The delivery", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Delivery.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Delivery get(
            @Parameter(description = "The delivery", schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("deliveryId") String deliveryId) {
        DeliveryView found = Query.id("deliveryId", deliveryId).flatMap(id -> deliveries.delivery(caller.system(), id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.DELIVERY_UNKNOWN, deliveryId)));
        List<UUID> ids = List.of(found.packageId());
        // in this order: where the document has its verdict its files have theirs
        Optional<DocumentVerdict> verdict = Optional.ofNullable(verification.documentsOf(ids).get(found.packageId()));
        return Delivery.of(found).with(verification.filesOf(ids).getOrDefault(found.packageId(), List.of()), verdict);
    }

    @GET
    @Path("/{deliveryId}/signatures")
    @Produces("application/zip")
    @Operation(operationId = "getSignatures", summary = "What was found about the signatures of a delivery's files, to keep; for its sender and its recipient", description = "A zip: `signatures.csv` and `signatures.json` with a row per signature, and in `proof` the certificates and revocation lists on which it rests and which do not lie in the files themselves. With them `congvan-tools verify --proof` says the same after the certificates have ended. Until the files have been looked into, 404 with `SIGNATURES_NOT_READY`.")
    @APIResponse(responseCode = "200", description = "The table and its proof", content = @Content(mediaType = "application/zip", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public byte[] signatures(
            @Parameter(description = "The delivery", schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("deliveryId") String deliveryId)
            throws IOException {
        return verification.signatureTable(Query.id("deliveryId", deliveryId)
                .flatMap(id -> deliveries.delivery(caller.system(), id)).map(DeliveryView::packageId)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.DELIVERY_UNKNOWN, deliveryId))));
    }

    /** A page of deliveries. */
    @Schema(name = "DeliveryPage")
    public record DeliveryPage(@Schema(required = true) List<Delivery> items,
            @Schema(description = "Ask for the next page with `after`; absent on the last") UUID next)
            implements
                Representation {}

    /** One document at one recipient. */
    @Schema(name = "Delivery")
    public record Delivery(@Schema(required = true) UUID deliveryId,
            @Schema(required = true, description = "The newest package that carried the document") UUID packageId,
            @Schema(required = true) String documentId, @Schema(required = true) String documentCode,
            @Schema(required = true) String subject, @Schema(required = true) String typeName,
            @Schema(required = true, ref = "Urgency") Urgency urgency,
            @Schema(description = "Absent where the package gave none that can be read") LocalDate issueDate,
            @Schema(required = true) String from, @Schema(required = true) String fromName,
            @Schema(required = true) String to, @Schema(required = true) String toName,
            @Schema(required = true, ref = "DeliveryState") DeliveryState state,
            @Schema(required = true) Instant createdAt, Instant sentAt,
            Instant arrivedAt, @Schema(required = true) Instant updatedAt,
            @Schema(required = true, description = "How often it was carried") int attempts,
            @Schema(description = "The last fault in words; absent when there was none") String lastError,
            @Schema(required = true, description = "Every move and report, the oldest first") List<HistoryLine> history,
            @Schema(description = "The files of the newest package and what was found about their signatures; not in lists, and empty until they have been looked into") List<SignedFile> files,
            @Schema(description = "What the signatures are worth together; not in lists, and absent until the files have been looked into") SignedDocument signatures)
            implements
                Representation {

        static Delivery of(DeliveryView v) {
            return new Delivery(v.id(), v.packageId(), v.documentId(), v.documentCode(), v.subject(), v.typeName(),
                    v.urgency(), v.issueDate().orElse(null), v.from().value(), v.fromName(), v.to().value(), v.toName(),
                    v.state(), v.createdAt(), v.sentAt().orElse(null), v.arrivedAt().orElse(null), v.updatedAt(),
                    v.attempts(), Query.text(v.lastError()).orElse(null),
                    v.history().stream().map(HistoryLine::of).toList(), null, null);
        }

        Delivery with(List<CheckedFile> checked, Optional<DocumentVerdict> verdict) {
            return new Delivery(deliveryId, packageId, documentId, documentCode, subject, typeName, urgency, issueDate,
                    from, fromName, to, toName, state, createdAt, sentAt, arrivedAt, updatedAt, attempts, lastError,
                    history, checked.stream().map(SignedFile::of).toList(),
                    verdict.map(SignedDocument::of).orElse(null));
        }
    }

    /** One move or report. */
    @Schema(name = "HistoryLine")
    public record HistoryLine(@Schema(required = true) Instant at,
            @Schema(ref = "DeliveryState", description = "The state before; absent for the first") DeliveryState from,
            @Schema(required = true, ref = "DeliveryState", description = "The state after; the same where a report changed nothing") DeliveryState to,
            @Schema(required = true, description = "A system id, a user name, or `node`") String by,
            @Schema(required = true, ref = "Protocol") Protocol via,
            @Schema(description = "The status that said so; absent otherwise", examples = "03") String statusCode,
            @Schema(description = "The reason or description given with it") String note) {

        static HistoryLine of(DeliveryView.HistoryLine line) {
            return new HistoryLine(line.at(), line.from().orElse(null), line.to(), line.by(), line.via(),
                    Query.text(line.statusCode()).orElse(null), Query.text(line.note()).orElse(null));
        }
    }
}
