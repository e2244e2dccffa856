package vn.congvan.web.desk;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code /login.xhtml}: in and out. */
@Named
@RequestScoped
public class LoginPage {

    private static final String FIRST_PAGE = "/desk/incoming.xhtml";

    @Inject
    SecurityContext security;
    @Inject
    FacesContext faces;

    private String userName = "";
    private String password = "";
    private String next;
    private boolean refused;
    private boolean left;

    public void enter() throws IOException {
        HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
        // whoever knew the id of this session before the login shall not know it after
        request.getSession(true);
        request.changeSessionId();
        AuthenticationStatus status = security.authenticate(request,
                (HttpServletResponse) faces.getExternalContext().getResponse(), AuthenticationParameters.withParams()
                        .credential(new UsernamePasswordCredential(userName, password)).newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            faces.getExternalContext().redirect(returnTo(next));
        } else {
            faces.getExternalContext().responseReset();
            faces.getExternalContext()
                    .redirect("/login.xhtml?refused=true&next="
                            + URLEncoder.encode(returnTo(next), StandardCharsets.UTF_8));
        }
        faces.responseComplete();
    }

    public void leave() throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
        request.logout();
        faces.getExternalContext().invalidateSession();
        faces.getExternalContext().redirect("/login.xhtml?left=true");
        faces.responseComplete();
    }

    /** Only pages of the desk: a link from elsewhere must not lead a person on to a stranger's site. */
    static String returnTo(String next) {
        return next != null && next.startsWith("/desk/") && next.chars().noneMatch(c -> c == '\\' || c < ' ')
                ? next
                : FIRST_PAGE;
    }

    public String getUserName() {
        return userName;
    }

    public void setUserName(String userName) {
        this.userName = userName == null ? "" : userName;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password == null ? "" : password;
    }

    /** The page of the desk that was asked for before the login. */
    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }

    /** Whether the last attempt was refused. */
    public boolean isRefused() {
        return refused;
    }

    public void setRefused(boolean refused) {
        this.refused = refused;
    }

    /** Whether the person has just logged out. */
    public boolean isLeft() {
        return left;
    }

    public void setLeft(boolean left) {
        this.left = left;
    }
}
