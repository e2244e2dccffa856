package vn.congvan.web.soap;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.organization.ConnectedSystem;
import vn.congvan.web.access.Correlation;

/**
 * One request and what is found out about it on its way through Metro, which hands nothing of the kind from the XML reader
 * to the endpoint and back. Bound to the thread: Metro runs a synchronous request on the thread that brought it.
 */
final class Conversation implements AutoCloseable {

    private static final ThreadLocal<Conversation> CURRENT = new ThreadLocal<>();

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SHOWN = 300;

    private final HttpServletRequest request;
    private final SoapDialect dialect;
    private final InlineBudget.Share share;
    private String operation;
    private String claimed = "";
    private ConnectedSystem caller;
    private Refusal refusal;
    private List<IntakeAnswer.RecipientRefusal> recipients = List.of();
    private Optional<String> documentId = Optional.empty();
    private long bytes;

    private Conversation(HttpServletRequest request, SoapDialect dialect, InlineBudget budget) {
        this.request = request;
        this.dialect = dialect;
        this.share = budget.share();
        this.operation = operationOf(request);
    }

    static Conversation begin(HttpServletRequest request, SoapDialect dialect, InlineBudget budget) {
        Conversation conversation = new Conversation(request, dialect, budget);
        CURRENT.set(conversation);
        return conversation;
    }

    /** The conversation of this thread; empty while the contract itself is read, at start. */
    static Optional<Conversation> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** @throws IllegalStateException outside a request */
    static Conversation required() {
        return current().orElseThrow(() -> new IllegalStateException("no SOAP request on this thread"));
    }

    private static String operationOf(HttpServletRequest request) {
        String action = request.getHeader("SOAPAction");
        String bare = action == null ? "" : action.replace("\"", "").strip();
        return cut(bare.substring(bare.lastIndexOf('/') + 1), LONGEST_NAME);
    }

    SoapDialect dialect() {
        return dialect;
    }

    InlineBudget.Share share() {
        return share;
    }

    String correlation() {
        return Correlation.of(request);
    }

    String remoteAddress() {
        return request.getRemoteAddr();
    }

    /** Whether the answer's package goes as an attachment; otherwise it is inline. */
    boolean answersWithAttachment() {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
        return type.startsWith(SoapDialect.MULTIPART) || accept.contains(SoapDialect.XOP)
                || accept.contains(SoapDialect.MULTIPART);
    }

    /** The operation asked for, as far as is known: from the body, before that from {@code SOAPAction}. */
    String operation() {
        return operation;
    }

    void asksFor(String name) {
        operation = cut(name, LONGEST_NAME);
    }

    ConnectedSystem caller() {
        return caller;
    }

    void isFrom(ConnectedSystem system) {
        caller = system;
        claimed = system.id();
    }

    String claimed() {
        return claimed;
    }

    void claims(String id) {
        claimed = id;
    }

    /** Notes why this request is turned away; the first reason counts, what follows from it does not. */
    void refuse(Refusal reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    /** As {@link #refuse(Refusal)}; what the caller wrote is named at readable length only. */
    void refuse(ErrorCode code, Object... about) {
        refuse(Refusal.of(code, Stream.of(about).map(String::valueOf).map(text -> cut(text, LONGEST_SHOWN)).toArray()));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    void refuse(IntakeAnswer.Refused refused) {
        if (refusal == null) {
            refusal = refused.refusal();
            recipients = List.copyOf(refused.recipients());
            documentId = refused.documentId();
        }
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    List<IntakeAnswer.RecipientRefusal> recipients() {
        return recipients;
    }

    Optional<String> documentId() {
        return documentId;
    }

    void hasRead(long count) {
        bytes += count;
    }

    /** How many bytes of the body have been read. */
    long bytes() {
        return bytes;
    }

    /** How many bytes of the body were announced, or -1. */
    long announced() {
        return request.getContentLengthLong();
    }

    @Override
    public void close() {
        share.close();
        CURRENT.remove();
    }
}
