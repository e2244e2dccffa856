package vn.congvan.web.axis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.Logger;

import vn.congvan.content.ContentStore;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.MessageType;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.journal.Journal;
import vn.congvan.journal.RefusedRequest;
import vn.congvan.web.access.Correlation;
import vn.congvan.web.access.RetryAfter;
import vn.congvan.web.access.SystemEntrance;
import vn.congvan.web.body.ArrivingBody;

/**
 * {@code /axis/<operation>}: finds the operation, lets the caller in, writes the answer. Every answer but that of
 * downloadEdoc is JSON with HTTP status 200, failures too: the SDK takes an HTML page for success and an empty body for
 * nothing at all.
 */
@WebServlet(urlPatterns = "/axis/*")
public class AxisServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(AxisServlet.class);

    /** The largest body of an operation other than sendEdoc, in bytes. */
    private static final int MAX_SMALL_BODY = 64 * 1024;
    private static final String JSON = "application/json;charset=UTF-8";
    /** What is held back before an answer leaves, so that a fault at its beginning can still be answered. */
    private static final int ANSWER_BUFFER = 32 * 1024;

    @Inject
    SystemEntrance connections;
    @Inject
    AxisEntrance entrance;
    @Inject
    PackageOperations packages;
    @Inject
    DirectoryOperations directory;
    @Inject
    ContentStore content;
    @Inject
    Journal journal;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        // the SDK adds "/operation" to an address that may end with a slash
        String name = path.replaceAll("^/+|/+$", "");
        Optional<Operation> operation = Operation.named(name);
        Outcome outcome;
        try {
            outcome = operation.isEmpty()
                    ? turnAway(request, name, Refusal.of(ErrorCode.OPERATION_UNKNOWN, SignedHeader.printable(name)))
                    : answer(request, operation.get());
        } catch (IOException | RuntimeException e) {
            outcome = broken(request, name, e);
        }
        try {
            write(request, response, operation, outcome);
        } catch (IOException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            response.setHeader(Correlation.HEADER, Correlation.of(request));
            write(request, response, operation, broken(request, name, e));
        }
    }

    private Outcome answer(HttpServletRequest request, Operation operation) throws IOException {
        Optional<Refusal> connection = connections.connectionFault(request);
        if (connection.isPresent()) {
            return turnAway(request, operation.wire(), connection.get());
        }
        if (!operation.allows(request.getMethod())) {
            return turnAway(request, operation.wire(),
                    Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, request.getMethod(), operation.methods()));
        }
        String claimed = AxisEntrance.claimed(request);
        Outcome outcome;
        try {
            // the headers say who calls: of a stranger's body nothing is waited for, and it is not told to send it
            AxisEntrance.Entry entry = entrance.enter(request);
            if (entry instanceof AxisEntrance.Entry.TurnedAway away) {
                claimed = away.claimed();
                outcome = Outcome.Refused.because(away.refusal());
            } else {
                Call call = ((AxisEntrance.Entry.Admitted) entry).call();
                claimed = call.caller().id();
                outcome = perform(operation, call);
            }
        } catch (RuntimeException e) {
            outcome = Outcome.Refused.because(refusal(e).orElseThrow(() -> e));
        }
        if (outcome instanceof Outcome.Refused refused) {
            record(request, operation.wire(), claimed, refused);
        }
        return outcome;
    }

    private Outcome perform(Operation operation, Call call) throws IOException {
        // read also where it says nothing: the client waits for 100-continue with a body of two bytes in hand
        byte[] body = operation == Operation.SEND_EDOC ? new byte[0] : smallBody(call.request());
        return switch (operation) {
            case SEND_EDOC -> packages.send(call);
            case GET_RECEIVED_EDOC_LIST -> packages.received(call);
            case GET_EDOC -> packages.fetch(call);
            case DOWNLOAD_EDOC -> packages.download(call);
            case DOWNLOAD_EDOC_2 -> Outcome.Refused
                    .because(Refusal.of(ErrorCode.OPERATION_UNKNOWN, operation.wire()));
            case UPDATE_STATUS -> packages.updateStatus(call);
            case GET_RECEIPT -> packages.receipt(call);
            case GET_SENT_EDOC_LIST -> packages.sent(call);
            case COUNT_RECEIVE_EDOC -> packages.count(call, MessageType.EDOC);
            case COUNT_RECEIVE_STATUS -> packages.count(call, MessageType.STATUS);
            case GET_AGENCIES_LIST -> directory.agencies();
            case GET_AGENCIES_LIST_QD20 -> directory.agenciesByNewCode(call);
            case GET_SYNCHRONIZE_UNIT, GET_LIST_UNIT -> directory.units();
            case REGISTER_AGENCY -> directory.register(call, body);
            case DELETE_AGENCY -> directory.delete(call);
        };
    }

    /** The body of an operation that takes none or a small one. */
    private static byte[] smallBody(HttpServletRequest request) throws IOException {
        return new ArrivingBody(request.getInputStream(), request.getContentLengthLong(), MAX_SMALL_BODY)
                .readAllBytes();
    }

    private Outcome turnAway(HttpServletRequest request, String name, Refusal refusal) {
        Outcome.Refused refused = Outcome.Refused.because(refusal);
        record(request, name, AxisEntrance.claimed(request), refused);
        return refused;
    }

    private void record(HttpServletRequest request, String name, String claimed, Outcome.Refused refused) {
        journal.refused(new RefusedRequest(Protocol.AXIS, SignedHeader.printable(name), claimed,
                request.getRemoteAddr(), refused.refusal(), refused.documentId(),
                Math.max(0, request.getContentLengthLong()), Correlation.of(request)));
    }

    private static Outcome broken(HttpServletRequest request, String name, Exception fault) {
        LOG.errorf(fault, "axis %s failed", SignedHeader.printable(name));
        return Outcome.Refused.because(Refusal.of(ErrorCode.INTERNAL, Correlation.of(request)));
    }

    /** The refusal that {@code thrown} carries, also through a container that wrapped it. */
    private static Optional<Refusal> refusal(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof RefusedException refused) {
                return Optional.of(refused.refusal());
            }
        }
        return Optional.empty();
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Optional<Operation> operation,
            Outcome outcome) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (outcome instanceof Outcome.File file) {
            writeFile(response, file);
            return;
        }
        if (outcome instanceof Outcome.Done done) {
            writeDone(request, response, done);
            return;
        }
        boolean endless = UnreadBody.announceEnd(request, response);
        writeRefused(response, operation, (Outcome.Refused) outcome);
        if (endless) {
            UnreadBody.cut();
        }
    }

    private static void writeDone(HttpServletRequest request, HttpServletResponse response, Outcome.Done done)
            throws IOException {
        response.setContentType(JSON);
        response.setBufferSize(ANSWER_BUFFER);
        JsonAnswer json = new JsonAnswer(stream(request, response, done.list()));
        json.field("status", "OK").field("ErrorCode", AxisError.NONE).field("ErrorDesc", done.words());
        done.payload().write(json);
        json.close();
    }

    private static void writeRefused(HttpServletResponse response, Optional<Operation> operation,
            Outcome.Refused refused) throws IOException {
        Operation.OnFailure onFailure = operation.map(Operation::onFailure)
                .orElse(Operation.OnFailure.COMMON_FIELDS);
        RetryAfter.seconds(refused.refusal()).ifPresent(s -> response.setHeader(RetryAfter.HEADER, s));
        if (onFailure == Operation.OnFailure.EMPTY_BODY) {
            response.setStatus(AxisError.httpStatus(refused.refusal()));
            response.setContentLength(0);
            response.flushBuffer();
            return;
        }
        response.setContentType(JSON);
        JsonAnswer json = new JsonAnswer(response.getOutputStream());
        json.field("status", "FAIL").field("ErrorCode", AxisError.number(refused.refusal())).field("ErrorDesc",
                AxisError.text(refused.refusal(), refused.recipients()));
        switch (onFailure) {
            case EMPTY_DOC_ID -> json.field("DocId", "").field("docId", "");
            case EMPTY_DATA -> json.field("data", "");
            case COMMON_FIELDS, EMPTY_BODY -> {
                // nothing more is needed
            }
        }
        json.close();
    }

    private void writeFile(HttpServletResponse response, Outcome.File file) throws IOException {
        try (InputStream bytes = content.open(file.sha256())) {
            response.setContentType("application/octet-stream");
            response.setContentLengthLong(file.size());
            bytes.transferTo(response.getOutputStream());
        }
    }

    private static OutputStream stream(HttpServletRequest request, HttpServletResponse response, boolean compress)
            throws IOException {
        if (!compress) {
            return response.getOutputStream();
        }
        response.setHeader("Vary", "Accept-Encoding");
        if (!takesGzip(request.getHeader("Accept-Encoding"))) {
            return response.getOutputStream();
        }
        response.setHeader("Content-Encoding", "gzip");
        return new GZIPOutputStream(response.getOutputStream(), 1 << 13);
    }

    private static boolean takesGzip(String acceptEncoding) {
        return acceptEncoding != null && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip).anyMatch(e -> e.startsWith("gzip") && !e.matches(".*;\\s*q=0(\\.0*)?"));
    }
}
