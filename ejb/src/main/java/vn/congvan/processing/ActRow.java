package vn.congvan.processing;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "incoming_work_act")
class ActRow {

    @Id
    UUID id;
    @Column(name = "entry_id")
    UUID entryId;
    Instant at;
    @Enumerated(EnumType.STRING)
    WorkState act;
    @Column(name = "by_user")
    String byUser;
    @Column(name = "by_name")
    String byName;
    @Column(name = "to_names")
    String toNames;
    String note;
}
