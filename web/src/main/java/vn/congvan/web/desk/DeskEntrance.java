package vn.congvan.web.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import vn.congvan.person.People;
import vn.congvan.person.Person;

/**
 * Form login. Whoever asks for a page of the desk without having logged in is sent to the login page, which brings them
 * back to that page; the address travels in the link, so nothing is kept for strangers, and the expiry of a session costs
 * one password and no place. The only role of the container is {@value #ROLE}: logged in.
 */
@ApplicationScoped
@AutoApplySession
public class DeskEntrance implements HttpAuthenticationMechanism {

    static final String ROLE = "person";

    @Inject
    People people;

    @Override
    public AuthenticationStatus validateRequest(HttpServletRequest request, HttpServletResponse response,
            HttpMessageContext context) {
        if (context.isAuthenticationRequest()
                && context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential given) {
            Optional<Person> person = people.authenticate(given.getCaller(), given.getPasswordAsString());
            person.ifPresent(known -> Visitor.began(request, known));
            return person.isPresent()
                    ? context.notifyContainerAboutLogin(new CallerPrincipal(person.get().userName()), Set.of(ROLE))
                    : AuthenticationStatus.SEND_FAILURE;
        }
        if (context.isProtected()) {
            return context.redirect("/login.xhtml?next=" + URLEncoder.encode(page(request), StandardCharsets.UTF_8));
        }
        return context.doNothing();
    }

    /** The page that was asked for; of a form that was sent, the page on which it stood. */
    static String page(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) && request.getQueryString() != null
                ? request.getRequestURI() + "?" + request.getQueryString()
                : request.getRequestURI();
    }
}
