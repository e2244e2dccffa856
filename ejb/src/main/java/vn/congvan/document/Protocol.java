package vn.congvan.document;

/** By which door something came to the node; kept as evidence beside every event. */
public enum Protocol {
    /** The axis REST protocol, {@code /axis}. */
    AXIS,
    /** The SOAP contract, {@code /soap/exchange}. */
    SOAP,
    /** REST and JSON, {@code /api/v1}. */
    REST,
    /** A person at the desk. */
    DESK,
    /** The node itself. */
    NODE
}
