package vn.congvan.web.access;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.MDC;

/**
 * Gives every request one id under which all logs speak of it, through doorbells too. A caller may bring its own in
 * {@code X-Correlation-Id} (up to 64 letters, digits, dots, dashes); the answer carries it back.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class Correlation implements Filter {

    /** The header, and the attribute of the request. */
    public static final String HEADER = "X-Correlation-Id";
    /** The key in the logging context. */
    public static final String MDC_KEY = "correlation";

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9.\\-]{1,64}");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String brought = ((HttpServletRequest) request).getHeader(HEADER);
        String id = brought != null && ACCEPTABLE.matcher(brought).matches() ? brought : UUID.randomUUID().toString();
        request.setAttribute(HEADER, id);
        ((HttpServletResponse) response).setHeader(HEADER, id);
        MDC.put(MDC_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    /** The id of this request. */
    public static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HEADER));
    }
}
