package vn.congvan.online;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.metric.Metrics;
import vn.congvan.signature.RevocationSource;
import vn.congvan.signing.TimeStampSource;

/** The door of room {@code online}. */
@ApplicationScoped
public class Online {

    private static final String OCSP = "application/ocsp-request";
    private static final int LARGEST_LIST = 32 << 20;
    private static final int LARGEST_ANSWER = 1 << 16;
    private static final String QUERY = "application/timestamp-query";
    /** A token with its certificates has a few thousand bytes. */
    private static final int LARGEST_TIME_STAMP = 1 << 16;

    @Inject
    OnlineSettings settings;
    @Inject
    Lookups lookups;
    @Inject
    Metrics metrics;

    private Questions questions;

    @PostConstruct
    void prepare() {
        questions = new Questions(settings);
    }

    /** Who makes time stamps; nobody where none is set up. */
    public Optional<TimeStampSource> timeStamps() {
        return settings.timeStamps().map(address -> digest -> timeStamp(address, digest));
    }

    /**
     * Notes what verdicts want to know. What may not be asked is left out; and a list serves for all that its authority has issued, so an answer about
     * one certificate is asked for only where no list is named that may be fetched.
     */
    public void want(Collection<RevocationSource> sources) {
        List<RevocationSource> allowed = sources.stream()
                .filter(source -> address(source).filter(settings::admits).isPresent()).toList();
        Set<String> listed = allowed.stream().filter(source -> source.kind() == RevocationSource.Kind.LIST)
                .map(RevocationSource::about).collect(Collectors.toSet());
        allowed.stream()
                .filter(source -> source.kind() == RevocationSource.Kind.LIST || !listed.contains(source.about()))
                .distinct().forEach(lookups::want);
    }

    /** What is to be fetched now; nobody else is given the same for a while. */
    public List<Lookup> due(int max) {
        return lookups.claim(max, settings.patience().multipliedBy(2L * max));
    }

    /**
     * Fetches a list or an answer.
     *
     * @return its bytes, as they came
     * @throws IOException it could not be had, or may not be asked for any more
     */
    public byte[] fetch(RevocationSource source) throws IOException {
        URI address = address(source).orElseThrow(() -> new IOException(source.address() + " is no address"));
        Metrics.Running begun = metrics.start();
        boolean had = false;
        try {
            byte[] bytes = source.kind() == RevocationSource.Kind.LIST
                    ? questions.get(address, LARGEST_LIST)
                    : questions.post(address, OCSP, source.question(), LARGEST_ANSWER);
            had = true;
            return bytes;
        } finally {
            begun.took("congvan.revocation", "kind", source.kind().name(), "outcome", had ? "had" : "failed");
        }
    }

    /** @param until until when what was fetched says something */
    public void fetched(Lookup lookup, Optional<Instant> until) {
        lookups.fetched(lookup.key(), until);
    }

    /** It is tried again later. */
    public void failed(Lookup lookup, String why) {
        lookups.failed(lookup.key(), why);
    }

    /** How it stands with what is fetched. */
    public OnlineState state() {
        return lookups.state();
    }

    private static Optional<URI> address(RevocationSource source) {
        try {
            return Optional.of(new URI(source.address()));
        } catch (URISyntaxException e) {
            // whoever wrote it into a certificate wrote something else
            return Optional.empty();
        }
    }

    private byte[] timeStamp(URI address, byte[] digest) throws IOException {
        Metrics.Running begun = metrics.start();
        boolean made = false;
        try {
            byte[] token = TimeStampMessages.token(
                    questions.post(address, QUERY, TimeStampMessages.question(digest), LARGEST_TIME_STAMP));
            made = true;
            return token;
        } finally {
            begun.took("congvan.timestamp", "outcome", made ? "made" : "failed");
        }
    }
}
