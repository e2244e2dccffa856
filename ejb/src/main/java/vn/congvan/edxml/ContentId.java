package vn.congvan.edxml;

/** Ids of attachments: {@code cid:} and an id, with as many {@code cid:} as hops have put before it. */
final class ContentId {

    private static final String PREFIX = "cid:";

    private ContentId() {}

    static String key(String written) {
        int from = 0;
        while (written.regionMatches(true, from, PREFIX, 0, PREFIX.length())) {
            from += PREFIX.length();
        }
        return written.substring(from).strip();
    }

    static boolean isRepeated(String written) {
        return written.regionMatches(true, 0, "cid:cid:", 0, 2 * PREFIX.length());
    }

    static String write(String key) {
        return PREFIX + key;
    }
}
