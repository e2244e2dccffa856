package vn.congvan.delivery;

import java.util.List;
import java.util.UUID;

import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;

/** What came of recording a package. */
public sealed interface TakeOver {

    /**
     * Recorded, now or before.
     *
     * @param packageId the package, or the one that brought the same before
     * @param repeated true when it was known already
     */
    record Taken(UUID packageId, boolean repeated, List<Made> deliveries) implements TakeOver {}

    /** One delivery. */
    record Made(UUID deliveryId, OrganizationCode to) {}

    /**
     * Not recorded: another package of the same identity stands already, and somebody has to compare the two.
     *
     * @param packageId the package that stands
     * @param sha256 its bytes
     */
    record Contested(UUID packageId, Sha256 sha256) implements TakeOver {}

    /** Not recorded. */
    record Refused(Refusal refusal) implements TakeOver {}
}
