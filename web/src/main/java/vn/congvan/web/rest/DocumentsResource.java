package vn.congvan.web.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
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
import vn.congvan.content.ReceivedContent;
import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.edxml.AttachmentSource;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlDocument;
import vn.congvan.intake.IncomingPackage;
import vn.congvan.intake.Intake;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.server.NodeSettings;
import vn.congvan.web.body.ArrivingBody;

/** Takes a document as metadata and files, and builds the edXML package from them. */
@ApplicationScoped
@Path("/documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sending")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class DocumentsResource {

    static final String UPLOAD = "DocumentUpload";

    @Inject
    ContentStore store;
    @Inject
    OrganizationDirectory directory;
    @Inject
    EdxmlCodec codec;
    @Inject
    Intake intake;
    @Inject
    Sending sending;
    @Inject
    Caller caller;
    @Inject
    NodeSettings node;
    @Inject
    HttpServletRequest request;

    /** The shape of the form, for the description of the interface only. */
    @Schema(name = UPLOAD)
    record Form(
            @Schema(required = true) DocumentForm metadata,
            @Schema(maxItems = UploadedDocument.MAX_FILES, description = "The files, in their order, each with a file name") List<String> file) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(operationId = "sendDocument", summary = "Send a document as metadata and files", description = "The node builds the edXML package: names and addresses of organizations come from the directory, "
            + "the identity from sender, date and code unless one is given.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(implementation = Form.class), encoding = @Encoding(name = "metadata", contentType = MediaType.APPLICATION_JSON)))
    @Parameter(name = Sending.KEY_HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING, maxLength = 255), description = "A name of the caller's for this request, remembered for 24 hours where the node is not set otherwise: the same request under the same "
            + "name gets the same answer, another one is refused. A refused request frees its name. "
            + "Without a name the same request is recognised by its content, updates and recalls for as long as names are remembered.")
    @APIResponse(responseCode = "201", description = "Taken over now", headers = {
            @Header(name = "Location", description = "The deliveries of the package", schema = @Schema(type = SchemaType.STRING)),
            @Header(name = Sending.REPLAYED_HEADER, description = "`true` when the answer is a stored one", schema = @Schema(type = SchemaType.STRING))}, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PackageReceipt.class)))
    @APIResponse(responseCode = "200", description = "Known already: the same package, the same answer", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PackageReceipt.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedType")
    @APIResponse(responseCode = "422", ref = "Unacceptable")
    @APIResponse(responseCode = "507", ref = "NoSpace")
    public Response send(@Parameter(hidden = true) InputStream body) throws IOException {
        ArrivingBody arriving = new ArrivingBody(body, request.getContentLengthLong(), node.maxPackageBytes());
        try (UploadedDocument upload = UploadedDocument.read(arriving, request.getContentType(), store)) {
            DocumentForm form = upload.form();
            Sending.Attempt attempt = at -> {
                List<OrganizationCode> codes = new ArrayList<>(form.to());
                codes.add(form.from());
                Map<OrganizationCode, Organization> known = directory.find(codes);
                List<AttachmentSource> files = upload.files().stream()
                        .map(f -> AttachmentSource.of(f.name(), "", f.content()::open)).toList();
                EdxmlDocument document = DocumentPackage.of(form, known, at);
                List<Refusal> objections = codec.objections(document, files);
                if (!objections.isEmpty()) {
                    return new IntakeAnswer.Refused(objections.get(0), List.of(), Optional.of(document.documentId()));
                }
                try (ReceivedContent content = store.begin()) {
                    codec.write(document, files, content);
                    return intake.receive(new IncomingPackage(caller.system(), Protocol.REST, Optional.of(form.from()),
                            form.to(), Optional.of(MessageType.EDOC), content));
                }
            };
            Optional<String> identity = Optional.of(form.documentId().value());
            // the same new document is recognised by its content, whatever instant its package bears
            return form.kind().createsDocument()
                    ? sending.once(upload.fingerprint(), identity, attempt)
                    : sending.onceByItself(upload.fingerprint(), identity, attempt);
        }
    }
}
