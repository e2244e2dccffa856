package vn.congvan.web.rest;

import java.io.IOException;
import java.io.InputStream;
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
import vn.congvan.document.Sha256;
import vn.congvan.edxml.EdxmlCodec;
import vn.congvan.edxml.EdxmlStatus;
import vn.congvan.intake.IncomingPackage;
import vn.congvan.intake.Intake;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.web.body.ArrivingBody;

/** Takes a report on a document and builds the status package from it. */
@ApplicationScoped
@Path("/statuses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sending")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class StatusesResource {

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
    HttpServletRequest request;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "sendStatus", summary = "Report what became of a document", description = "01 to 06, 15 and 16 go from a receiver to the document's sender, 13 from the sender to one receiver.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = StatusForm.class)))
    @Parameter(name = Sending.KEY_HEADER, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING, maxLength = 255), description = "A name of the caller's for this request, remembered for 24 hours where the node is not set otherwise: the same request under the same "
            + "name gets the same answer, another one is refused. A refused request frees its name. "
            + "Without a name the request is one by its content: to report the same a second time, give another `timestamp`.")
    @APIResponse(responseCode = "201", description = "Taken over now", headers = {
            @Header(name = "Location", description = "What was sent, in `/sent`; the package stands there once it is on its way", schema = @Schema(type = SchemaType.STRING)),
            @Header(name = Sending.REPLAYED_HEADER, description = "`true` when the answer is a stored one", schema = @Schema(type = SchemaType.STRING))}, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PackageReceipt.class)))
    @APIResponse(responseCode = "200", description = "Known already: the same package, the same answer", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PackageReceipt.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedType")
    @APIResponse(responseCode = "422", ref = "Unacceptable")
    @APIResponse(responseCode = "507", ref = "NoSpace")
    public Response send(@Parameter(hidden = true) InputStream body) throws IOException {
        byte[] json = JsonFields
                .bytes(new ArrivingBody(body, request.getContentLengthLong(), JsonFields.MAX_BYTES));
        StatusForm form = JsonFields.read(json, StatusForm::read);
        return sending.onceByItself(Sha256.of(json), Optional.of(form.documentId()), at -> {
            Map<OrganizationCode, Organization> known = directory.find(List.of(form.from()));
            EdxmlStatus status = form.toPackage(known, at);
            List<Refusal> objections = codec.objections(status);
            if (!objections.isEmpty()) {
                return new IntakeAnswer.Refused(objections.get(0), List.of(), Optional.of(form.documentId()));
            }
            try (ReceivedContent content = store.begin()) {
                codec.write(status, content);
                return intake.receive(new IncomingPackage(caller.system(), Protocol.REST, Optional.of(form.from()),
                        List.of(), Optional.of(MessageType.STATUS), content));
            }
        });
    }
}
