package vn.congvan.health;

import java.util.Map;

/** What the node needs to take something over, each looked at when it is asked for. */
public interface NodeHealth {

    /** Where whoever answers is found, from anywhere in the server. */
    String NAME = "java:global/congvan/congvan-ejb/Health!vn.congvan.health.NodeHealth";

    /**
     * What was seen.
     *
     * @param up whether it can be worked with
     * @param seen figures or the kind of fault, by name; no address, no content
     */
    record Sight(boolean up, Map<String, String> seen) {}

    /** Whether the database answers within three seconds. */
    Sight database();

    /** Whether a file can be made and removed where content arrives. */
    Sight content();

    /** Whether more is free than the reserve below which new content is refused; both in bytes. */
    Sight disk();

    /**
     * How it stands with what is fetched over the network about certificates. Never down: without it signers stay unconfirmed and documents
     * go on.
     */
    Sight online();

    /** Whether the broker takes a connection; while it does not, doorbells wait for the sweep. */
    Sight broker();
}
