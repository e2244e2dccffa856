package vn.congvan.verification;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

@Entity
@IdClass(PackageFileKey.class)
@Table(name = "package_file")
class PackageFileRow {

    @Id
    @Column(name = "package_id")
    UUID packageId;
    @Id
    int position;
    @Column(name = "content_id")
    String contentId = "";
    String name = "";
    @Column(name = "declared_type")
    String declaredType = "";
    long size;
    String sha256;
    Integer signs;
    @Column(name = "verdict_id")
    UUID verdictId;
}
