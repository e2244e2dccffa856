package vn.congvan.online;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import vn.congvan.metric.Metrics;
import vn.congvan.signing.TimeStampSource;

/** The door of room {@code online}. */
@ApplicationScoped
public class Online {

    private static final String QUERY = "application/timestamp-query";
    /** A token with its certificates has a few thousand bytes. */
    private static final int LARGEST_TIME_STAMP = 1 << 16;

    @Inject
    OnlineSettings settings;
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
