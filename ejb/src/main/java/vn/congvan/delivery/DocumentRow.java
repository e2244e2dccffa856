package vn.congvan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "document")
class DocumentRow {

    @Id
    UUID id;
    @Column(name = "sender_id")
    UUID senderId;
    String identity;
    @Column(name = "identity_key")
    String identityKey;
    @Column(name = "code_number")
    String codeNumber;
    @Column(name = "code_notation")
    String codeNotation;
    @Column(name = "code_key")
    String codeKey;
    @Column(name = "issue_date")
    LocalDate issueDate;
    @Column(name = "type_name")
    String typeName;
    String subject;
    short urgency;
    int version;
    @Column(name = "created_at")
    Instant createdAt;

    String code() {
        return codeNotation.isEmpty() ? codeNumber : codeNumber + "/" + codeNotation;
    }
}
