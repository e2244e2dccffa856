package vn.congvan.journal;

import java.util.Optional;

import vn.congvan.document.Protocol;
import vn.congvan.document.Refusal;

/**
 * A request that was turned away.
 *
 * @param operation the operation asked for, in the protocol's own word
 * @param claimedCaller the system id or user name that the request gave, proven or not; empty when it gave none
 * @param correlation the correlation id under which the logs speak of the request
 */
public record RefusedRequest(Protocol via, String operation, String claimedCaller, String remoteAddress,
        Refusal refusal, Optional<String> documentId, long bytes, String correlation) {}
