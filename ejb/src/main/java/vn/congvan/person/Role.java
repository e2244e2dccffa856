package vn.congvan.person;

/**
 * What a post lets its holder do for the organization at which it is held ({@code rules.md} 10). A role is held per
 * organization, so it is no role of the container.
 */
public enum Role {
    /** Văn thư: receives, registers and sends; reads what its agency sent and received. */
    CLERK(Reading.CONTENT),
    /** Chuyên viên: drafts and processes; reads what was assigned to it. */
    SPECIALIST(Reading.ASSIGNED),
    /** Lãnh đạo đơn vị: reads what was assigned to its unit. */
    UNIT_HEAD(Reading.ASSIGNED),
    /** Lãnh đạo cơ quan: directs and signs; reads what its agency sent and received. */
    AGENCY_LEADER(Reading.CONTENT),
    /** Chánh Văn phòng: reads what its agency sent and received. */
    OFFICE_HEAD(Reading.CONTENT),
    /** Quản trị: users and catalogues, never documents. */
    AGENCY_ADMIN(Reading.NOTHING),
    /** Giám sát: states and metadata, never content. */
    SUPERVISOR(Reading.STATES),
    /** Lưu trữ viên: reads what was handed over to the archive. */
    ARCHIVIST(Reading.ASSIGNED),
    /** Quản trị hệ thống: whom the node trusts, and what it turned away; never documents. */
    SYSTEM_ADMIN(Reading.NOTHING);

    /** How much of its organization's deliveries a role opens by itself. */
    private enum Reading {
        NOTHING,
        /** Only what something else (an assignment, a handover) opens one by one. */
        ASSIGNED,
        STATES,
        CONTENT
    }

    private final Reading reading;

    Role(Reading reading) {
        this.reading = reading;
    }

    /** Whether states and metadata of all that the organization sent and received may be seen. */
    public boolean seesDeliveries() {
        return reading == Reading.STATES || reading == Reading.CONTENT;
    }

    /** Whether what is seen is that of all organizations that the post's own one watches over. */
    boolean watches() {
        return this == SUPERVISOR;
    }

    /** Whether, at an organization that watches over others, the node's own log may be seen. */
    boolean overseesTheNode() {
        return this == SUPERVISOR || this == AGENCY_ADMIN;
    }

    /** Whether what the whole node goes by may be changed, wherever the post is held. */
    boolean administersTheNode() {
        return this == SYSTEM_ADMIN;
    }

    /** Whether its holder keeps the registers, and receives, returns and sends for the organization. */
    boolean keepsRegisters() {
        return this == CLERK;
    }

    /** Whether its holder says who handles what came in. */
    boolean assignsWork() {
        return this == AGENCY_LEADER || this == OFFICE_HEAD;
    }

    /** Whether its holder may be given work. */
    boolean handlesWork() {
        return this == SPECIALIST || this == UNIT_HEAD || this == AGENCY_LEADER || this == OFFICE_HEAD;
    }

    /** Whether the content of all that the organization sent and received may be read. */
    public boolean readsContent() {
        return reading == Reading.CONTENT;
    }
}
