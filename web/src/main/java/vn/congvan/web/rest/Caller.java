package vn.congvan.web.rest;

import jakarta.enterprise.context.RequestScoped;

import vn.congvan.organization.ConnectedSystem;

/** The system on whose behalf the current request runs; set by {@link CallerFilter} before any resource is reached. */
@RequestScoped
class Caller {

    private ConnectedSystem system;
    private String claimed = "";

    void is(ConnectedSystem proven) {
        system = proven;
        claimed = proven.id();
    }

    void claims(String systemId) {
        claimed = systemId;
    }

    ConnectedSystem system() {
        if (system == null) {
            throw new IllegalStateException("a resource was reached without authentication");
        }
        return system;
    }

    /** The system id that the request gave, proven or not; empty when it gave none. */
    String claimed() {
        return claimed;
    }
}
