package vn.congvan.web.desk;

import java.util.Set;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.WebListener;

import vn.congvan.server.NodeSettings;

/**
 * The cookie that keeps somebody logged in: for TLS only, but in the demo profile, where the desk answers plain HTTP on
 * loopback; never seen by scripts; not sent along with forms of other sites.
 */
@WebListener
public class SessionCookie implements ServletContextListener {

    @Inject
    NodeSettings node;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName("CONGVAN");
        cookie.setHttpOnly(true);
        cookie.setSecure(!node.demo());
        cookie.setAttribute("SameSite", "Lax");
        event.getServletContext().setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    }
}
