-- The register of what was exchanged: who there is, what was sent, where it stands.
-- Each table and column says what it means; names of constraints are stable, upgrades refer to them.

create extension if not exists pg_trgm;

create table connected_system (
  id                varchar(64) not null,
  name              varchar(200) not null,
  active            boolean not null,
  allowed_addresses varchar(2000) not null,
  created_at        timestamptz not null,
  constraint connected_system_pk primary key (id)
);
comment on table connected_system is 'A document system that connects to this node.';
comment on column connected_system.id is 'The system id (mã hệ thống), chosen by the administrator.';
comment on column connected_system.name is 'What people call the system.';
comment on column connected_system.active is 'False: nothing is accepted from it.';
comment on column connected_system.allowed_addresses is 'Addresses and networks (CIDR) it may call from, separated by spaces; empty: any.';
comment on column connected_system.created_at is 'When it was registered.';

create table system_secret (
  id         uuid not null,
  system_id  varchar(64) not null,
  ciphertext bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  constraint system_secret_pk primary key (id),
  constraint system_secret_system_fk foreign key (system_id) references connected_system (id)
);
comment on table system_secret is 'A secret of a connected system; several may be valid at once while it is being rotated.';
comment on column system_secret.id is 'Identity.';
comment on column system_secret.system_id is 'Whose secret it is.';
comment on column system_secret.ciphertext is 'The secret, AES-256-GCM under the node key: 12 bytes nonce, ciphertext, 16 bytes tag; the system id is authenticated with it.';
comment on column system_secret.created_at is 'From when it is valid.';
comment on column system_secret.expires_at is 'Until when it is valid; null: no end set.';

create table organization (
  id             uuid not null,
  code           varchar(64) not null,
  former_code    varchar(64),
  name           varchar(400) not null,
  search_text    varchar(1000) not null,
  parent_id      uuid,
  path           uuid[] not null,
  line           varchar(10) not null,
  system_id      varchar(64),
  supervising    boolean not null,
  address        varchar(1000) not null,
  email          varchar(200) not null,
  telephone      varchar(100) not null,
  fax            varchar(100) not null,
  website        varchar(200) not null,
  closed_at      timestamptz,
  successor_code varchar(64),
  sample         boolean not null,
  version        bigint not null,
  changed_at     timestamptz not null,
  constraint organization_pk primary key (id),
  constraint organization_parent_fk foreign key (parent_id) references organization (id),
  constraint organization_system_fk foreign key (system_id) references connected_system (id),
  constraint organization_line_ck check (line in ('LOCAL', 'SYSTEM', 'NODE', 'AXIS')),
  constraint organization_system_ck check ((line = 'SYSTEM') = (system_id is not null))
);
comment on table organization is 'An agency (cơ quan, tổ chức).';
comment on column organization.id is 'Identity; never changes.';
comment on column organization.code is 'The current code (mã định danh) in its registered spelling.';
comment on column organization.former_code is 'The code of the other generation (QCVN 102 beside QĐ 20/2020), where it has one.';
comment on column organization.name is 'The name, in Vietnamese.';
comment on column organization.search_text is 'Name and codes in lower case without accents, for searching.';
comment on column organization.parent_id is 'The organization it is under.';
comment on column organization.path is 'The ids from the topmost organization down to itself.';
comment on column organization.line is 'By which one line it is reached: LOCAL, SYSTEM, NODE or AXIS.';
comment on column organization.system_id is 'The system that fetches for it, for line SYSTEM.';
comment on column organization.supervising is 'True for the department that watches over the exchange.';
comment on column organization.address is 'Postal address; may be empty.';
comment on column organization.email is 'Mail address; may be empty.';
comment on column organization.telephone is 'Telephone; may be empty.';
comment on column organization.fax is 'Fax; may be empty.';
comment on column organization.website is 'Web site; may be empty.';
comment on column organization.closed_at is 'When its code was closed; null while it is open.';
comment on column organization.successor_code is 'The code of the organization that took over, where it was closed.';
comment on column organization.sample is 'True for the sample data of the demo profile.';
comment on column organization.version is 'Counts its changes; handed out to systems that synchronise.';
comment on column organization.changed_at is 'When it last changed.';

create table organization_code (
  code_key        varchar(64) not null,
  code            varchar(64) not null,
  organization_id uuid not null,
  valid_from      timestamptz not null,
  valid_to        timestamptz,
  constraint organization_code_pk primary key (code_key),
  constraint organization_code_organization_fk foreign key (organization_id) references organization (id)
);
comment on table organization_code is 'Every code by which an organization is or was known; codes are never reused.';
comment on column organization_code.code_key is 'The code trimmed and in upper case, as codes are compared.';
comment on column organization_code.code is 'The code in its registered spelling.';
comment on column organization_code.organization_id is 'Whose code it is.';
comment on column organization_code.valid_from is 'From when it names this organization.';
comment on column organization_code.valid_to is 'Until when it may be used for addressing; null: no end.';

create table system_scope (
  system_id       varchar(64) not null,
  organization_id uuid not null,
  subtree         boolean not null,
  constraint system_scope_pk primary key (system_id, organization_id),
  constraint system_scope_system_fk foreign key (system_id) references connected_system (id),
  constraint system_scope_organization_fk foreign key (organization_id) references organization (id)
);
comment on table system_scope is 'The organizations that a connected system may act for.';
comment on column system_scope.system_id is 'The system.';
comment on column system_scope.organization_id is 'The organization.';
comment on column system_scope.subtree is 'True: also for all below it.';

create table system_certificate (
  sha256     varchar(64) not null,
  system_id  varchar(64) not null,
  subject    varchar(1000) not null,
  not_after  timestamptz not null,
  created_at timestamptz not null,
  constraint system_certificate_pk primary key (sha256),
  constraint system_certificate_system_fk foreign key (system_id) references connected_system (id)
);
comment on table system_certificate is 'A client certificate with which a connected system may prove itself.';
comment on column system_certificate.sha256 is 'SHA-256 of the certificate (DER), lower-case hexadecimal.';
comment on column system_certificate.system_id is 'The system.';
comment on column system_certificate.subject is 'The subject, for people.';
comment on column system_certificate.not_after is 'When the certificate ends.';
comment on column system_certificate.created_at is 'When it was registered.';

create table content (
  sha256    varchar(64) not null,
  size      bigint not null,
  stored_at timestamptz not null,
  constraint content_pk primary key (sha256)
);
comment on table content is 'Original bytes that were taken over; the bytes stand in the content store under their SHA-256.';
comment on column content.sha256 is 'SHA-256 of the bytes, lower-case hexadecimal.';
comment on column content.size is 'Number of bytes.';
comment on column content.stored_at is 'When they were first taken over.';

create table document (
  id            uuid not null,
  sender_id     uuid not null,
  identity      varchar(512) not null,
  identity_key  varchar(512) not null,
  code_number   varchar(100) not null,
  code_notation varchar(200) not null,
  issue_date    date,
  type_name     varchar(200) not null,
  subject       varchar(1000) not null,
  urgency       smallint not null,
  version       integer not null,
  created_at    timestamptz not null,
  constraint document_pk primary key (id),
  constraint document_identity_uk unique (sender_id, identity_key),
  constraint document_sender_fk foreign key (sender_id) references organization (id)
);
comment on table document is 'A document (văn bản): one per sender and identity.';
comment on column document.id is 'Identity on this node.';
comment on column document.sender_id is 'The organization that sent it (edXML From).';
comment on column document.identity is 'The document identity on the axis, verbatim.';
comment on column document.identity_key is 'The identity as identities are compared.';
comment on column document.code_number is 'Number (số).';
comment on column document.code_notation is 'Notation (ký hiệu).';
comment on column document.issue_date is 'Issue date (ngày ban hành), where one could be read.';
comment on column document.type_name is 'Name of the document type; may be empty.';
comment on column document.subject is 'Subject (trích yếu).';
comment on column document.urgency is 'Urgency (mức độ khẩn), 0 to 4.';
comment on column document.version is 'How many versions there are; an update adds one.';
comment on column document.created_at is 'When its first package was taken over.';

create table package (
  id                 uuid not null,
  type               varchar(6) not null,
  content_sha256     varchar(64) not null,
  size               bigint not null,
  encoding           varchar(40) not null,
  kind               smallint,
  reason             varchar(2000) not null,
  via                varchar(4) not null,
  system_id          varchar(64),
  from_id            uuid not null,
  document_id        uuid,
  repeats_package_id uuid,
  received_at        timestamptz not null,
  correlation        varchar(64) not null,
  constraint package_pk primary key (id),
  constraint package_content_uk unique (content_sha256),
  constraint package_content_fk foreign key (content_sha256) references content (sha256),
  constraint package_from_fk foreign key (from_id) references organization (id),
  constraint package_document_fk foreign key (document_id) references document (id),
  constraint package_repeats_fk foreign key (repeats_package_id) references package (id),
  constraint package_type_ck check (type in ('EDOC', 'STATUS')),
  constraint package_kind_ck check ((type = 'EDOC') = (kind is not null))
);
comment on table package is 'One wire message (gói tin), its bytes never changed.';
comment on column package.id is 'The id that its sender is answered with.';
comment on column package.type is 'EDOC or STATUS.';
comment on column package.content_sha256 is 'Its bytes.';
comment on column package.size is 'Number of bytes.';
comment on column package.encoding is 'The character encoding that it declares.';
comment on column package.kind is 'For a document package what it does: 0 new, 1 recall, 2 update, 3 replace.';
comment on column package.reason is 'The reason that a recall, update or replacement gives; may be empty.';
comment on column package.via is 'By which protocol it came: AXIS, SOAP, REST, DESK or NODE.';
comment on column package.system_id is 'The system that sent it; null when the node made it.';
comment on column package.from_id is 'The organization that sent it.';
comment on column package.document_id is 'The document that it carries or acts on; null for a status that matches none.';
comment on column package.repeats_package_id is 'The package that brought the same document before, when this one came by another route.';
comment on column package.received_at is 'When it was taken over.';
comment on column package.correlation is 'The correlation id under which the logs speak of the request.';

create table document_version (
  document_id uuid not null,
  version     integer not null,
  package_id  uuid not null,
  created_at  timestamptz not null,
  constraint document_version_pk primary key (document_id, version),
  constraint document_version_document_fk foreign key (document_id) references document (id),
  constraint document_version_package_fk foreign key (package_id) references package (id)
);
comment on table document_version is 'The versions of a document, each brought by a package.';
comment on column document_version.document_id is 'The document.';
comment on column document_version.version is '1 for the first, one more with each update.';
comment on column document_version.package_id is 'The package that brought it.';
comment on column document_version.created_at is 'When.';

create table document_replacement (
  document_id           uuid not null,
  replaced_identity_key varchar(512) not null,
  recipient_code        varchar(64) not null,
  constraint document_replacement_pk primary key (document_id, replaced_identity_key, recipient_code),
  constraint document_replacement_document_fk foreign key (document_id) references document (id)
);
comment on table document_replacement is 'Which earlier document a replacing one (kind 3) replaces, and for whom.';
comment on column document_replacement.document_id is 'The replacing document.';
comment on column document_replacement.replaced_identity_key is 'Identity of the replaced document of the same sender, as identities are compared.';
comment on column document_replacement.recipient_code is 'For which recipient; empty: for all.';

create table delivery (
  id                uuid not null,
  document_id       uuid not null,
  package_id        uuid not null,
  sender_id         uuid not null,
  sender_code       varchar(64) not null,
  recipient_id      uuid not null,
  recipient_code    varchar(64) not null,
  state             varchar(20) not null,
  recall_package_id uuid,
  reported_at       timestamptz,
  attempts          integer not null,
  last_error        varchar(1000) not null,
  created_at        timestamptz not null,
  sent_at           timestamptz,
  arrived_at        timestamptz,
  updated_at        timestamptz not null,
  constraint delivery_pk primary key (id),
  constraint delivery_document_uk unique (document_id, recipient_id),
  constraint delivery_document_fk foreign key (document_id) references document (id),
  constraint delivery_package_fk foreign key (package_id) references package (id),
  constraint delivery_recall_fk foreign key (recall_package_id) references package (id),
  constraint delivery_sender_fk foreign key (sender_id) references organization (id),
  constraint delivery_recipient_fk foreign key (recipient_id) references organization (id)
);
comment on table delivery is 'One document at one recipient: the unit of truth.';
comment on column delivery.id is 'Identity.';
comment on column delivery.document_id is 'The document.';
comment on column delivery.package_id is 'The newest package that carries it to this recipient.';
comment on column delivery.sender_id is 'The sender, as in document.';
comment on column delivery.sender_code is 'The code that the sender used.';
comment on column delivery.recipient_id is 'The recipient.';
comment on column delivery.recipient_code is 'The code by which the sender addressed the recipient.';
comment on column delivery.state is 'Where it stands; moves only along delivery_move.';
comment on column delivery.recall_package_id is 'The recall (kind 1) that was sent and is not yet answered.';
comment on column delivery.reported_at is 'The time stamp of the report that led to the current state, by the reporters clock.';
comment on column delivery.attempts is 'How often it was carried.';
comment on column delivery.last_error is 'The last fault in words; empty when there was none.';
comment on column delivery.created_at is 'When it was taken over.';
comment on column delivery.sent_at is 'When it lay ready for the recipient.';
comment on column delivery.arrived_at is 'When the recipients system had stored it.';
comment on column delivery.updated_at is 'When the state last changed.';

create table delivery_move (
  from_state varchar(20) not null,
  to_state   varchar(20) not null,
  constraint delivery_move_pk primary key (from_state, to_state)
);
comment on table delivery_move is 'The moves that a delivery may make; the same table as DeliveryState in the code.';
comment on column delivery_move.from_state is 'The state before.';
comment on column delivery_move.to_state is 'The state after.';

create table transfer (
  id             uuid not null,
  package_id     uuid not null,
  type           varchar(6) not null,
  delivery_id    uuid,
  sender_id      uuid not null,
  sender_code    varchar(64) not null,
  recipient_id   uuid not null,
  recipient_code varchar(64) not null,
  system_id      varchar(64),
  state          varchar(10) not null,
  due_at         timestamptz,
  listed_at      timestamptz,
  attempts       integer not null,
  fail_count     integer not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  constraint transfer_pk primary key (id),
  constraint transfer_recipient_uk unique (package_id, recipient_id),
  constraint transfer_package_fk foreign key (package_id) references package (id),
  constraint transfer_delivery_fk foreign key (delivery_id) references delivery (id),
  constraint transfer_sender_fk foreign key (sender_id) references organization (id),
  constraint transfer_recipient_fk foreign key (recipient_id) references organization (id),
  constraint transfer_system_fk foreign key (system_id) references connected_system (id),
  constraint transfer_state_ck check (state in ('INITIAL', 'PROCESSING', 'DONE', 'FAIL'))
);
comment on table transfer is 'A package on its way to one recipient.';
comment on column transfer.id is 'The id with which the recipients system fetches and confirms.';
comment on column transfer.package_id is 'The package.';
comment on column transfer.type is 'EDOC or STATUS, as in package.';
comment on column transfer.delivery_id is 'The delivery that it serves; null for a status that matches none.';
comment on column transfer.sender_id is 'The organization that the package is from.';
comment on column transfer.sender_code is 'The code that the sender used.';
comment on column transfer.recipient_id is 'The organization that it is for.';
comment on column transfer.recipient_code is 'The code by which the sender addressed it.';
comment on column transfer.system_id is 'The system that fetches it; null until carried, and for lines that do not fetch.';
comment on column transfer.state is 'INITIAL, PROCESSING, DONE or FAIL.';
comment on column transfer.due_at is 'When it is to be carried next; a carrier moves it on as its lease; null: nothing to carry.';
comment on column transfer.listed_at is 'From when the recipients system sees it in its list; null: not in the list.';
comment on column transfer.attempts is 'How often it was carried.';
comment on column transfer.fail_count is 'How often the recipients system said fail.';
comment on column transfer.created_at is 'When it was made.';
comment on column transfer.updated_at is 'When its state last changed.';

create table status_report (
  id                uuid not null,
  package_id        uuid,
  delivery_id       uuid,
  code              varchar(20) not null,
  from_id           uuid not null,
  from_code         varchar(64) not null,
  to_id             uuid not null,
  to_code           varchar(64) not null,
  document_identity varchar(512) not null,
  document_code     varchar(300) not null,
  issue_date        date,
  description       varchar(2000) not null,
  staff             varchar(500) not null,
  reported_at       timestamptz,
  received_at       timestamptz not null,
  effect            varchar(10) not null,
  due_at            timestamptz,
  attempts          integer not null,
  last_error        varchar(1000) not null,
  constraint status_report_pk primary key (id),
  constraint status_report_package_uk unique (package_id),
  constraint status_report_package_fk foreign key (package_id) references package (id),
  constraint status_report_delivery_fk foreign key (delivery_id) references delivery (id),
  constraint status_report_from_fk foreign key (from_id) references organization (id),
  constraint status_report_to_fk foreign key (to_id) references organization (id),
  constraint status_report_effect_ck check (effect in ('MOVED', 'EVIDENCE', 'UNMATCHED', 'UNKNOWN'))
);
comment on table status_report is 'What somebody said about a delivery (gói tin trạng thái), or what the node itself says.';
comment on column status_report.id is 'Identity.';
comment on column status_report.package_id is 'The status package; null while the node has not yet written its own.';
comment on column status_report.delivery_id is 'The delivery that it speaks of; null while it matches none.';
comment on column status_report.code is 'The status code, two digits where it is a known one, else as it came.';
comment on column status_report.from_id is 'Who reports.';
comment on column status_report.from_code is 'The code that the reporter used.';
comment on column status_report.to_id is 'To whom it is addressed.';
comment on column status_report.to_code is 'The code by which it is addressed.';
comment on column status_report.document_identity is 'The document identity that it names; may be empty.';
comment on column status_report.document_code is 'The number and notation that it names; may be empty.';
comment on column status_report.issue_date is 'The issue date that it names, where one could be read.';
comment on column status_report.description is 'Its description or reason; may be empty.';
comment on column status_report.staff is 'The person or unit that it names; may be empty.';
comment on column status_report.reported_at is 'Its own time stamp, where one could be read.';
comment on column status_report.received_at is 'When it was taken over.';
comment on column status_report.effect is 'What it did: MOVED the state, EVIDENCE only, UNMATCHED, or UNKNOWN code.';
comment on column status_report.due_at is 'When it is to be carried to its addressee; a carrier moves it on as its lease; null: nothing to carry.';
comment on column status_report.attempts is 'How often carrying it was tried.';
comment on column status_report.last_error is 'The last fault in words; empty when there was none.';

create table delivery_event (
  id          bigint not null,
  delivery_id uuid not null,
  at          timestamptz not null,
  from_state  varchar(20),
  to_state    varchar(20) not null,
  actor       varchar(100) not null,
  via         varchar(4) not null,
  status_code varchar(20) not null,
  note        varchar(2000) not null,
  package_id  uuid,
  constraint delivery_event_pk primary key (id),
  constraint delivery_event_delivery_fk foreign key (delivery_id) references delivery (id),
  constraint delivery_event_package_fk foreign key (package_id) references package (id)
);
comment on table delivery_event is 'What happened to a delivery, line by line; never changed, never deleted.';
comment on column delivery_event.id is 'Order within the delivery.';
comment on column delivery_event.delivery_id is 'The delivery.';
comment on column delivery_event.at is 'When.';
comment on column delivery_event.from_state is 'The state before; null for the first line.';
comment on column delivery_event.to_state is 'The state after; the same where nothing moved.';
comment on column delivery_event.actor is 'Who: a system id, a user name, or the node.';
comment on column delivery_event.via is 'By which door: AXIS, SOAP, REST, DESK or NODE.';
comment on column delivery_event.status_code is 'The edXML status that said so; may be empty.';
comment on column delivery_event.note is 'The reason or description given with it; may be empty.';
comment on column delivery_event.package_id is 'The package that is the evidence, where there is one.';

create table refused_request (
  id                uuid not null,
  at                timestamptz not null,
  via               varchar(4) not null,
  operation         varchar(100) not null,
  claimed_caller    varchar(100) not null,
  remote_address    varchar(64) not null,
  code              varchar(40) not null,
  about             varchar(2000) not null,
  document_identity varchar(512) not null,
  bytes             bigint not null,
  correlation       varchar(64) not null,
  constraint refused_request_pk primary key (id)
);
comment on table refused_request is 'A request that was turned away: the only trace it leaves. Kept for a limited time.';
comment on column refused_request.id is 'Identity.';
comment on column refused_request.at is 'When.';
comment on column refused_request.via is 'By which protocol.';
comment on column refused_request.operation is 'The operation asked for, in the protocols own word.';
comment on column refused_request.claimed_caller is 'The system id or user name that it gave, proven or not; may be empty.';
comment on column refused_request.remote_address is 'The address that it came from.';
comment on column refused_request.code is 'Why, as in ErrorCode.';
comment on column refused_request.about is 'What the reason is about.';
comment on column refused_request.document_identity is 'The document identity that it named; may be empty.';
comment on column refused_request.bytes is 'How many bytes of body had been read.';
comment on column refused_request.correlation is 'The correlation id under which the logs speak of it.';

create sequence delivery_event_seq increment by 50;

-- what is open is found by small partial indexes, however many finished rows there are
create index system_secret_system_ix on system_secret (system_id);
create index organization_parent_ix on organization (parent_id);
create index organization_system_ix on organization (system_id) where system_id is not null;
create index organization_search_ix on organization using gin (search_text gin_trgm_ops);
create index organization_code_ix on organization (code);
create index organization_code_organization_ix on organization_code (organization_id);
create index system_scope_organization_ix on system_scope (organization_id);
create index system_certificate_system_ix on system_certificate (system_id);
create index document_code_ix on document (sender_id, code_number, code_notation);
create index package_document_ix on package (document_id) where document_id is not null;
create index package_from_ix on package (from_id, id desc);
create index package_repeats_ix on package (repeats_package_id) where repeats_package_id is not null;
create index document_version_package_ix on document_version (package_id);
create index delivery_package_ix on delivery (package_id);
create index delivery_recall_ix on delivery (recall_package_id) where recall_package_id is not null;
create index delivery_sender_ix on delivery (sender_id, id desc);
create index delivery_recipient_ix on delivery (recipient_id, id desc);
create index transfer_delivery_ix on transfer (delivery_id) where delivery_id is not null;
create index transfer_sender_ix on transfer (sender_id, id desc);
create index transfer_recipient_ix on transfer (recipient_id);
create index transfer_due_ix on transfer (due_at) where due_at is not null;
create index transfer_listed_ix on transfer (system_id, type, listed_at, id) where listed_at is not null and state <> 'DONE';
create index status_report_delivery_ix on status_report (delivery_id) where delivery_id is not null;
create index status_report_unmatched_ix on status_report (received_at) where delivery_id is null;
create index status_report_from_ix on status_report (from_id);
create index status_report_to_ix on status_report (to_id);
create index status_report_due_ix on status_report (due_at) where due_at is not null;
create index delivery_event_delivery_ix on delivery_event (delivery_id, at, id);
create index delivery_event_package_ix on delivery_event (package_id) where package_id is not null;
create index refused_request_at_ix on refused_request (at);
create index refused_request_caller_ix on refused_request (claimed_caller, at);

create function delivery_moves_only_along_the_machine() returns trigger language plpgsql as $$
begin
  if new.state <> old.state
     and not exists (select 1 from delivery_move m where m.from_state = old.state and m.to_state = new.state) then
    raise exception 'a delivery cannot move from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger delivery_state_guard before update of state on delivery
  for each row execute function delivery_moves_only_along_the_machine();

create function history_is_never_changed() returns trigger language plpgsql as $$
begin
  raise exception 'the history in % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger delivery_event_append_only before update or delete or truncate on delivery_event
  for each statement execute function history_is_never_changed();

insert into delivery_move (from_state, to_state) values
  ('QUEUED', 'SENDING'),
  ('QUEUED', 'SENT'),
  ('QUEUED', 'SEND_FAILED'),
  ('QUEUED', 'CANCELLED'),
  ('QUEUED', 'SENT_ON_PAPER'),
  ('SENDING', 'SENT'),
  ('SENDING', 'QUEUED'),
  ('SENDING', 'SEND_FAILED'),
  ('SENDING', 'ARRIVED'),
  ('SENT', 'ARRIVED'),
  ('SENT', 'REJECTED'),
  ('SENT', 'ACCEPTED'),
  ('SENT', 'ASSIGNED'),
  ('SENT', 'PROCESSING'),
  ('SENT', 'COMPLETED'),
  ('SENT', 'SEND_FAILED'),
  ('SENT', 'RETRACT_REQUESTED'),
  ('SENT', 'RECALLED'),
  ('SENT', 'SENT_ON_PAPER'),
  ('SEND_FAILED', 'QUEUED'),
  ('SEND_FAILED', 'ARRIVED'),
  ('SEND_FAILED', 'REJECTED'),
  ('SEND_FAILED', 'ACCEPTED'),
  ('SEND_FAILED', 'ASSIGNED'),
  ('SEND_FAILED', 'PROCESSING'),
  ('SEND_FAILED', 'COMPLETED'),
  ('SEND_FAILED', 'CANCELLED'),
  ('SEND_FAILED', 'RECALLED'),
  ('SEND_FAILED', 'SENT_ON_PAPER'),
  ('ARRIVED', 'REJECTED'),
  ('ARRIVED', 'ACCEPTED'),
  ('ARRIVED', 'ASSIGNED'),
  ('ARRIVED', 'PROCESSING'),
  ('ARRIVED', 'COMPLETED'),
  ('ARRIVED', 'RETRACT_REQUESTED'),
  ('ARRIVED', 'RECALLED'),
  ('ARRIVED', 'SENT_ON_PAPER'),
  ('REJECTED', 'ACCEPTED'),
  ('REJECTED', 'QUEUED'),
  ('REJECTED', 'RECALLED'),
  ('REJECTED', 'SENT_ON_PAPER'),
  ('ACCEPTED', 'REJECTED'),
  ('ACCEPTED', 'ASSIGNED'),
  ('ACCEPTED', 'PROCESSING'),
  ('ACCEPTED', 'COMPLETED'),
  ('ACCEPTED', 'RETRACT_REQUESTED'),
  ('ACCEPTED', 'RECALLED'),
  ('ASSIGNED', 'PROCESSING'),
  ('ASSIGNED', 'COMPLETED'),
  ('ASSIGNED', 'RETRACT_REQUESTED'),
  ('ASSIGNED', 'RECALLED'),
  ('PROCESSING', 'COMPLETED'),
  ('PROCESSING', 'RETRACT_REQUESTED'),
  ('PROCESSING', 'RECALLED'),
  ('COMPLETED', 'RECALLED'),
  ('RETRACT_REQUESTED', 'RETRACTED'),
  ('RETRACT_REQUESTED', 'RETRACT_REFUSED'),
  ('RETRACT_REQUESTED', 'RECALLED'),
  ('RETRACT_REFUSED', 'RETRACT_REQUESTED'),
  ('RETRACT_REFUSED', 'ARRIVED'),
  ('RETRACT_REFUSED', 'REJECTED'),
  ('RETRACT_REFUSED', 'ACCEPTED'),
  ('RETRACT_REFUSED', 'ASSIGNED'),
  ('RETRACT_REFUSED', 'PROCESSING'),
  ('RETRACT_REFUSED', 'COMPLETED'),
  ('RETRACT_REFUSED', 'RECALLED'),
  ('SENT_ON_PAPER', 'ARRIVED'),
  ('SENT_ON_PAPER', 'REJECTED'),
  ('SENT_ON_PAPER', 'ACCEPTED'),
  ('SENT_ON_PAPER', 'ASSIGNED'),
  ('SENT_ON_PAPER', 'PROCESSING'),
  ('SENT_ON_PAPER', 'COMPLETED');
