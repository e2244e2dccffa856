package vn.congvan.journal;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import vn.congvan.document.ErrorCode;
import vn.congvan.document.Protocol;

@Entity
@Table(name = "refused_request")
class RefusedRow {

    @Id
    UUID id;
    Instant at;
    @Enumerated(EnumType.STRING)
    Protocol via;
    String operation;
    @Column(name = "claimed_caller")
    String claimedCaller;
    @Column(name = "remote_address")
    String remoteAddress;
    @Enumerated(EnumType.STRING)
    ErrorCode code;
    String about;
    @Column(name = "document_identity")
    String documentIdentity;
    long bytes;
    String correlation;
    long repeated;
}
