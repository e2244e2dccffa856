package vn.congvan.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import vn.congvan.signature.Examination;
import vn.congvan.signature.SignatureFinding;
import vn.congvan.signature.SignatureFinding.Kind;
import vn.congvan.signature.VerdictState;

/**
 * What the signatures of a document are worth together. An electronic document has the value of a paper original only with the
 * authorised person's signature and the organisation's after it (NĐ 30/2020, Điều 5), and each attachment that is a file of its own
 * needs the organisation's (Phụ lục I). The main document is the first file of the package.
 *
 * @param state the worst that was found about one of its files; empty when there was nothing to check
 * @param remarks what it lacks beside that; empty when it lacks nothing
 * @param packageSignature what the package itself carries as a signature
 */
public record DocumentVerdict(Optional<VerdictState> state, List<Remark> remarks, PackageSignature packageSignature) {

    public DocumentVerdict {
        remarks = List.copyOf(remarks);
    }

    /** Whether every file is {@code VALID} and nothing is lacking. */
    public boolean isComplete() {
        return state.equals(Optional.of(VerdictState.VALID)) && remarks.isEmpty();
    }

    static DocumentVerdict of(List<CheckedFile> files, Claims claims) {
        List<CheckedFile> documents = files.stream().filter(file -> file.signs().isEmpty())
                .sorted(Comparator.comparing(CheckedFile::position)).toList();
        List<Remark> remarks = new ArrayList<>();
        if (documents.isEmpty()) {
            remarks.add(new Remark(Remark.Code.NO_FILE, ""));
        } else {
            remarks.addAll(main(signatures(documents.get(0), files), claims));
        }
        documents.stream().skip(1).forEach(file -> attachment(file, files, claims).ifPresent(remarks::add));
        return new DocumentVerdict(worst(documents, files), remarks, claims.packageSignature());
    }

    /** A file that is signed by another one beside it is not unsigned. */
    private static Optional<VerdictState> worst(List<CheckedFile> documents, List<CheckedFile> files) {
        return files.stream()
                .filter(file -> !(documents.contains(file) && isUnsigned(file) && isSignedBeside(file, files)))
                .flatMap(file -> file.examination().stream()).map(Examination::state).min(Comparator.naturalOrder());
    }

    private static boolean isUnsigned(CheckedFile file) {
        return file.examination().map(Examination::state).equals(Optional.of(VerdictState.UNSIGNED));
    }

    private static boolean isSignedBeside(CheckedFile file, List<CheckedFile> files) {
        return files.stream().anyMatch(other -> other.signs().equals(Optional.of(file.position())));
    }

    /** Of a file, and of those beside it that sign it; empty when nobody could look into it, which is said elsewhere. */
    private static Optional<List<SignatureFinding>> signatures(CheckedFile file, List<CheckedFile> files) {
        List<SignatureFinding> found = new ArrayList<>();
        boolean known = true;
        for (CheckedFile each : files) {
            if (each.equals(file) || each.signs().equals(Optional.of(file.position()))) {
                known &= each.examination().isPresent() && (!each.examination().get().signatures().isEmpty()
                        || each.examination().get().state() == VerdictState.UNSIGNED);
                each.examination().ifPresent(examination -> examination.signatures().stream()
                        .filter(signature -> signature.kind() != Kind.TIME_STAMP).forEach(found::add));
            }
        }
        return known ? Optional.of(found) : Optional.empty();
    }

    private static List<Remark> main(Optional<List<SignatureFinding>> known, Claims claims) {
        if (known.isEmpty()) {
            return List.of();
        }
        List<SignatureFinding> signatures = known.get();
        List<SignatureFinding> persons = signatures.stream().filter(s -> !isOrganisation(s, claims)).toList();
        List<SignatureFinding> organisations = signatures.stream().filter(s -> isOrganisation(s, claims)).toList();
        List<Remark> remarks = new ArrayList<>();
        if (persons.isEmpty()) {
            remarks.add(new Remark(Remark.Code.LEADER_SIGNATURE_MISSING, ""));
        } else if (!claims.signer().isBlank()
                && persons.stream().noneMatch(s -> NameMatch.persons(s.signer(), claims.signer()))) {
            remarks.add(new Remark(Remark.Code.SIGNER_MISMATCH, ""));
        }
        if (organisations.isEmpty()) {
            remarks.add(new Remark(Remark.Code.ORGANISATION_SIGNATURE_MISSING, ""));
        } else if (organisations.stream().noneMatch(s -> isSender(s, claims))) {
            remarks.add(new Remark(Remark.Code.ORGANISATION_MISMATCH, ""));
        }
        if (!persons.isEmpty() && !organisations.isEmpty()
                && signatures.indexOf(organisations.get(organisations.size() - 1)) < signatures
                        .indexOf(persons.get(0))) {
            remarks.add(new Remark(Remark.Code.ORGANISATION_SIGNED_FIRST, ""));
        }
        return remarks;
    }

    private static Optional<Remark> attachment(CheckedFile file, List<CheckedFile> files, Claims claims) {
        return signatures(file, files).flatMap(found -> {
            List<SignatureFinding> organisations = found.stream().filter(s -> isOrganisation(s, claims)).toList();
            if (organisations.isEmpty()) {
                return Optional.of(new Remark(Remark.Code.ATTACHMENT_NOT_SIGNED_BY_ORGANISATION, file.name()));
            }
            return organisations.stream().anyMatch(s -> isSender(s, claims))
                    ? Optional.empty()
                    : Optional.of(new Remark(Remark.Code.ORGANISATION_MISMATCH, file.name()));
        });
    }

    /** By what the certificate says, or because it bears the sender's name and not the person's. */
    private static boolean isOrganisation(SignatureFinding signature, Claims claims) {
        return signature.kind() == Kind.ORGANISATION || NameMatch.organisations(signature.signer(), claims.sender())
                && !NameMatch.persons(signature.signer(), claims.signer());
    }

    private static boolean isSender(SignatureFinding signature, Claims claims) {
        return NameMatch.organisations(signature.signer(), claims.sender())
                || NameMatch.organisations(signature.organisation(), claims.sender());
    }
}
