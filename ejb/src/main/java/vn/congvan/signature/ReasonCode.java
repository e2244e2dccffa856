package vn.congvan.signature;

/** Why a verdict is what it is. The names are stable: other systems read them. */
public enum ReasonCode {
    /** The file is larger than what is looked into. */
    TOO_LARGE(VerdictState.CANNOT_CHECK),
    /** Looking into it took too long. */
    TOO_SLOW(VerdictState.CANNOT_CHECK),
    /** The process that looked into it ended. */
    WORKER_DIED(VerdictState.CANNOT_CHECK),
    /** It asks for a password. */
    ENCRYPTED(VerdictState.CANNOT_CHECK),
    /** It cannot be read as what it is. */
    UNREADABLE(VerdictState.CANNOT_CHECK),
    /** There is something that looks like a signature, and it cannot be read. */
    SIGNATURE_UNREADABLE(VerdictState.CANNOT_CHECK),
    /** It is signed in a form that this program does not look into. */
    FORM_NOT_CHECKED(VerdictState.CANNOT_CHECK),
    /** More signatures than are looked into. */
    TOO_MANY_SIGNATURES(VerdictState.CANNOT_CHECK),
    /** Its parts refer to one another deeper, or more often, than is looked into. */
    TOO_COMPLEX(VerdictState.CANNOT_CHECK),
    /** It is a package of more entries, or unpacked a larger one, than is looked into. */
    ARCHIVE_TOO_LARGE(VerdictState.CANNOT_CHECK),
    /** It is a package in which programs would see different things. */
    ARCHIVE_AMBIGUOUS(VerdictState.CANNOT_CHECK),
    /** In the package something has a name that leads out of it. */
    UNSAFE_NAME(VerdictState.CANNOT_CHECK),
    /** It wants a program or a search to be run over it before its signature is checked. */
    TRANSFORM_REFUSED(VerdictState.CANNOT_CHECK),
    /** It declares a document type or entities of its own. */
    DOCUMENT_TYPE_REFUSED(VerdictState.CANNOT_CHECK),
    /** It signs what is not in it, and what that is was not handed over with it. */
    CONTENT_NOT_HERE(VerdictState.CANNOT_CHECK),
    /** It signs what is in it, and not what was handed over with it. */
    NOT_DETACHED(VerdictState.CANNOT_CHECK),

    /** The bytes that were signed are not the bytes that are there, or the signature's value is wrong. */
    NOT_INTACT(VerdictState.CHANGED_AFTER_SIGNING),
    /** The signature leaves out bytes that it must cover. */
    BYTES_NOT_COVERED(VerdictState.CHANGED_AFTER_SIGNING),
    /** Something that no signature explains was added after the last one. */
    ADDED_AFTER_LAST_SIGNATURE(VerdictState.CHANGED_AFTER_SIGNING),
    /** Between two signatures something was changed that the later one does not explain. */
    CHANGED_BETWEEN_SIGNATURES(VerdictState.CHANGED_AFTER_SIGNING),
    /** The signature's own entries contradict each other. */
    SIGNATURE_INCONSISTENT(VerdictState.CHANGED_AFTER_SIGNING),
    /** Only a part of the document is signed. */
    PARTLY_SIGNED(VerdictState.CHANGED_AFTER_SIGNING),
    /** In the package there is something that the signature does not cover. */
    PARTS_NOT_COVERED(VerdictState.CHANGED_AFTER_SIGNING),

    /** The certificate had expired. */
    EXPIRED(VerdictState.SIGNER_EXPIRED_OR_REVOKED),
    /** The certificate had been revoked. */
    REVOKED(VerdictState.SIGNER_EXPIRED_OR_REVOKED),

    /** No way leads from the certificate to a trusted root. */
    NO_TRUST_ANCHOR(VerdictState.INTACT_SIGNER_UNCONFIRMED),
    /** The certificate was not valid yet. */
    NOT_YET_VALID(VerdictState.INTACT_SIGNER_UNCONFIRMED),
    /** The certificate is not one for signing documents. */
    NOT_FOR_SIGNING(VerdictState.INTACT_SIGNER_UNCONFIRMED),
    /** Whether the certificate was revoked is not known. */
    REVOCATION_UNKNOWN(VerdictState.INTACT_SIGNER_UNCONFIRMED),
    /** It was signed in a way that is no longer, or not enough, secure. */
    WEAK_ALGORITHM(VerdictState.INTACT_SIGNER_UNCONFIRMED),
    /** A time stamp in it is broken. */
    TIME_STAMP_BROKEN(VerdictState.INTACT_SIGNER_UNCONFIRMED),
    /** The certificate is not named inside what was signed, or another one is. */
    CERTIFICATE_NOT_BOUND(VerdictState.INTACT_SIGNER_UNCONFIRMED),

    /** Number and date were put on after the leader signed, and the organisation signed that; what it leads to the policy says. */
    NUMBERED_AFTER_LEADER_SIGNATURE(SignaturePolicy.current().numbered()),

    /** Nothing in it looks like a signature. */
    NO_SIGNATURE(VerdictState.UNSIGNED),

    /** Everything holds. */
    ALL_HOLDS(VerdictState.VALID);

    private final VerdictState state;

    ReasonCode(VerdictState state) {
        this.state = state;
    }

    /** The state that it leads to. */
    public VerdictState state() {
        return state;
    }
}
