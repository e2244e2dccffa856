package vn.congvan.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import vn.congvan.content.ContentStore;
import vn.congvan.delivery.Confirmation;
import vn.congvan.delivery.Deliveries;
import vn.congvan.delivery.PendingQuery;
import vn.congvan.delivery.PendingTransfer;
import vn.congvan.delivery.TransferContent;
import vn.congvan.delivery.TransferState;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.ArrivingBody;

/** What waits for the caller's organizations: listed, fetched, confirmed. */
@ApplicationScoped
@Path("/inbox")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Receiving")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class InboxResource {

    private static final int BUFFER = 1 << 16;

    @Inject
    Deliveries deliveries;
    @Inject
    ContentStore store;
    @Inject
    Caller caller;
    @Inject
    Problems problems;
    @Inject
    HttpServletRequest request;

    @GET
    @Operation(operationId = "listInbox", summary = "What waits, oldest first", description = "Everything not yet confirmed DONE, fetched or not. What was confirmed FAIL comes again after a pause, behind the rest, and "
            + "after some failures no more; it stays fetchable by its id. The simple way: take a page from offset 0, "
            + "fetch and confirm each, and begin again until the page is empty.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = InboxPage.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public InboxPage list(
            @Parameter(description = "Documents or statuses", schema = @Schema(type = SchemaType.STRING, enumeration = {
                    "edoc", "status"}, defaultValue = "edoc")) @QueryParam("type") @DefaultValue("edoc") String type,
            @Parameter(description = "How many at the most", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "100")) @QueryParam("limit") String limit,
            @Parameter(description = "How many to leave out", schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0")) @QueryParam("offset") String offset,
            @Parameter(description = "Created at or after: an instant with offset, or a date in Vietnam", example = "2026-11-23T00:00:00+07:00") @QueryParam("from") String from,
            @Parameter(description = "Created at or before: an instant with offset, or a date in Vietnam, which is its first moment") @QueryParam("to") String to) {
        int most = Query.number("limit", limit, 1, PendingQuery.MAX, 100);
        int left = Query.number("offset", offset, 0, 10_000_000, 0);
        List<PendingTransfer> page = deliveries.pending(caller.system(),
                new PendingQuery(Query.parsed("type", type, MessageType::parse).orElse(MessageType.EDOC),
                        Query.instant("from", from), Query.instant("to", to), most, left));
        return InboxPage.of(page, page.size() < most ? null : left + most);
    }

    @GET
    @Path("/{transferId}")
    @Operation(operationId = "getTransfer", summary = "The state of one package that came for the caller")
    @APIResponse(responseCode = "200", description = "Its state", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Transfer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Transfer transfer(@PathParam("transferId") String transferId) {
        UUID id = transferId(transferId);
        return new Transfer(id, deliveries.transferState(caller.system(), id).orElseThrow(() -> unknown(transferId)));
    }

    @GET
    @Path("/{transferId}/content")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_XML})
    @Operation(operationId = "fetchContent", summary = "The package, byte for byte as it was sent", description = "Marks the package as fetched (PROCESSING); it stays fetchable after it was confirmed.")
    @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING), description = "304 when it has that ETag")
    @Parameter(name = "Range", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING), description = "One range of bytes, to go on after a break", example = "bytes=1048576-")
    @Parameter(name = "If-Range", in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING), description = "The ETag to which Range refers; with another one all of it is sent")
    @APIResponse(responseCode = "200", description = "The whole package", headers = {
            @Header(name = "ETag", description = "The SHA-256 in hexadecimal, in quotes", schema = @Schema(type = SchemaType.STRING)),
            @Header(name = ContentDigest.WHOLE_HEADER, description = "RFC 9530", schema = @Schema(type = SchemaType.STRING)),
            @Header(name = "Accept-Ranges", schema = @Schema(type = SchemaType.STRING))}, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "The range asked for", headers = @Header(name = "Content-Range", schema = @Schema(type = SchemaType.STRING)), content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "416", description = "The range begins behind the end", headers = @Header(name = "Content-Range", schema = @Schema(type = SchemaType.STRING)), content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response content(@PathParam("transferId") String transferId) throws IOException {
        TransferContent content = known(transferId);
        String tag = '"' + content.sha256().hex() + '"';
        if (Conditions.noneMatchFails(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            fetch(content);
            return described(Response.notModified(), content, tag).build();
        }
        ByteRange range = Conditions.rangeHolds(request.getHeader("If-Range"), tag)
                ? ByteRange.of(request.getHeader("Range"), content.size())
                : new ByteRange.Whole();
        if (range instanceof ByteRange.Unsatisfiable) {
            Response refused = problems.refuse(
                    Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, "Range", Query.shown(request.getHeader("Range"))),
                    Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE.getStatusCode());
            refused.getHeaders().putSingle("Content-Range", "bytes */" + content.size());
            return refused;
        }
        // a row that points to missing bytes shows here, before anything is marked
        store.size(content.sha256());
        fetch(content);
        if (range instanceof ByteRange.Part part) {
            return described(Response.status(Response.Status.PARTIAL_CONTENT), content, tag)
                    .header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + content.size())
                    .header(HttpHeaders.CONTENT_LENGTH, part.length())
                    .entity(bytes(content, part.first(), part.length())).build();
        }
        return described(Response.ok(), content, tag).header(HttpHeaders.CONTENT_LENGTH, content.size())
                .entity(bytes(content, 0, content.size())).build();
    }

    @HEAD
    @Path("/{transferId}/content")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_XML})
    @Operation(operationId = "describeContent", summary = "Size and digest of the package", description = "As fetching the whole, without the bytes, and nothing is marked.")
    @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING), description = "304 when it has that ETag")
    @APIResponse(responseCode = "200", description = "Its headers", headers = {
            @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
            @Header(name = "Content-Length", schema = @Schema(type = SchemaType.INTEGER))})
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response contentHead(@PathParam("transferId") String transferId) {
        TransferContent content = known(transferId);
        String tag = '"' + content.sha256().hex() + '"';
        if (Conditions.noneMatchFails(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return described(Response.notModified(), content, tag).build();
        }
        return described(Response.ok(), content, tag).header(HttpHeaders.CONTENT_LENGTH, content.size()).build();
    }

    @POST
    @Path("/{transferId}/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "confirm", summary = "Say how far the caller got with a package", description = "DONE is final and may be repeated: the document has arrived, and its sender gets status 01. "
            + "FAIL keeps it fetchable.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ConfirmationForm.class)))
    @APIResponse(responseCode = "200", description = "Recorded, now or earlier", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Transfer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedType")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response confirm(@PathParam("transferId") String transferId, @Parameter(hidden = true) InputStream body)
            throws IOException {
        UUID id = transferId(transferId);
        ConfirmationForm form = JsonFields.read(
                JsonFields.bytes(new ArrivingBody(body, request.getContentLengthLong(), JsonFields.MAX_BYTES)),
                ConfirmationForm::read);
        Confirmation answer = deliveries.confirm(caller.system(), id, form.outcome(), form.description(),
                Protocol.REST);
        if (answer instanceof Confirmation.Refused refused) {
            return problems.refuse(refused.refusal());
        }
        return Response.ok(new Transfer(id, ((Confirmation.Recorded) answer).state()), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private TransferContent known(String transferId) {
        return deliveries.look(caller.system(), transferId(transferId)).orElseThrow(() -> unknown(transferId));
    }

    /** Marks as fetched what is now handed out. */
    private void fetch(TransferContent content) {
        deliveries.fetch(caller.system(), content.transferId(), Protocol.REST)
                .orElseThrow(() -> unknown(content.transferId().toString()));
    }

    /** What is received is served so that no browser makes anything of it, and under a name that is ours. */
    private static Response.ResponseBuilder described(Response.ResponseBuilder answer, TransferContent content,
            String tag) {
        return answer.header(HttpHeaders.ETAG, tag).header("Accept-Ranges", "bytes")
                .header(ContentDigest.WHOLE_HEADER, ContentDigest.of(content.sha256()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache").type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + content.transferId() + ".edxml\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private StreamingOutput bytes(TransferContent content, long offset, long length) {
        return out -> {
            try (InputStream in = store.open(content.sha256(), offset)) {
                byte[] buffer = new byte[BUFFER];
                long left = length;
                while (left > 0) {
                    int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (n < 0) {
                        throw new IOException("content " + content.sha256() + " is shorter than its row says");
                    }
                    out.write(buffer, 0, n);
                    left -= n;
                }
            }
        };
    }

    /** Whatever is no id of ours is no transfer of the caller's, either. */
    private static UUID transferId(String text) {
        try {
            return UUID.fromString(text.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static RefusedException unknown(String transferId) {
        return new RefusedException(Refusal.of(ErrorCode.TRANSFER_UNKNOWN, Query.shown(transferId)));
    }

    /** How far the caller got with a package. */
    @Schema(name = "Transfer")
    public record Transfer(@Schema(required = true) UUID transferId,
            @Schema(required = true, ref = "TransferState", description = "INITIAL not fetched, PROCESSING fetched, DONE confirmed, FAIL to be fetched again") TransferState state)
            implements
                Representation {}

    /** What the caller says of a package. */
    @Schema(name = "Confirmation")
    public record ConfirmationForm(
            @Schema(required = true, enumeration = {
                    "PROCESSING", "DONE", "FAIL"}) TransferState outcome,
            @Schema(maxLength = 1000, description = "What went wrong; required for FAIL") String description){

        private static final List<TransferState> OUTCOMES = List.of(TransferState.PROCESSING, TransferState.DONE,
                TransferState.FAIL);

        static ConfirmationForm read(JsonFields fields) {
            TransferState outcome = fields.optionalOneOf("outcome", OUTCOMES)
                    .orElseThrow(() -> fields.missing("outcome"));
            String description = fields.textOrEmpty("description", 1000);
            if (outcome == TransferState.FAIL && description.isEmpty()) {
                throw fields.missing("description");
            }
            return new ConfirmationForm(outcome, description);
        }
    }
}
