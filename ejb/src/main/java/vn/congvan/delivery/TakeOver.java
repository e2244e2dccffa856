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
     * Not recorded: packages of the same identity and kind stand already, and somebody has to compare them with this one.
     *
     * @param standing those packages; at least one
     */
    record Contested(List<Standing> standing) implements TakeOver {

        public Contested {
            standing = List.copyOf(standing);
        }
    }

    /** A package that stands, and its bytes. */
    record Standing(UUID packageId, Sha256 sha256) {}

    /** Not recorded. */
    record Refused(Refusal refusal) implements TakeOver {}
}
