package vn.congvan.web.desk;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.document.Refusal;
import vn.congvan.web.access.SystemEntrance;

/**
 * In front of every page: no password over a connection that can be read, no form sent from another site, no page for an
 * account that was closed meanwhile or whose password was changed, only the page for it while it is to be changed, nothing left in the browser's cache, and a policy under which nothing runs in a page
 * but our own scripts.
 */
@WebFilter({"/login.xhtml", "/desk/*"})
public class DeskGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** PrimeFaces adds a second policy with the nonce of its own scripts; a browser keeps to both. */
    private static final String POLICY = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self';"
            + " frame-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'none';"
            + " manifest-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'";

    /** What is open to somebody who has to change the password first. */
    private static final Set<String> WITHOUT_OWN_PASSWORD = Set.of("/login.xhtml", PasswordPage.ADDRESS);

    @Inject
    transient SystemEntrance entrance;
    @Inject
    transient Visitor visitor;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // pages are in UTF-8, so forms are; browsers do not say so, and Faces only knows once there is a session
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        Optional<Refusal> fault = entrance.connectionFault(request);
        if (fault.isPresent()) {
            request.setAttribute(ErrorPage.REFUSAL, fault.get());
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if ("POST".equals(request.getMethod()) && isFromElsewhere(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (request.getUserPrincipal() != null && !visitor.isKnown()) {
            request.logout();
            request.getSession().invalidate();
            response.sendRedirect("/login.xhtml");
        } else if (visitor.isHavingToChangePassword() && !WITHOUT_OWN_PASSWORD.contains(request.getServletPath())) {
            response.sendRedirect(PasswordPage.ADDRESS + "?next="
                    + URLEncoder.encode(DeskEntrance.page(request), StandardCharsets.UTF_8));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What the browser says of where a form stood; one that says nothing sends the view state, which Faces checks. */
    private static boolean isFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        try {
            return !request.getHeader("Host").equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException notAnOrigin) {
            return true;
        }
    }
}
