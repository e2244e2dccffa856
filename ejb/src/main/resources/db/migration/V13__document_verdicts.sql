-- what a package says of itself, to be held against the signatures of its files

create table package_claim (
  package_id        uuid not null,
  signer            varchar(500) not null,
  sender            varchar(500) not null,
  signature_form    varchar(20) not null,
  signature_reason  varchar(200) not null,
  signature_signer  varchar(500) not null,
  constraint package_claim_pk primary key (package_id),
  constraint package_claim_package_fk foreign key (package_id) references package (id),
  constraint package_claim_form_ck check (signature_form in ('NONE', 'PLACEHOLDER', 'UNVERIFIABLE', 'INVALID', 'VALID'))
);
comment on table package_claim is 'What a package says of itself, and what its own signature block was found to be.';
comment on column package_claim.package_id is 'The package.';
comment on column package_claim.signer is 'Full name of the person who signed, as the package declares it; may be empty.';
comment on column package_claim.sender is 'Name of the sender as the directory had it.';
comment on column package_claim.signature_form is 'What the Signature block holds; tokens in it are never kept.';
comment on column package_claim.signature_reason is 'Why it cannot be checked, or what is wrong with it; may be empty.';
comment on column package_claim.signature_signer is 'Who signed, as the certificate says; empty unless it is valid.';

alter table package_file add column signs integer;
comment on column package_file.signs is 'Position of the file whose signature this file holds, where it holds one that lies beside what it signs.';
comment on column file_verdict.file_sha256 is 'Digest of the file; of a signature beside its file, digest over both digests in hexadecimal, the signature''s first.';

-- those that were looked into before are looked into once more
update package set files_due_at = now() where type = 'EDOC' and kind <> 1;
