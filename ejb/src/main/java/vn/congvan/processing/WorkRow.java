package vn.congvan.processing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "incoming_work")
class WorkRow {

    @Id
    @Column(name = "entry_id")
    UUID entryId;
    @Column(name = "organization_id")
    UUID organizationId;
    @Enumerated(EnumType.STRING)
    WorkState state;
    @Column(name = "lead_user")
    String leadUser;
    @Column(name = "lead_name")
    String leadName;
    @Column(name = "due_on")
    LocalDate dueOn;
    @Column(name = "changed_at")
    Instant changedAt;
}
