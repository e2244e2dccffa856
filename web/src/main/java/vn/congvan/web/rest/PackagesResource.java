package vn.congvan.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

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
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.intake.IncomingPackage;
import vn.congvan.intake.Intake;
import vn.congvan.receipt.Receipts;
import vn.congvan.server.NodeSettings;
import vn.congvan.web.body.ArrivingBody;

/** Takes ready edXML packages, documents and statuses alike, as they are. */
@ApplicationScoped
@Path("/packages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sending")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class PackagesResource {

    /** As RFC 7515 registers it. */
    static final String RECEIPT = "application/jose";

    @Inject
    ContentStore store;
    @Inject
    Receipts receipts;
    @Inject
    Intake intake;
    @Inject
    Sending sending;
    @Inject
    Caller caller;
    @Inject
    Problems problems;
    @Inject
    NodeSettings node;
    @Inject
    HttpServletRequest request;

    @POST
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_XML})
    @Operation(operationId = "sendPackage", summary = "Send a ready edXML package", description = "The bytes are kept and delivered unchanged. 201 means that they are durable.")
    @RequestBody(required = true, description = "The edXML package", content = {
            @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM, schema = @Schema(type = SchemaType.STRING, format = "binary")),
            @Content(mediaType = MediaType.APPLICATION_XML, schema = @Schema(type = SchemaType.STRING, format = "binary"))})
    @Parameter(name = Sending.KEY_HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING, maxLength = 255), description = "A name of the caller's for this request, remembered for 24 hours where the node is not set otherwise: the same request under the same "
            + "name gets the same answer, another one is refused. A refused request frees its name.")
    @Parameter(name = ContentDigest.HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING), description = "RFC 9530: `sha-256=:<base64>:`; checked against what arrived", example = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")
    @APIResponse(responseCode = "201", description = "Taken over now", headers = {
            @Header(name = "Location", description = "The deliveries of a document package; a status package in `/sent`, once it is on its way", schema = @Schema(type = SchemaType.STRING)),
            @Header(name = Sending.REPLAYED_HEADER, description = "`true` when the answer is a stored one", schema = @Schema(type = SchemaType.STRING))}, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PackageReceipt.class)))
    @APIResponse(responseCode = "200", description = "Known already: the same package, the same answer", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PackageReceipt.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedType")
    @APIResponse(responseCode = "422", ref = "Unacceptable")
    @APIResponse(responseCode = "507", ref = "NoSpace")
    public Response send(
            @Parameter(description = "The sender, to be checked against the package") @QueryParam("from") String from,
            @Parameter(description = "Limits the delivery to these recipients of the package; repeated or separated by commas") @QueryParam("to") List<String> to,
            @Parameter(hidden = true) InputStream body) throws IOException {
        Optional<OrganizationCode> sender = Query.code("from", from);
        List<OrganizationCode> recipients = Query.codes("to", to);
        ArrivingBody arriving = new ArrivingBody(body, request.getContentLengthLong(), node.maxPackageBytes());
        try (ReceivedContent content = store.receive(arriving)) {
            if (content.size() == 0) {
                return problems.refuse(Refusal.of(ErrorCode.BODY_EMPTY));
            }
            if (!ContentDigest.matches(request.getHeader(ContentDigest.HEADER), content.sha256())) {
                return problems.refuse(Refusal.of(ErrorCode.HASH_MISMATCH));
            }
            return sending.once(content.sha256(), Optional.empty(), at -> intake.receive(new IncomingPackage(
                    caller.system(), Protocol.REST, sender, recipients, Optional.empty(), content)));
        }
    }

    @GET
    @Path("/{packageId}/receipt")
    @Produces({RECEIPT, MediaType.APPLICATION_JSON})
    @Operation(operationId = "getReceipt", summary = "The signed receipt for a package that the caller sent", description = "A JWS (RFC 7515) in the compact form, for any JWS library or `congvan-tools receipt verify`. It is made after the files have been looked into, most often within seconds: until then 404 with `RECEIPT_NOT_READY`.")
    @APIResponse(responseCode = "200", description = "The receipt", content = @Content(mediaType = RECEIPT, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response receipt(
            @Parameter(description = "The package, as its sender was answered", schema = @Schema(type = SchemaType.STRING, format = "uuid")) @PathParam("packageId") String packageId) {
        UUID id = Query.id("packageId", packageId)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.PACKAGE_UNKNOWN, packageId)));
        return Response.ok(receipts.receipt(caller.system(), id), RECEIPT).build();
    }
}
