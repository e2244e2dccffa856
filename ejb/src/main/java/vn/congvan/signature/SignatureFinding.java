package vn.congvan.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One signature of a file.
 *
 * @param kind PERSON, ORGANISATION or TIME_STAMP; by what the certificate names
 * @param signer the signer's name as the certificate has it
 * @param organisation the organisation that the certificate names; may be empty
 * @param serial serial number of the certificate, hexadecimal
 * @param issuer who issued the certificate
 * @param certificate SHA-256 of the certificate, hexadecimal; empty when there is none
 * @param validFrom from when on the certificate is valid
 * @param validUntil until when
 * @param claimedAt when it was signed, as the signer says; proves nothing
 * @param provenAt the earliest instant at which a valid time stamp proves that it stood
 * @param provenBy who made that time stamp; may be empty
 * @param covers what of the file it covers, in words
 * @param algorithm how it was made, such as {@code RSA_SHA256 2048}
 * @param intact whether what was signed is what is there
 * @param revocation GOOD, REVOKED or UNKNOWN
 * @param revocationSource who says so; may be empty
 * @param revocationAt as of when
 * @param proof SHA-256, hexadecimal, of the certificates, lists and answers by which it was judged, those of its time stamps included
 * @param wanted where it could be asked what is not known: whether a certificate on the way was taken back
 * @param turns instants of receipt from which on it may be judged otherwise: where certificates and lists begin and end, certificates were taken
 *            back, algorithms become weak
 * @param reason why it is judged so; its state is the signature's
 */
public record SignatureFinding(Kind kind, String signer, String organisation, String serial, String issuer,
        String certificate, Optional<Instant> validFrom, Optional<Instant> validUntil, Optional<Instant> claimedAt,
        Optional<Instant> provenAt, String provenBy, String covers, String algorithm, boolean intact,
        Revocation revocation, String revocationSource, Optional<Instant> revocationAt, List<String> proof,
        List<RevocationSource> wanted, List<Instant> turns, ReasonCode reason) {

    public SignatureFinding {
        proof = List.copyOf(proof);
        wanted = List.copyOf(wanted);
        turns = List.copyOf(turns);
    }

    /** The same signature, judged so for another reason. */
    SignatureFinding because(ReasonCode other) {
        return new SignatureFinding(kind, signer, organisation, serial, issuer, certificate, validFrom, validUntil,
                claimedAt, provenAt, provenBy, covers, algorithm, intact, revocation, revocationSource, revocationAt,
                proof, wanted, turns, other);
    }

    /** Who signed. */
    public enum Kind {
        /** A person (chữ ký cá nhân). */
        PERSON,
        /** An organisation (chữ ký cơ quan, tổ chức). */
        ORGANISATION,
        /** A time stamp over the document (dấu thời gian). */
        TIME_STAMP
    }

    /** Whether the certificate was taken back. */
    public enum Revocation {
        /** It was not. */
        GOOD,
        /** It was. */
        REVOKED,
        /** Nobody says. */
        UNKNOWN
    }
}
