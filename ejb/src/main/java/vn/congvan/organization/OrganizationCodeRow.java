package vn.congvan.organization;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "organization_code")
class OrganizationCodeRow {

    @Id
    @Column(name = "code_key")
    String codeKey;
    String code;
    @Column(name = "organization_id")
    UUID organizationId;
}
