package vn.congvan.web.rest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;

/** Who can be sent to. */
@ApplicationScoped
@Path("/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooMany")
@APIResponse(responseCode = "500", ref = "Broken")
@APIResponse(responseCode = "503", ref = "Busy")
public class OrganizationsResource {

    private static final int MAX_QUERY = 200;

    @Inject
    OrganizationDirectory directory;

    @GET
    @Operation(operationId = "searchOrganizations", summary = "Open organizations, by code", description = "Accents and case do not matter: `quang ninh` finds Quảng Ninh.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OrganizationPage.class)))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public OrganizationPage search(
            @Parameter(description = "Part of the name or the code; without it all are listed", schema = @Schema(type = SchemaType.STRING, maxLength = MAX_QUERY), example = "quang ninh") @QueryParam("q") String text,
            @Parameter(description = "Go on after this code: `next` of the page before") @QueryParam("after") String after,
            @Parameter(description = "How many at the most", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50")) @QueryParam("limit") String limit) {
        int most = Query.number("limit", limit, 1, 500, 50);
        String wanted = Query.parsed("q", text, Optional::of).orElse("");
        if (wanted.length() > MAX_QUERY) {
            throw Query.invalid("q", wanted.length() + " > " + MAX_QUERY);
        }
        List<Organization> page = directory.search(wanted, Query.code("after", after), most);
        return new OrganizationPage(page.stream().map(OrganizationView::of).toList(),
                page.size() < most ? null : page.get(page.size() - 1).code().value());
    }

    @GET
    @Path("/{code}")
    @Operation(operationId = "getOrganization", summary = "One organization, closed ones too", description = "Found by its code, its former code or an alias.")
    @APIResponse(responseCode = "200", description = "The organization", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OrganizationView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public OrganizationView get(@PathParam("code") String code) {
        return OrganizationCode.parse(code).flatMap(directory::find).map(OrganizationView::of)
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(ErrorCode.ORGANIZATION_UNKNOWN, Query.shown(code))));
    }

    /** A page of organizations. */
    @Schema(name = "OrganizationPage")
    public record OrganizationPage(@Schema(required = true) List<OrganizationView> items,
            @Schema(description = "Ask for the next page with `after`; absent on the last") String next)
            implements
                Representation {}

    /** An organization as the directory knows it now. */
    @Schema(name = "Organization")
    public record OrganizationView(@Schema(required = true) UUID id,
            @Schema(required = true, examples = "000.00.00.H47") String code,
            @Schema(description = "Its code of the other generation; absent where it has none") String formerCode,
            @Schema(required = true) String name,
            @Schema(description = "The organization it is under; absent for the topmost") UUID parentId,
            @Schema(required = true, ref = "Line", description = "How it is reached") Line line,
            @Schema(required = true, description = "False once its code was closed") boolean open,
            @Schema(description = "The code of the organization that took over, where it was closed") String successor,
            String address, String email, String telephone, String fax, String website)
            implements
                Representation {

        static OrganizationView of(Organization o) {
            return new OrganizationView(o.id(), o.code().value(), value(o.formerCode()), o.name(),
                    o.parent().orElse(null), o.line(), o.open(), value(o.successor()), absent(o.contact().address()),
                    absent(o.contact().email()), absent(o.contact().telephone()), absent(o.contact().fax()),
                    absent(o.contact().website()));
        }

        private static String value(Optional<OrganizationCode> code) {
            return code.map(OrganizationCode::value).orElse(null);
        }

        private static String absent(String text) {
            return Query.text(text).orElse(null);
        }
    }
}
