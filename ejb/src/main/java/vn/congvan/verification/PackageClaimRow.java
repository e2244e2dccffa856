package vn.congvan.verification;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "package_claim")
class PackageClaimRow {

    @Id
    @Column(name = "package_id")
    UUID packageId;
    String signer = "";
    String sender = "";
    @Enumerated(EnumType.STRING)
    @Column(name = "signature_form")
    PackageSignature.Form signatureForm;
    @Column(name = "signature_reason")
    String signatureReason = "";
    @Column(name = "signature_signer")
    String signatureSigner = "";

    Claims claims() {
        return new Claims(signer, sender, new PackageSignature(signatureForm, signatureReason, signatureSigner));
    }
}
