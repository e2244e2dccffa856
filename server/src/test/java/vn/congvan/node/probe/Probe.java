package vn.congvan.node.probe;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Answers each question with one line. */
@WebServlet("/*")
public class Probe extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(Probe.class);

    @Inject
    transient MeterRegistry meters;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.setContentType("text/plain");
            response.getWriter().print(answer(request));
        } catch (NamingException | SQLException e) {
            throw new IOException("the probe found something broken", e);
        }
    }

    private Object answer(HttpServletRequest request) throws NamingException, SQLException, IOException {
        return switch (request.getPathInfo()) {
            case "/body" -> request.getInputStream().readAllBytes().length;
            case "/header" -> request.getHeader("X-Long").length();
            case "/certificate" -> request
                    .getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                            ? chain[0].getSubjectX500Principal().getName()
                            : "none";
            case "/database" -> user(request.getParameter("source"));
            case "/bell" -> ring(request.getParameter("queue"));
            case "/refuse" -> refuse(request.getParameter("queue"));
            case "/meter" -> {
                meters.counter("congvan.probe").increment();
                yield "counted";
            }
            case "/log" -> {
                MDC.put("correlation", request.getParameter("correlation"));
                LOG.info("the probe was asked to say something");
                MDC.remove("correlation");
                yield "said";
            }
            default -> "?";
        };
    }

    private static String user(String source) throws NamingException, SQLException {
        DataSource database = InitialContext.doLookup("java:jboss/datasources/" + source);
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select current_user || ' ' || current_setting('application_name')")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String ring(String name) throws NamingException {
        ConnectionFactory connections = InitialContext.doLookup("java:/jms/DoorbellConnectionFactory");
        Queue queue = InitialContext.doLookup("java:/jms/queue/" + name);
        try (JMSContext context = connections.createContext(Session.AUTO_ACKNOWLEDGE)) {
            context.createProducer().send(queue, "bell");
            String heard = context.createConsumer(queue).receiveBody(String.class, 5000);
            return heard == null ? "silence" : heard;
        }
    }

    // hears a bell and gives it back, as often as the queue allows; the pooled factory forbids sessions like this one
    private static int refuse(String name) throws NamingException {
        ConnectionFactory connections = InitialContext.doLookup("java:/ConnectionFactory");
        Queue queue = InitialContext.doLookup("java:/jms/queue/" + name);
        Queue dead = InitialContext.doLookup("java:/jms/queue/DoorbellDLQ");
        try (JMSContext context = connections.createContext(Session.SESSION_TRANSACTED)) {
            context.createProducer().send(queue, "bell");
            context.commit();
            int heard = 0;
            try (var consumer = context.createConsumer(queue); var dying = context.createConsumer(dead)) {
                while (dying.receiveNoWait() == null) {
                    if (consumer.receive(500) != null) {
                        heard++;
                        context.rollback();
                    }
                }
                context.commit();
            }
            return heard;
        }
    }
}
