-- what is inside packages, and what the check of its signatures found

alter table package add column files_due_at timestamptz;
alter table package add column files_attempts integer not null default 0;
comment on column package.files_due_at is 'When its files are to be looked into next; null when nothing is left to do. Claimed by being set to a later instant.';
comment on column package.files_attempts is 'How often that was begun.';
create index package_files_due_ix on package (files_due_at) where files_due_at is not null;
update package set files_due_at = received_at where type = 'EDOC' and kind <> 1;

create table trust_item (
  sha256      varchar(64) not null,
  kind        varchar(12) not null,
  der         bytea not null,
  name        varchar(500) not null,
  issuer      varchar(500) not null,
  serial      varchar(80) not null,
  valid_from  timestamptz,
  valid_until timestamptz,
  loaded_at   timestamptz not null,
  loaded_by   varchar(100) not null,
  removed_at  timestamptz,
  removed_by  varchar(100),
  constraint trust_item_pk primary key (sha256),
  constraint trust_item_kind_ck check (kind in ('ANCHOR', 'INTERMEDIATE', 'CRL')),
  constraint trust_item_removed_ck check ((removed_at is null) = (removed_by is null))
);
comment on table trust_item is 'Whom this node trusts: certificates and revocation lists, loaded by an administrator. Never deleted, so that an old verdict can be explained.';
comment on column trust_item.sha256 is 'Digest of its bytes: its fingerprint.';
comment on column trust_item.kind is 'ANCHOR (gốc tin cậy), INTERMEDIATE (chứng thư trung gian) or CRL (danh sách thu hồi).';
comment on column trust_item.der is 'Its bytes, DER.';
comment on column trust_item.name is 'Subject of the certificate; of a list, who issued it.';
comment on column trust_item.issuer is 'Who issued it.';
comment on column trust_item.serial is 'Serial number of the certificate, hexadecimal; of a list its number; empty when there is none.';
comment on column trust_item.valid_from is 'From when on it is valid; of a list, when it was made.';
comment on column trust_item.valid_until is 'Until when; of a list, when the next one is due.';
comment on column trust_item.loaded_at is 'When it was loaded.';
comment on column trust_item.loaded_by is 'By whom, or from which file.';
comment on column trust_item.removed_at is 'From when on it counts no more.';
comment on column trust_item.removed_by is 'Who took it away.';

create table file_verdict (
  id             uuid not null,
  file_sha256    varchar(64) not null,
  policy_version varchar(40) not null,
  trust_epoch    varchar(64) not null,
  judged_for     timestamptz not null,
  judged_at      timestamptz not null,
  stands_from    timestamptz not null,
  stands_until   timestamptz not null,
  state          varchar(30) not null,
  reason         varchar(60) not null,
  report         jsonb not null,
  constraint file_verdict_pk primary key (id),
  constraint file_verdict_state_ck check (state in ('CANNOT_CHECK', 'UNSIGNED', 'CHANGED_AFTER_SIGNING',
    'SIGNER_EXPIRED_OR_REVOKED', 'INTACT_SIGNER_UNCONFIRMED', 'VALID')),
  constraint file_verdict_stands_ck check (stands_from <= judged_for and judged_for < stands_until)
);
comment on table file_verdict is 'What a check of the signatures of a file found. A new check adds a row; none is ever changed.';
comment on column file_verdict.id is 'Which check it was.';
comment on column file_verdict.file_sha256 is 'Digest of the file.';
comment on column file_verdict.policy_version is 'The policy by which it was judged.';
comment on column file_verdict.trust_epoch is 'Digest over all that was trusted then.';
comment on column file_verdict.judged_for is 'The instant of receipt that was asked about: an expiry without a proven time is judged by it.';
comment on column file_verdict.judged_at is 'When the check was made.';
comment on column file_verdict.stands_from is 'The verdict is the same for instants of receipt from here on ...';
comment on column file_verdict.stands_until is '... and before here.';
comment on column file_verdict.state is 'One of the six states.';
comment on column file_verdict.reason is 'Stable code of the reason.';
comment on column file_verdict.report is 'One entry per signature, as it was found.';
create index file_verdict_file_ix on file_verdict (file_sha256, judged_at desc);

create table package_file (
  package_id  uuid not null,
  position    integer not null,
  content_id  varchar(500) not null,
  name        varchar(500) not null,
  declared_type varchar(200) not null,
  size        bigint not null,
  sha256      varchar(64),
  verdict_id  uuid,
  constraint package_file_pk primary key (package_id, position),
  constraint package_file_package_fk foreign key (package_id) references package (id),
  constraint package_file_verdict_fk foreign key (verdict_id) references file_verdict (id)
);
comment on table package_file is 'The files inside a package, as they were read, and the newest verdict on each.';
comment on column package_file.package_id is 'The package.';
comment on column package_file.position is 'Its place in the package, from 0.';
comment on column package_file.content_id is 'Its id in the package, as written.';
comment on column package_file.name is 'Its file name; shown, never used as a path.';
comment on column package_file.declared_type is 'The type it claims.';
comment on column package_file.size is 'Bytes of the file; 0 when there is none to be had.';
comment on column package_file.sha256 is 'Digest of the file; null when it could not be decoded.';
comment on column package_file.verdict_id is 'What the last check of its signatures found; null when there was nothing to check.';
create index package_file_sha256_ix on package_file (sha256);
create index package_file_verdict_ix on package_file (verdict_id);
