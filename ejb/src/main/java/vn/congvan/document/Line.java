package vn.congvan.document;

/** The one way by which an organization is reached at a time. */
public enum Line {
    /** It keeps its registers on this node. */
    LOCAL,
    /** Its own document system is connected here and fetches. */
    SYSTEM,
    /** It lives behind another node. */
    NODE,
    /** It lives behind the national axis. */
    AXIS
}
