package vn.congvan.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "incoming_entry")
class IncomingEntryRow {

    @Id
    UUID id;
    @Column(name = "series_id")
    UUID seriesId;
    int number;
    @Column(name = "arrival_date")
    LocalDate arrivalDate;
    String author;
    @Column(name = "document_code")
    String documentCode;
    @Column(name = "code_key")
    String codeKey;
    @Column(name = "document_date")
    LocalDate documentDate;
    @Column(name = "type_name")
    String typeName;
    String subject;
    String addressee;
    String note;
    @Column(name = "registered_at")
    Instant registeredAt;
    @Column(name = "registered_by")
    String registeredBy;
    @Column(name = "registered_by_name")
    String registeredByName;

    IncomingEntry view(List<UUID> deliveries) {
        return new IncomingEntry(id, number, arrivalDate, deliveries, author, documentCode,
                Optional.ofNullable(documentDate), typeName, subject, addressee, note, registeredAt, registeredByName);
    }
}
