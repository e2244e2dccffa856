package vn.congvan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import vn.congvan.document.Protocol;
import vn.congvan.document.Sha256;
import vn.congvan.document.StatusCode;

/**
 * A status package that was read and checked, its bytes kept, ready to be recorded.
 *
 * @param systemId the system that sent it
 * @param from who reports
 * @param to to whom it is addressed: the document's sender, but for 13 the recipient
 * @param code the status code as it came
 * @param status what the code means, where it is a known one
 * @param documentId the document identity that it names, may be empty
 * @param documentCode the number and notation that it names, may be empty
 */
public record NewStatus(String systemId, Protocol via, NewPackage.Party from, NewPackage.Party to, String code,
        Optional<StatusCode> status, String documentId, String documentCode, Optional<LocalDate> issueDate,
        String description, String staff, Optional<Instant> reportedAt, Sha256 sha256, long size, String encoding,
        String correlation) {}
