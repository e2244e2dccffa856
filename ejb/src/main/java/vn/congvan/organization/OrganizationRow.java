package vn.congvan.organization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import vn.congvan.document.Line;
import vn.congvan.document.OrganizationCode;

@Entity
@Table(name = "organization")
class OrganizationRow {

    @Id
    UUID id;
    String code;
    @Column(name = "former_code")
    String formerCode;
    String name;
    @Column(name = "search_text")
    String searchText;
    @Column(name = "parent_id")
    UUID parentId;
    UUID[] path;
    @Enumerated(EnumType.STRING)
    Line line;
    @Column(name = "system_id")
    String systemId;
    boolean supervising;
    String address = "";
    String email = "";
    String telephone = "";
    String fax = "";
    String website = "";
    @Column(name = "closed_at")
    Instant closedAt;
    @Column(name = "successor_code")
    String successorCode;
    boolean sample;
    long version;
    @Column(name = "changed_at")
    Instant changedAt;

    Organization organization() {
        return new Organization(id, new OrganizationCode(code),
                Optional.ofNullable(formerCode).map(OrganizationCode::new),
                name, Optional.ofNullable(parentId), List.of(path), line, Optional.ofNullable(systemId), supervising,
                closedAt == null, Optional.ofNullable(successorCode).map(OrganizationCode::new),
                new Organization.Contact(address, email, telephone, fax, website));
    }

    Listing listing() {
        return new Listing(id.toString(), parentId == null ? "" : parentId.toString(), code,
                formerCode == null ? "" : formerCode, name, email, path.length, systemId == null ? "" : systemId,
                closedAt == null, version, changedAt);
    }

    /** Makes the text by which it is found follow its name and codes. */
    void index() {
        searchText = SearchText.of(name + " " + code + (formerCode == null ? "" : " " + formerCode));
    }
}
