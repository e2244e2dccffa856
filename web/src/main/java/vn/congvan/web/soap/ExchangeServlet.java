package vn.congvan.web.soap;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.Logger;

import com.sun.xml.ws.api.streaming.XMLStreamReaderFactory;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.journal.Journal;
import vn.congvan.journal.RefusedRequest;
import vn.congvan.server.NodeSettings;
import vn.congvan.web.access.Authentication;
import vn.congvan.web.access.SystemEntrance;
import vn.congvan.web.body.MimeBounds;

/**
 * The address {@code /soap/exchange}: the contract for whoever asks ({@code ?wsdl}), the operations for connected systems,
 * in SOAP 1.1 and 1.2. Who calls is known, and what is announced too large is refused, before the body is read.
 */
@WebServlet(urlPatterns = "/soap/exchange", loadOnStartup = 1)
public class ExchangeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ExchangeServlet.class);

    /** What may stand around a package of the largest size: the envelope and MIME's own lines. */
    private static final long MIME_SLACK = 1L << 20;
    static final long INLINE_AT_ONCE = 32L << 20;
    private static final long INLINE_PATIENCE_MILLIS = 30_000;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final String ACCEPTED = "text/xml, application/soap+xml, multipart/related; type=application/xop+xml";

    @Inject
    transient ExchangeEndpoint endpoint;
    @Inject
    transient SystemEntrance entrance;
    @Inject
    transient Journal journal;
    @Inject
    transient NodeSettings node;
    @Inject
    transient Clock clock;

    private transient ContractDocuments documents;
    private transient FaultWriter faults;
    private transient SpoolFolder spool;
    private transient InlineBudget budget;
    private transient Map<SoapDialect, MetroDoor> doors;

    @Override
    public void init() throws ServletException {
        documents = new ContractDocuments();
        faults = new FaultWriter();
        budget = new InlineBudget(INLINE_AT_ONCE, INLINE_PATIENCE_MILLIS);
        try {
            File temporary = (File) getServletContext().getAttribute(ServletContext.TEMPDIR);
            spool = new SpoolFolder(temporary.toPath().resolve("soap"), clock);
        } catch (IOException e) {
            throw new ServletException("no folder for the attachments of SOAP requests", e);
        }
        XMLStreamReaderFactory.set(new HardenedXml(new ContractCheck.Contract(ContractDocuments.xsd())));
        doors = new EnumMap<>(SoapDialect.class);
        for (SoapDialect dialect : SoapDialect.values()) {
            doors.put(dialect, new MetroDoor(dialect, endpoint, spool, ContractDocuments.wsdl(),
                    ContractDocuments.xsd()));
        }
    }

    @Override
    public void destroy() {
        doors.values().forEach(MetroDoor::close);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> document = documents.find(request.getQueryString(), request.getRequestURL().toString());
        if (document.isEmpty()) {
            refuseAtOnce(request, response, ErrorCode.METHOD_NOT_ALLOWED, request.getMethod(), "POST, GET ?wsdl");
            return;
        }
        byte[] bytes = document.get().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/xml;charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<SoapDialect> dialect = SoapDialect.of(request.getContentType(),
                request.getHeader("SOAPAction") != null);
        try (Conversation conversation = Conversation.begin(request, dialect.orElse(SoapDialect.SOAP11), budget)) {
            converse(conversation, dialect.isPresent(), request, response);
        }
    }

    private void refuseAtOnce(HttpServletRequest request, HttpServletResponse response, ErrorCode code, Object... about)
            throws IOException {
        try (Conversation conversation = Conversation.begin(request, SoapDialect.SOAP11, budget)) {
            conversation.refuse(code, about);
            refuse(conversation, response);
        }
    }

    /** Every method but GET and POST is answered with the contract's fault, too. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
        } else {
            refuseAtOnce(request, response, ErrorCode.METHOD_NOT_ALLOWED, request.getMethod(), "POST, GET ?wsdl");
        }
    }

    private void converse(Conversation conversation, boolean understood, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            converse(conversation, entrance.authenticate(request), understood, request, response);
        } catch (IOException | RuntimeException e) {
            if (response.isCommitted()) {
                // the connection breaks, so that nobody takes half an answer for a whole one
                throw e;
            }
            if (e instanceof RefusedException refused) {
                conversation.refuse(refused.refusal());
            }
            if (conversation.refusal().isEmpty()) {
                LOG.error("A SOAP request could not be answered", e);
                conversation.refuse(ErrorCode.INTERNAL, conversation.correlation());
            }
            refuse(conversation, response);
        }
    }

    private void converse(Conversation conversation, Authentication who, boolean understood,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (who instanceof Authentication.Refused refused) {
            conversation.claims(refused.claimed());
            conversation.refuse(refused.refusal());
            refuse(conversation, response);
            return;
        }
        conversation.isFrom(((Authentication.Known) who).system());
        if (!understood) {
            conversation.refuse(ErrorCode.MEDIA_TYPE_UNSUPPORTED,
                    Objects.requireNonNullElse(request.getContentType(), "(không có)"), ACCEPTED);
            refuse(conversation, response);
            return;
        }
        boolean attachments = request.getContentType().strip().regionMatches(true, 0, SoapDialect.MULTIPART, 0,
                SoapDialect.MULTIPART.length());
        if (attachments) {
            long limit = node.maxPackageBytes() + MIME_SLACK;
            if (conversation.announced() > limit) {
                conversation.refuse(ErrorCode.BODY_TOO_LARGE, node.maxPackageBytes());
                refuse(conversation, response);
                return;
            }
            Instant entered = spool.enter();
            try {
                answer(conversation, true, request, response, limit);
            } finally {
                spool.leave(entered);
            }
        } else if (conversation.announced() > HardenedXml.MAX_XML) {
            conversation.refuse(ErrorCode.INLINE_TOO_LARGE, HardenedXml.MAX_INLINE);
            refuse(conversation, response);
        } else {
            answer(conversation, false, request, response, Long.MAX_VALUE);
        }
    }

    private void answer(Conversation conversation, boolean attachments, HttpServletRequest request,
            HttpServletResponse response, long limit) throws IOException {
        MetroDoor door = doors.get(conversation.dialect());
        InputStream body = new CappedBody(request.getInputStream(), conversation, limit, node.maxPackageBytes());
        if (attachments) {
            body = new MimeBounds(body, request.getContentType());
        }
        MetroDoor.Outcome outcome = door.answer(conversation, body, request.getContentType(),
                request.getHeader("SOAPAction"), response);
        if (outcome instanceof MetroDoor.Outcome.Faulted faulted) {
            if (conversation.refusal().isEmpty()) {
                LOG.infof("Refused by Metro: %s", faulted.metroSays());
                conversation.refuse(ErrorCode.REQUEST_MALFORMED, "SOAP");
            }
            refuse(conversation, response);
        }
    }

    private void refuse(Conversation conversation, HttpServletResponse response) throws IOException {
        Refusal refusal = conversation.refusal().orElseThrow();
        journal.refused(new RefusedRequest(Protocol.SOAP, conversation.operation(), conversation.claimed(),
                conversation.remoteAddress(), refusal, conversation.documentId(),
                Math.max(conversation.bytes(), conversation.announced()), conversation.correlation()));
        faults.write(conversation, response);
    }
}
