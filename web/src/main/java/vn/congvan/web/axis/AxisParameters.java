package vn.congvan.web.axis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import vn.congvan.delivery.TransferState;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.RefusedException;
import vn.congvan.web.body.XmlCharacters;

/**
 * The parameters of one call, as signed, names without {@code XroadVnpt-}.
 *
 * <p>The SDK never clears its headers: a service object that lives long sends again whatever earlier calls added. An
 * operation must therefore ask for what it needs by name and look at nothing else. {@code docId} and {@code docid} can
 * both be there with different values, so names are compared as they stand first and without regard to case only then.
 */
record AxisParameters(Map<String, String> values) {

    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    AxisParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The value of that very name; a blank one is none.
     *
     * @throws RefusedException {@code REQUEST_FIELD_INVALID} when it holds what XML has no character for. Only of a value
     *         that is asked for: one that an earlier call left behind must not be in the way of every later one.
     */
    Optional<String> exactly(String name) {
        Optional<String> value = Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
        if (value.isPresent() && !XmlCharacters.only(value.get())) {
            throw new RefusedException(
                    Refusal.of(ErrorCode.REQUEST_FIELD_INVALID, name, SignedHeader.printable(value.get())));
        }
        return value;
    }

    /** The value of that name, else of one that differs only in case; a blank one is none. */
    Optional<String> find(String name) {
        return exactly(name).or(() -> values.keySet().stream().filter(name::equalsIgnoreCase).map(this::exactly)
                .flatMap(Optional::stream).findFirst());
    }

    /** @throws RefusedException {@code REQUEST_FIELD_MISSING} */
    String require(String name) {
        return find(name).orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.REQUEST_FIELD_MISSING, name)));
    }

    /** The packet that getEdoc, downloadEdoc and getSentEdocList mean. */
    Optional<String> packet() {
        return find("docId");
    }

    /**
     * The packet that updateStatus means: {@code docid} where there is one, for that is how the call is documented, unless
     * it looks left over from an earlier call (finished, or not the caller's) while {@code docId} names one of the caller's
     * that is open. The usual loop on one object is getEdoc({@code docId}=X), updateStatus({@code docid}=X),
     * getEdoc({@code docId}=Y), updateStatus({@code docId}=Y).
     *
     * @param state the state of a packet of the caller's, empty for any other
     */
    Optional<String> packetToConfirm(Function<UUID, Optional<TransferState>> state) {
        Optional<String> lower = exactly("docid");
        Optional<String> camel = exactly("docId");
        if (lower.isEmpty() || camel.isEmpty() || lower.equals(camel)) {
            return lower.or(this::packet);
        }
        return !isOpen(lower, state) && isOpen(camel, state) ? camel : lower;
    }

    private static boolean isOpen(Optional<String> packet, Function<UUID, Optional<TransferState>> state) {
        return packet.flatMap(AxisParameters::uuid).flatMap(state).filter(s -> s != TransferState.DONE).isPresent();
    }

    /** The id written as {@code text}, or empty when none can be: ids of the axis are UUIDs. */
    static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
