package vn.congvan.web.rest;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.jboss.logging.Logger;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.access.Correlation;

/**
 * Whatever was thrown becomes a problem: what was asked wrongly with its own code, what broke as {@code INTERNAL} with
 * nothing but the correlation id, under which it is logged here, once.
 */
@Provider
public class FaultMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(FaultMapper.class);

    @Inject
    Problems problems;
    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof RefusedException refused) {
                return problems.refuse(refused.refusal());
            }
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return asked(web);
        }
        String correlation = Correlation.of(request);
        // what a bean threw has been logged with its trace by the container
        LOG.errorf(thrown instanceof EJBException ? null : thrown, "%s %s failed (%s)", request.getMethod(),
                request.getRequestURI(), correlation);
        return problems.refuse(Refusal.of(ErrorCode.INTERNAL, correlation));
    }

    private Response asked(WebApplicationException thrown) {
        Response original = thrown.getResponse();
        if (thrown instanceof NotFoundException) {
            return problems.refuse(Refusal.of(ErrorCode.OPERATION_UNKNOWN, request.getRequestURI()));
        }
        if (thrown instanceof NotAllowedException) {
            String allowed = methods(original);
            Response answer = problems.refuse(Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, request.getMethod(), allowed));
            answer.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
            return answer;
        }
        if (thrown instanceof NotSupportedException) {
            return problems.refuse(Refusal.of(ErrorCode.MEDIA_TYPE_UNSUPPORTED,
                    Query.shown(request.getContentType()), takenAt(request.getPathInfo())));
        }
        if (original.getStatus() == Response.Status.NOT_ACCEPTABLE.getStatusCode()) {
            return problems.refuse(
                    Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, HttpHeaders.ACCEPT,
                            Query.shown(request.getHeader(HttpHeaders.ACCEPT))),
                    original.getStatus());
        }
        return problems.refuse(Refusal.of(ErrorCode.REQUEST_MALFORMED, Query.shown(thrown.getMessage())),
                original.getStatus());
    }

    /** The media types that are taken at a path; the exception does not say. */
    private static String takenAt(String path) {
        return switch (path == null ? "" : path) {
            case "/packages" -> MediaType.APPLICATION_OCTET_STREAM + ", " + MediaType.APPLICATION_XML;
            case "/documents" -> MediaType.MULTIPART_FORM_DATA;
            default -> MediaType.APPLICATION_JSON;
        };
    }

    private static String methods(Response original) {
        Set<String> allowed = new TreeSet<>(original.getAllowedMethods());
        return allowed.stream().collect(Collectors.joining(", "));
    }
}
