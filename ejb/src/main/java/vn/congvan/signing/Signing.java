package vn.congvan.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import vn.congvan.document.CertificateEnd;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;

/**
 * The door of room {@code signing}. Whoever asks has made sure that the caller may act for the organization. Nothing of a file stays
 * here but what waits for a signature made somewhere else, and that not longer than it is set.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Signing {

    private static final String WORKING = "signing-";
    private static final String WAITING = "waiting-";
    private static final String FILE = "file.pdf";
    private static final String PREPARED = "prepared.pdf";
    private static final String SIGNED = "signed.pdf";
    private static final String STATE = "state.json";
    private static final String OWNER = "owner";

    @Inject
    FileSigning files;
    @Inject
    SigningKeys keys;
    @Inject
    SigningSettings settings;
    @Inject
    Clock clock;

    /**
     * Signs with the organization's own key.
     *
     * @param pdf the file
     * @param numbering number and date that go onto the page before the signature
     * @return the signed file; to be closed
     * @throws RefusedException as {@link PreparationResult.Refused}, {@link SigningKeys.SignatureAnswer.Refused} and {@link CompletionResult.Refused} say
     * @throws IOException no worker answered, which says nothing about the file
     */
    public SignedPdf sign(OrganizationCode organization, InputStream pdf, SigningAppearance appearance,
            Optional<Numbering> numbering) throws IOException {
        Path folder = Files.createTempDirectory(settings.folder(), WORKING);
        boolean done = false;
        try {
            Files.copy(pdf, folder.resolve(FILE));
            SignedPdf signed = signed(folder, files.sign(folder.resolve(FILE), organization.value(), clock.instant(),
                    appearance, numbering, folder.resolve(SIGNED)));
            done = true;
            return signed;
        } finally {
            if (!done) {
                SignedPdf.clear(folder);
            }
        }
    }

    /**
     * Prepares a file for a signature that is made somewhere else, such as the leader's on a desktop token.
     *
     * @param organization for which it waits; only for this one it can be completed
     * @param certificates the signer's certificate first, then its issuers, each in DER
     * @throws RefusedException as {@link PreparationResult.Refused} says
     * @throws IOException no worker answered, which says nothing about the file
     */
    public PreparedSignature prepare(OrganizationCode organization, InputStream pdf, List<byte[]> certificates,
            SigningAppearance appearance, Optional<Numbering> numbering) throws IOException {
        UUID id = UUID.randomUUID();
        Path folder = Files.createDirectory(folder(id));
        boolean done = false;
        try {
            Files.copy(pdf, folder.resolve(FILE));
            PreparationResult result = files.prepare(folder.resolve(FILE),
                    new SigningRequest(certificates, clock.instant(), appearance, numbering), folder.resolve(PREPARED));
            if (result instanceof PreparationResult.Refused refused) {
                throw new RefusedException(refused.refusal());
            }
            Files.delete(folder.resolve(FILE));
            SigningState state = ((PreparationResult.Prepared) result).state();
            Files.writeString(folder.resolve(OWNER), organization.value());
            Files.writeString(folder.resolve(STATE), state.toJson());
            done = true;
            return new PreparedSignature(id, state.algorithm(), state.dataToSign(), state.digestToSign(),
                    clock.instant().plus(settings.kept()));
        } finally {
            if (!done) {
                SignedPdf.clear(folder);
            }
        }
    }

    /** For which organization a prepared file waits; empty when there is none, or no longer. */
    public Optional<OrganizationCode> waitsFor(UUID id) throws IOException {
        try {
            return isFresh(folder(id))
                    ? Optional.of(new OrganizationCode(Files.readString(folder(id).resolve(OWNER))))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Puts the signature into a prepared file, which waits on when the value is wrong.
     *
     * @param value the signature over {@link PreparedSignature#dataToSign()}; for ECDSA in DER
     * @return the signed file; to be closed, and then nothing waits any more
     * @throws RefusedException {@code SIGNATURE_VALUE_WRONG}, {@code PREPARATION_UNKNOWN} or {@code TIME_STAMP_FAILED}
     * @throws IOException no worker answered, which says nothing about the value
     */
    public SignedPdf complete(UUID id, byte[] value) throws IOException {
        Path folder = folder(id);
        if (waitsFor(id).isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.PREPARATION_UNKNOWN, id));
        }
        return signed(folder, files.complete(folder.resolve(PREPARED),
                SigningState.ofJson(Files.readString(folder.resolve(STATE))), value, folder.resolve(SIGNED)));
    }

    private static SignedPdf signed(Path folder, CompletionResult result) {
        if (result instanceof CompletionResult.Refused refused) {
            throw new RefusedException(refused.refusal());
        }
        CompletionResult.Completed completed = (CompletionResult.Completed) result;
        return new SignedPdf(folder, folder.resolve(SIGNED), completed.sha256(), completed.size(),
                completed.timeStamped());
    }

    /** When the certificates end with which organizations and the node sign. */
    public List<CertificateEnd> ends() {
        return keys.ends();
    }

    /** Deletes what has waited too long and what crashes left; returns how many. */
    public int clearOld() throws IOException {
        List<Path> folders;
        try (var all = Files.list(settings.folder())) {
            folders = all.toList();
        }
        int cleared = 0;
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            if ((name.startsWith(WORKING) || name.startsWith(WAITING)) && !isFresh(folder)) {
                SignedPdf.clear(folder);
                cleared++;
            }
        }
        return cleared;
    }

    private boolean isFresh(Path folder) throws IOException {
        Instant touched = Files.getLastModifiedTime(folder).toInstant();
        return touched.plus(settings.kept()).isAfter(clock.instant());
    }

    private Path folder(UUID id) {
        return settings.folder().resolve(WAITING + id);
    }
}
