package vn.congvan.web.rest;

import java.util.Set;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What belongs to {@code /api/v1}. Named class by class: other protocols of this WAR have applications of their own. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(info = @Info(title = "Công Văn", version = "1", description = "Send, fetch, confirm and follow official documents. The caller is a connected system; it acts "
        + "only for the organizations within its scope. Every error is a problem (RFC 9457) with a stable "
        + "`code`; `detail` and `hint` are Vietnamese, or English when `Accept-Language` prefers it.", license = @License(name = "Apache-2.0", identifier = "Apache-2.0")), security = {
                @SecurityRequirement(name = "basic"), @SecurityRequirement(name = "certificate")}, tags = {
                        @Tag(name = "Sending", description = "Hand a document or a status over to the node."),
                        @Tag(name = "Receiving", description = "Fetch what waits for the caller, and confirm it."),
                        @Tag(name = "Following", description = "What became of what the caller sent."),
                        @Tag(name = "Signing", description = "Put signatures on PDF files before they are sent."),
                        @Tag(name = "Directory", description = "Who can be sent to.")}, components = @Components(responses = {
                                @APIResponse(name = "BadRequest", description = "The request is not in order: REQUEST_MALFORMED, "
                                        + "REQUEST_FIELD_MISSING, REQUEST_FIELD_INVALID, HASH_MISMATCH, BODY_EMPTY, BODY_INCOMPLETE", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "Unauthenticated", description = "CREDENTIALS_INVALID", headers = @Header(name = "WWW-Authenticate", schema = @Schema(type = SchemaType.STRING)), content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "Forbidden", description = "TLS_REQUIRED, ADDRESS_NOT_ALLOWED, NOT_ALLOWED, SENDER_NOT_ALLOWED", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "NotFound", description = "There is no such thing, or it is not the caller's", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "NotAcceptable", description = "Accept names nothing that is offered", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "Conflict", description = "DUPLICATE_DIFFERENT, TRANSFER_FINISHED", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "TooLarge", description = "BODY_TOO_LARGE", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "UnsupportedType", description = "MEDIA_TYPE_UNSUPPORTED", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "Unacceptable", description = "The package cannot be taken (NOT_EDXML, FIELD_…, RECIPIENT_…, DOCUMENT_UNKNOWN, …; "
                                        + "bad recipients are listed), or IDEMPOTENCY_KEY_REUSED", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "TooMany", description = "RATE_LIMITED", headers = @Header(name = "Retry-After", description = "Seconds", schema = @Schema(type = SchemaType.INTEGER)), content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "Broken", description = "INTERNAL; the correlation id leads to the cause", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "Busy", description = "BUSY; nothing was recorded", headers = @Header(name = "Retry-After", description = "Seconds", schema = @Schema(type = SchemaType.INTEGER)), content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))),
                                @APIResponse(name = "NoSpace", description = "DISK_FULL; nothing was recorded", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))}, securitySchemes = {
                                        @SecurityScheme(securitySchemeName = "basic", type = SecuritySchemeType.HTTP, scheme = "basic", description = "System id and secret. Over TLS only, except on loopback in the demo profile."),
                                        @SecurityScheme(securitySchemeName = "certificate", type = SecuritySchemeType.MUTUALTLS, description = "The client certificate that is registered for the system.")}))
public class RestApi extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(CallerFilter.class, KnownParameters.class, FaultMapper.class, RepresentationWriter.class,
                PackagesResource.class,
                DocumentsResource.class, SignaturesResource.class, StatusesResource.class, InboxResource.class,
                DeliveriesResource.class,
                SentResource.class, OrganizationsResource.class);
    }
}
