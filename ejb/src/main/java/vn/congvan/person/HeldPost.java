package vn.congvan.person;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code post}. */
@Entity
@Table(name = "post")
class HeldPost {

    @Id
    UUID id;
    @Column(name = "user_id")
    UUID userId;
    @Column(name = "organization_id")
    UUID organizationId;
    @Enumerated(EnumType.STRING)
    Role role;
    @Column(name = "valid_from")
    LocalDate validFrom;
    @Column(name = "valid_to")
    LocalDate validTo;

    HeldPost() {
        // for the persistence provider
    }
}
