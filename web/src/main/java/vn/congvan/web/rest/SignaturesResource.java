package vn.congvan.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Encoding;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import vn.congvan.content.ContentStore;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.server.NodeSettings;
import vn.congvan.signing.PreparedSignature;
import vn.congvan.signing.SignedPdf;
import vn.congvan.signing.Signing;
import vn.congvan.web.body.ArrivingBody;

/** Puts signatures on PDF files: with an organization's own key here, or with a key that is somewhere else. */
@ApplicationScoped
@Path("/signatures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class SignaturesResource {

    static final String PDF = "application/pdf";
    /** Whether a time stamp proves when it was signed. */
    static final String TIME_STAMPED = "Time-Stamped";

    @Inject
    ContentStore store;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Signing signing;
    @Inject
    Caller caller;
    @Inject
    NodeSettings node;
    @Inject
    HttpServletRequest request;

    /** The shape of the form, for the description of the interface only. */
    @Schema(name = "SigningUpload")
    record Form(@Schema(required = true) SigningForm metadata,
            @Schema(type = SchemaType.STRING, format = "binary", description = "PNG with a transparent background; for SEAL and HANDWRITTEN") String image,
            @Schema(required = true, type = SchemaType.STRING, format = "binary", description = "The PDF") String file) {}

    /** What is to be signed somewhere else. */
    @Schema(name = "PreparedSignature")
    public record Prepared(@Schema(required = true) UUID preparationId,
            @Schema(required = true, enumeration = {"SHA256withRSA", "SHA256withECDSA"}) String algorithm,
            @Schema(required = true, description = "What to sign, base64") String dataToSign,
            @Schema(required = true, description = "Its SHA-256, base64, for devices that sign a digest") String digest,
            @Schema(required = true, description = "Until when the value is waited for") Instant until)
            implements
                Representation{}

    /** A value made somewhere else. */
    @Schema(name = "SignatureValue")
    record Value(
            @Schema(required = true, description = "The signature over dataToSign, base64; for ECDSA in DER") String value) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @Operation(operationId = "sign", summary = "Sign a PDF with the organization's own key", description = "PAdES baseline B, or T where the node has a time stamping authority. The key never leaves where it lies.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(implementation = Form.class), encoding = @Encoding(name = "metadata", contentType = MediaType.APPLICATION_JSON)))
    @APIResponse(responseCode = "200", description = "The signed PDF", headers = @Header(name = TIME_STAMPED, description = "`true` when a time stamp proves when it was signed", schema = @Schema(type = SchemaType.STRING)), content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedType")
    @APIResponse(responseCode = "422", ref = "Unacceptable")
    public Response sign(@Parameter(hidden = true) InputStream body) throws IOException {
        try (SigningUpload upload = read(body, false); InputStream pdf = upload.file().open()) {
            Organization organization = mine(upload.form().organization());
            return answer(signing.sign(organization.code(), pdf,
                    upload.form().appearance(organization.name(), upload.image()), upload.form().numbering()));
        }
    }

    @POST
    @Path("/preparations")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(operationId = "prepareSignature", summary = "Prepare a PDF for a signature that is made somewhere else", description = "For desktop tokens and remote signing services: sign `dataToSign` there and bring the value with `PUT`.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(implementation = Form.class), encoding = @Encoding(name = "metadata", contentType = MediaType.APPLICATION_JSON)))
    @APIResponse(responseCode = "201", description = "Prepared", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Prepared.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedType")
    @APIResponse(responseCode = "422", ref = "Unacceptable")
    public Response prepare(@Parameter(hidden = true) InputStream body) throws IOException {
        try (SigningUpload upload = read(body, true); InputStream pdf = upload.file().open()) {
            Organization organization = mine(upload.form().organization());
            PreparedSignature prepared = signing.prepare(organization.code(), pdf, upload.form().certificates(),
                    upload.form().appearance(organization.name(), upload.image()), upload.form().numbering());
            return Response.status(Response.Status.CREATED)
                    .entity(new Prepared(prepared.id(), prepared.algorithm(), base64(prepared.dataToSign()),
                            base64(prepared.digest()), prepared.until()))
                    .build();
        }
    }

    @PUT
    @Path("/preparations/{preparationId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @Operation(operationId = "completeSignature", summary = "Bring the signature value for a prepared PDF", description = "A wrong value is refused, and the file waits on.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Value.class)))
    @APIResponse(responseCode = "200", description = "The signed PDF", headers = @Header(name = TIME_STAMPED, description = "`true` when a time stamp proves when it was signed", schema = @Schema(type = SchemaType.STRING)), content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedType")
    @APIResponse(responseCode = "422", ref = "Unacceptable")
    public Response complete(@PathParam("preparationId") String preparationId,
            @Parameter(hidden = true) InputStream body)
            throws IOException {
        byte[] value = JsonFields.read(JsonFields.bytes(body), SignaturesResource::value);
        UUID id = Query.id("preparationId", preparationId).filter(this::isMine).orElseThrow(
                () -> new RefusedException(Refusal.of(ErrorCode.PREPARATION_UNKNOWN, preparationId)));
        return answer(signing.complete(id, value));
    }

    private static byte[] value(JsonFields fields) {
        String text = fields.text("value", 8192);
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw fields.invalid("value", "base64");
        }
    }

    private SigningUpload read(InputStream body, boolean elsewhere) throws IOException {
        return SigningUpload.read(new ArrivingBody(body, request.getContentLengthLong(), node.maxPackageBytes()),
                request.getContentType(), store, elsewhere);
    }

    private Organization mine(OrganizationCode code) {
        return directory.find(code).filter(caller.system()::mayActFor)
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(ErrorCode.SENDER_NOT_ALLOWED, code, caller.system().id())));
    }

    private boolean isMine(UUID preparation) {
        try {
            return signing.waitsFor(preparation).flatMap(directory::find).filter(caller.system()::mayActFor)
                    .isPresent();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Response answer(SignedPdf signed) {
        StreamingOutput out = to -> {
            try (signed) {
                Files.copy(signed.file(), to);
            }
        };
        return Response.ok(out, PDF).header(TIME_STAMPED, signed.timeStamped())
                .header("Content-Length", signed.size()).build();
    }
}
