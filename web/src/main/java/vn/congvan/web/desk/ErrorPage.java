package vn.congvan.web.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;

import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.Logger;

import vn.congvan.document.Refusal;
import vn.congvan.web.access.Correlation;

/**
 * What a person sees when a page cannot be had: one sentence that says what is the matter, one that says what to do, and
 * the id under which the logs speak of it. Written without Faces, since it may be Faces that failed. A system gets the
 * status alone; its protocol has words of its own.
 */
@WebServlet("/fault")
public class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ErrorPage.class);

    /** The attribute of a request that holds the {@link Refusal} to be told. */
    static final String REFUSAL = ErrorPage.class.getName() + ".refusal";

    private static final String PAGE = page();

    private static String page() {
        try (InputStream in = ErrorPage.class.getResourceAsStream("fault.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page for faults cannot be read", e);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String asked = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (asked.startsWith("/axis") || asked.startsWith("/soap") || asked.startsWith("/api")) {
            return;
        }
        Locale locale = Language.of(request);
        ResourceBundle words = ResourceBundle.getBundle(Words.BUNDLE, locale);
        boolean expired = isExpiry((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        if (expired) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
        int status = response.getStatus();
        String key = expired ? "expired" : words.containsKey("fault." + status) ? Integer.toString(status) : "500";
        String title = words.getString("fault." + key);
        String hint = words.getString("fault." + key + ".hint");
        if (request.getAttribute(REFUSAL) instanceof Refusal refusal) {
            title = refusal.sentence(locale);
            hint = refusal.hint(locale);
        }
        String correlation = Correlation.of(request);
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            // the container logs the exception, yet when the correlation id is no longer known to the log
            LOG.errorf("%s failed, correlation %s", asked, correlation);
        }
        response.setContentType("text/html; charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'self'");
        PrintWriter out = response.getWriter();
        out.printf(PAGE, locale.toLanguageTag(), escaped(title), status, escaped(hint),
                expired ? escaped(asked) : "/desk/", escaped(words.getString(expired ? "fault.again" : "fault.back")),
                escaped(words.getString("fault.correlation")), escaped(correlation));
    }

    private static boolean isExpiry(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ViewExpiredException) {
                return true;
            }
        }
        return false;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
