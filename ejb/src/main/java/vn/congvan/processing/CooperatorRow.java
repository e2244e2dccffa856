package vn.congvan.processing;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

@Entity
@IdClass(CooperatorKey.class)
@Table(name = "incoming_work_cooperator")
class CooperatorRow {

    @Id
    @Column(name = "entry_id")
    UUID entryId;
    @Id
    @Column(name = "user_name")
    String userName;
    @Column(name = "display_name")
    String displayName;
}
