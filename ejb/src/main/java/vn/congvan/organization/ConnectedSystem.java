package vn.congvan.organization;

import java.util.Set;
import java.util.UUID;

/**
 * A document system that connects to this node, once it has proven who it is: the caller of every protocol.
 *
 * @param id the system id (mã hệ thống)
 * @param name what people call it
 * @param singles the organizations it may act for
 * @param subtrees the organizations below and including which it may act for
 * @param limits what is set for it alone
 */
public record ConnectedSystem(String id, String name, Set<UUID> singles, Set<UUID> subtrees, SystemLimits limits) {

    public ConnectedSystem {
        singles = Set.copyOf(singles);
        subtrees = Set.copyOf(subtrees);
    }

    /**
     * Whether it may send and report for {@code organization}, under whichever of its codes; for one that was closed nobody
     * does. What came in for it before can still be fetched and confirmed.
     */
    public boolean mayActFor(Organization organization) {
        return organization.open() && covers(organization);
    }

    /** Whether {@code organization} lies within its scope, closed or not. */
    boolean covers(Organization organization) {
        return singles.contains(organization.id()) || organization.path().stream().anyMatch(subtrees::contains);
    }
}
