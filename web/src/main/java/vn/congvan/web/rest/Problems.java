package vn.congvan.web.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;
import vn.congvan.intake.IntakeAnswer;
import vn.congvan.journal.Journal;
import vn.congvan.journal.RefusedRequest;
import vn.congvan.web.access.Correlation;
import vn.congvan.web.access.RetryAfter;

/** Turns a refusal into the answer, and leaves its line in the journal. Every error of {@code /api/v1} is made here. */
@ApplicationScoped
class Problems {

    private static final Locale VIETNAMESE = new Locale("vi");

    @Inject
    HttpServletRequest request;
    @Inject
    Caller caller;
    @Inject
    Journal journal;

    Response refuse(Refusal refusal) {
        return refuse(refusal, ProblemStatus.of(refusal.code()), List.of(), Optional.empty());
    }

    /** As {@link #refuse(Refusal)}, under a status that HTTP itself prescribes for the case. */
    Response refuse(Refusal refusal, int status) {
        return refuse(refusal, status, List.of(), Optional.empty());
    }

    Response refuse(IntakeAnswer.Refused refused) {
        return refuse(refused.refusal(), ProblemStatus.of(refused.refusal().code()), refused.recipients(),
                refused.documentId());
    }

    private Response refuse(Refusal refusal, int status, List<IntakeAnswer.RecipientRefusal> recipients,
            Optional<String> documentId) {
        String correlation = Correlation.of(request);
        journal.refused(new RefusedRequest(Protocol.REST, request.getMethod() + " " + request.getRequestURI(),
                caller.claimed(), request.getRemoteAddr(), refusal, documentId,
                Math.max(0, request.getContentLengthLong()), correlation));
        Locale language = language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        Response.ResponseBuilder answer = Response.status(status).type(Problem.MEDIA_TYPE).language(language)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem(refusal, status, recipients, correlation, language));
        if (refusal.code() == ErrorCode.CREDENTIALS_INVALID) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"congvan\", charset=\"UTF-8\"");
        }
        RetryAfter.seconds(refusal).ifPresent(seconds -> answer.header(RetryAfter.HEADER, seconds));
        return answer.build();
    }

    static Problem problem(Refusal refusal, int status, List<IntakeAnswer.RecipientRefusal> recipients,
            String correlation, Locale language) {
        List<Problem.BadRecipient> bad = recipients.stream().map(r -> new Problem.BadRecipient(r.code(),
                r.refusal().code().name(), r.refusal().sentence(language), r.refusal().hint(language))).toList();
        return new Problem(Problem.TYPE_PREFIX + refusal.code(), Problem.titleOf(refusal.code()), status,
                refusal.sentence(language), refusal.code().name(), refusal.hint(language), correlation,
                bad.isEmpty() ? null : bad);
    }

    /** English when it is preferred to Vietnamese; Vietnamese in every other case, an unreadable header included. */
    static Locale language(String acceptLanguage) {
        if (acceptLanguage == null) {
            return VIETNAMESE;
        }
        try {
            String tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), List.of("vi", "en"));
            return "en".equals(tag) ? Locale.ENGLISH : VIETNAMESE;
        } catch (IllegalArgumentException e) {
            return VIETNAMESE;
        }
    }
}
