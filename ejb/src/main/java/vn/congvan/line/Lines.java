package vn.congvan.line;

import java.util.UUID;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import vn.congvan.delivery.Carriage;
import vn.congvan.delivery.Outcome;
import vn.congvan.delivery.StatusErrand;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Refusal;
import vn.congvan.organization.Organization;
import vn.congvan.organization.OrganizationDirectory;

/** The door of room {@code line}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NEVER)
public class Lines {

    @Inject
    OrganizationDirectory directory;

    /** Carries a document package to its recipient. */
    public Outcome carry(Carriage carriage) {
        return over(carriage.recipientId());
    }

    /** Carries a status to its addressee. */
    public Outcome carry(StatusErrand errand) {
        return over(errand.toId());
    }

    private Outcome over(UUID organizationId) {
        Organization organization = directory.byId(organizationId).orElseThrow(
                () -> new IllegalStateException(
                        "a delivery names organization " + organizationId + ", which is not there"));
        return switch (organization.line()) {
            // its registers are on this node: the row that is written next is its inbox
            case LOCAL -> new Outcome.Delivered();
            // its own system fetches: from now on it finds the package in its list
            case SYSTEM -> new Outcome.Ready(organization.systemId().orElseThrow());
            case NODE, AXIS -> new Outcome.Refused(Refusal.of(ErrorCode.RECIPIENT_UNREACHABLE, organization.code()));
        };
    }
}
