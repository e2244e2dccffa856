package vn.congvan.organization;

import java.time.Instant;

/**
 * One line of the directory as it is handed out in bulk; strings, empty where there is nothing.
 *
 * @param id the id of the organization
 * @param parentId the id of its parent
 * @param code its code
 * @param formerCode its code of the other generation
 * @param level how many organizations stand above it, plus one
 * @param systemId the system that fetches for it
 */
public record Listing(String id, String parentId, String code, String formerCode, String name, String email, int level,
        String systemId, boolean open, long version, Instant changedAt) {}
