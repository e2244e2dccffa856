package vn.congvan.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.jboss.logging.Logger;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.NodeAdministrator;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.document.Sha256;
import vn.congvan.document.TimeOrderedId;

/** The door of room {@code signature}. Files are looked into outside any transaction, in processes of their own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Signatures {

    private static final Logger LOG = Logger.getLogger(Signatures.class);
    private static final String FILES = "package-";
    /** How those are named who were fetched: by the address. */
    private static final String ONLINE = "online:";
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    @Inject
    WorkerPool workers;
    @Inject
    Trust trust;
    @Inject
    TrustRegister register;
    @Inject
    Verdicts verdicts;
    @Inject
    SignatureSettings settings;
    @Inject
    Clock clock;

    /** A new folder for files that are to be looked into; whoever asked for it gives it back with {@link #clear}. */
    public Path folder() throws IOException {
        return Files.createTempDirectory(settings.folder(), FILES);
    }

    /** Deletes such a folder and the files in it. */
    public void clear(Path folder) throws IOException {
        Folders.delete(folder);
    }

    /** Deletes what crashes left of such folders, and what was trusted long ago; returns how many. */
    public int clearOld() throws IOException {
        return Folders.deleteOld(settings.folder(), clock.instant().minus(LEFT_BEHIND),
                List.of(FILES, "trust-", "rehearsal-"));
    }

    /** Has processes ready for the next files: as many as may look at once, for those that were lost as well. */
    public void keepReady() {
        try {
            workers.get().replenish();
        } catch (IOException e) {
            // whoever asks next tries again, and is told
            LOG.warnf(e, "no process is ready to look into files");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Longer than looking into the files of one package takes. */
    public Duration longest() {
        return settings.patience().multipliedBy(4);
    }

    /**
     * The verdict on a file: the one that stands for the same bytes, policy, trust and side of every expiry, or a new one.
     *
     * @param receivedAt the instant of receipt: expiry is judged by it where no time is proven
     * @throws IOException when no check could be made at all, which says nothing about the file
     */
    public Examination examine(Path file, Sha256 sha256, Instant receivedAt) throws IOException {
        return examine(List.of(file), sha256, receivedAt);
    }

    /**
     * The verdict on a signature that lies beside what it signs, under {@link #pair} of both.
     *
     * @param signature such as {@code x.pdf.p7s}
     * @param content such as {@code x.pdf}
     * @throws IOException when no check could be made at all, which says nothing about the files
     */
    public Examination examine(Path signature, Sha256 signatureSha256, Path content, Sha256 contentSha256,
            Instant receivedAt) throws IOException {
        return examine(List.of(signature, content), pair(signatureSha256, contentSha256), receivedAt);
    }

    /** Under which a signature and what it signs are known together. */
    static Sha256 pair(Sha256 signature, Sha256 content) {
        return Sha256.of((signature.hex() + content.hex()).getBytes(StandardCharsets.US_ASCII));
    }

    private Examination examine(List<Path> files, Sha256 sha256, Instant receivedAt) throws IOException {
        Trust.Epoch epoch = trust.epoch();
        String policy = SignaturePolicy.current().version();
        Optional<FileVerdictRow> standing = verdicts.standing(sha256, policy, epoch.digest(), receivedAt);
        if (standing.isPresent()) {
            return Examination.of(standing.get());
        }
        Instant now = clock.instant();
        FileVerdictRow row = judge(ask(files, receivedAt, now, epoch), receivedAt);
        row.id = TimeOrderedId.next(clock);
        row.sha256 = sha256.hex();
        row.policyVersion = policy;
        row.trustEpoch = epoch.digest();
        row.judgedFor = receivedAt;
        row.judgedAt = now;
        Examination found = Examination.of(row);
        verdicts.add(row, found.signatures().stream().flatMap(signature -> signature.proof().stream())
                .collect(Collectors.toSet()));
        return found;
    }

    private Workers.Answer ask(List<Path> files, Instant receivedAt, Instant now, Trust.Epoch epoch)
            throws IOException {
        try {
            return workers.get().ask(String.join("\t", "examine", epoch.folder().toString(), receivedAt.toString(),
                    now.toString(), files.stream().map(Path::toString).collect(Collectors.joining("\t"))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a file was looked into", e);
        }
    }

    private static FileVerdictRow judge(Workers.Answer answer, Instant receivedAt) throws IOException {
        if (answer instanceof Workers.Answer.Said said) {
            try (JsonReader reader = Json.createReader(new StringReader(said.line()))) {
                JsonObject found = reader.readObject();
                if (found.containsKey("fault")) {
                    throw new IOException("a worker could not do its work: " + found.getString("fault"));
                }
                return row(ReasonCode.valueOf(found.getString("reason")), said.line(),
                        Instant.parse(found.getString("standsFrom")), Instant.parse(found.getString("standsUntil")));
            } catch (JsonException | ClassCastException | NullPointerException | IllegalArgumentException
                    | java.time.DateTimeException e) {
                LOG.warnf(e, "a worker answered what is no verdict");
                return cannotCheck(ReasonCode.WORKER_DIED, receivedAt);
            }
        }
        return cannotCheck(answer instanceof Workers.Answer.TooLate ? ReasonCode.TOO_SLOW : ReasonCode.WORKER_DIED,
                receivedAt);
    }

    /** The same file would most likely do the same again, but the machine may have been at fault: asked anew for others. */
    private static FileVerdictRow cannotCheck(ReasonCode reason, Instant receivedAt) {
        return row(reason, Json.createObjectBuilder().add("state", reason.state().name()).add("reason", reason.name())
                .add("signatures", Json.createArrayBuilder()).build().toString(), receivedAt, receivedAt.plusMillis(1));
    }

    private static FileVerdictRow row(ReasonCode reason, String report, Instant from, Instant until) {
        FileVerdictRow row = new FileVerdictRow();
        row.state = reason.state().name();
        row.reason = reason.name();
        row.report = report;
        row.standsFrom = from;
        row.standsUntil = until;
        return row;
    }

    /**
     * Asks a worker something else than for a verdict: it has the libraries that read files, and the server has not.
     *
     * @return its answer, one line
     * @throws IOException no worker answered
     */
    public String ask(String question) throws IOException {
        try {
            if (workers.get().ask(question) instanceof Workers.Answer.Said said) {
                return said.line();
            }
            throw new IOException("a worker was lost over " + question.substring(0, question.indexOf('\t')));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a worker was at work", e);
        }
    }

    /** The verdicts with these ids. */
    public Map<UUID, Examination> examinations(Collection<UUID> ids) {
        return verdicts.byId(ids).stream().map(Examination::of)
                .collect(Collectors.toMap(Examination::id, examination -> examination));
    }

    /**
     * What these verdicts rest on and what does not lie in the files themselves: with it they can be checked again when the certificates have
     * ended and the lists are others. It is kept even when it is trusted no more.
     */
    public List<ProofPiece> proof(Collection<UUID> examinations) {
        return verdicts.proof(examinations).stream().map(item -> new ProofPiece(item.sha256, item.kind, item.der))
                .toList();
    }

    /** Digest over all that is trusted now. */
    public String trustEpoch() throws IOException {
        return trust.epoch().digest();
    }

    /** Whom this node trusts now, anchors first. */
    public List<TrustItem> trusted() {
        return register.items().stream().map(TrustItemRow::item).toList();
    }

    /**
     * What a file would load; nothing is loaded.
     *
     * @throws vn.congvan.document.RefusedException {@code TRUST_UNREADABLE}, {@code TRUST_HOLDS_KEY}
     */
    public List<TrustItem> wouldTrust(String fileName, byte[] bytes) {
        return TrustMaterial.items(fileName, bytes);
    }

    /**
     * Loads certificates or lists, DER or PEM; who signed itself becomes an anchor. They count from the next question on, and files
     * of unconfirmed signers are looked into again.
     *
     * @param reason why; may be empty
     * @return how many were new
     * @throws vn.congvan.document.RefusedException as {@link #wouldTrust}
     */
    public int trust(NodeAdministrator by, String fileName, byte[] bytes, String reason) {
        return register.add(TrustReading.read(fileName, bytes), by.userName(), reason);
    }

    /**
     * Trusts it no more. What was judged stays as it was judged.
     *
     * @param reason why
     * @return false when it was not trusted
     * @throws vn.congvan.document.RefusedException {@code REQUEST_FIELD_MISSING} without a reason; {@code TRUST_FROM_FOLDER} for what comes
     *             from the administrator's folder, from which it would come again
     */
    public boolean distrust(NodeAdministrator by, String fingerprint, String reason) {
        if (reason.isBlank()) {
            throw new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, "reason"));
        }
        Optional<TrustItemRow> item = register.find(fingerprint).filter(found -> found.removedAt == null);
        if (item.filter(found -> found.loadedBy.startsWith(Trust.FILE)).isPresent()) {
            throw new RefusedException(Refusal.of(ErrorCode.TRUST_FROM_FOLDER, item.get().loadedBy));
        }
        return register.remove(fingerprint, by.userName(), reason.strip());
    }

    /**
     * Takes in what was fetched: from the next question on it says who had been revoked, when who may say so signed it.
     *
     * @return until when it says something; empty when it does not say
     * @throws vn.congvan.document.RefusedException {@code TRUST_UNREADABLE}: it is no list, or no answer
     * @throws IOException no worker could be asked what it is
     */
    public Optional<Instant> trustFetched(RevocationSource source, byte[] fetched) throws IOException {
        String by = ONLINE + source.address();
        TrustItemRow row;
        if (source.kind() == RevocationSource.Kind.LIST) {
            row = TrustReading.read("fetched.crl", fetched).get(0);
        } else {
            by += " " + Sha256.of(source.question()).hex();
            row = answer(fetched, source.address());
        }
        register.replace(row, by);
        return Optional.ofNullable(row.validUntil);
    }

    private TrustItemRow answer(byte[] fetched, String address) throws IOException {
        Path folder = folder();
        try {
            Path file = Files.write(folder.resolve("answer" + TrustReading.ANSWER), fetched);
            try (JsonReader reader = Json.createReader(new StringReader(ask("describe\t" + file)))) {
                JsonObject said = reader.readObject();
                if (!said.containsKey("madeAt")) {
                    throw new RefusedException(Refusal.of(ErrorCode.TRUST_UNREADABLE, address));
                }
                TrustItemRow row = TrustReading.read(file.toString(), fetched).get(0);
                row.name = said.getString("about");
                row.issuer = said.getString("by");
                row.validFrom = Instant.parse(said.getString("madeAt"));
                row.validUntil = Optional.ofNullable(said.getString("until", null)).map(Instant::parse).orElse(null);
                return row;
            }
        } finally {
            clear(folder);
        }
    }

    /** The item with that fingerprint that counts now. */
    public Optional<TrustItem> trusted(String fingerprint) {
        return register.find(fingerprint).filter(found -> found.removedAt == null).map(TrustItemRow::item);
    }

    /**
     * What was loaded and taken away, newest first.
     *
     * @param before the line behind which to go on
     */
    public List<TrustChange> trustChanges(Optional<UUID> before, int limit) {
        return register.changes(before, limit);
    }

    /** Writes a zip of all that is trusted now: {@code trust.csv}, and every certificate and list as a file, DER. */
    public void exportTrust(OutputStream to) throws IOException {
        TrustExport.write(register.items(), to);
    }

    /** Follows the folder that the administrator keeps, where there is one; returns how much has changed. */
    public int followFolder() throws IOException {
        return settings.trust().isEmpty() ? 0 : trust.follow(settings.trust().get());
    }
}
