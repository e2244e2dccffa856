package vn.congvan.intake;

import java.util.List;
import java.util.Optional;

import vn.congvan.content.ReceivedContent;
import vn.congvan.document.MessageType;
import vn.congvan.document.OrganizationCode;
import vn.congvan.document.Protocol;
import vn.congvan.organization.ConnectedSystem;

/**
 * A package at the door.
 *
 * @param from the sender that the protocol names beside the package, where it names one
 * @param to the recipients that the protocol names beside the package; empty: those in the package
 * @param type what the protocol says the package is, where it says so
 * @param content the bytes; {@link Intake} keeps them when it accepts, the caller closes them in any case
 */
public record IncomingPackage(ConnectedSystem caller, Protocol via, Optional<OrganizationCode> from,
        List<OrganizationCode> to, Optional<MessageType> type, ReceivedContent content) {

    public IncomingPackage {
        to = List.copyOf(to);
    }
}
