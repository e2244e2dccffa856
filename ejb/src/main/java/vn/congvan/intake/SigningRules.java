package vn.congvan.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;
import vn.congvan.organization.SendingPolicy;
import vn.congvan.signature.Examination;
import vn.congvan.signature.VerdictState;
import vn.congvan.verification.CheckedFile;
import vn.congvan.verification.Verification;

/** Looks into files before they are taken over, for systems that are set so, and refuses what their senders do not want to be sent. */
@ApplicationScoped
class SigningRules {

    @Inject
    Verification verification;
    @Inject
    OrganizationDirectory directory;
    @Inject
    Clock clock;

    /** Why this is not to be sent; empty when nothing speaks against it. */
    Optional<Refusal> objection(IncomingPackage incoming, Organization sender) throws IOException {
        if (!incoming.caller().limits().checksSignatures()) {
            return Optional.empty();
        }
        SendingPolicy policy = directory.sendingPolicy(sender.id());
        List<CheckedFile> files;
        try (InputStream bytes = incoming.content().open()) {
            files = verification.look(bytes, clock.instant());
        }
        return files.stream().flatMap(file -> objection(file, files, policy).stream()).findFirst();
    }

    private static Optional<Refusal> objection(CheckedFile file, List<CheckedFile> files, SendingPolicy policy) {
        if (file.examination().isEmpty()) {
            return Optional.empty();
        }
        Examination found = file.examination().get();
        if (found.state() == VerdictState.CHANGED_AFTER_SIGNING) {
            return Optional.of(Refusal.of(ErrorCode.FILE_CHANGED, file.name()));
        }
        if (found.state() == VerdictState.UNSIGNED) {
            boolean beside = files.stream().anyMatch(other -> other.signs().equals(Optional.of(file.position())));
            return policy.refusesUnsigned() && !beside
                    ? Optional.of(Refusal.of(ErrorCode.FILE_NOT_SIGNED, file.name()))
                    : Optional.empty();
        }
        return policy.refusesUnconfirmed() && found.state() != VerdictState.VALID
                ? Optional.of(Refusal.of(ErrorCode.SIGNER_NOT_CONFIRMED, file.name(), found.reason()))
                : Optional.empty();
    }
}
