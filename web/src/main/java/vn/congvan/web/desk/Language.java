package vn.congvan.web.desk;

import java.util.Locale;
import java.util.Map;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/** The language in which the desk speaks: Vietnamese, unless this browser once asked for English. */
@Named
@RequestScoped
public class Language {

    static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    static final Locale ENGLISH = Locale.ENGLISH;

    private static final String COOKIE = "lang";
    private static final int A_YEAR = 365 * 24 * 3600;

    @Inject
    HttpServletRequest request;

    private Locale locale;

    @PostConstruct
    void look() {
        locale = of(request);
    }

    /** The language that the browser of this request asked for. */
    static Locale of(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (COOKIE.equals(cookie.getName()) && ENGLISH.getLanguage().equals(cookie.getValue())) {
                    return ENGLISH;
                }
            }
        }
        return VIETNAMESE;
    }

    public Locale getLocale() {
        return locale;
    }

    /** As HTML's {@code lang}. */
    public String getTag() {
        return locale.toLanguageTag();
    }

    public boolean isVietnamese() {
        return locale.equals(VIETNAMESE);
    }

    /** Speaks the other language from now on, on the same page. */
    public String change() {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().addResponseCookie(COOKIE, (isVietnamese() ? ENGLISH : VIETNAMESE).getLanguage(),
                Map.of("path", "/", "maxAge", A_YEAR, "httpOnly", true, "secure", request.isSecure(), "SameSite",
                        "Lax"));
        return faces.getViewRoot().getViewId() + "?faces-redirect=true&includeViewParams=true";
    }
}
