package vn.congvan.organization;

import java.util.List;
import java.util.Optional;

import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;

/**
 * The sample directory that the demo profile loads into an empty node, once.
 *
 * @param agencies parents before children
 */
public record SampleDirectory(List<Agency> agencies) {

    /** One agency of the sample. */
    public record Agency(OrganizationCode code, Optional<OrganizationCode> formerCode, String name,
            Optional<OrganizationCode> parent, Line line, boolean supervising, String email,
            Optional<SampleSystem> system) {}

    /** The system that connects for it, with its secret. */
    public record SampleSystem(String id, String secret) {}
}
