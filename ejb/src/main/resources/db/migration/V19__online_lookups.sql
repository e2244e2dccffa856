-- what is asked over the network about certificates, for all nodes of a cluster

create table online_lookup (
  key          varchar(64) not null,
  kind         varchar(10) not null,
  address      varchar(500) not null,
  question     bytea not null,
  wanted_at    timestamptz not null,
  due_at       timestamptz,
  fetched_at   timestamptz,
  next_update  timestamptz,
  failures     integer not null,
  failed_since timestamptz,
  last_error   varchar(300) not null,
  constraint online_lookup_pk primary key (key),
  constraint online_lookup_kind_ck check (kind in ('LIST', 'ANSWER')),
  constraint online_lookup_failures_ck check ((failures = 0) = (failed_since is null))
);
comment on table online_lookup is 'Lists of revoked certificates and answers about them (OCSP) that are fetched from addresses which the administrator allows. What was fetched stands in trust_item.';
comment on column online_lookup.key is 'Digest over kind, address and question.';
comment on column online_lookup.kind is 'LIST: a list for all that one authority issued; ANSWER: about one certificate.';
comment on column online_lookup.address is 'Where to ask, as a certificate says it.';
comment on column online_lookup.question is 'What to ask (OCSPRequest, DER); empty for a list.';
comment on column online_lookup.wanted_at is 'When a verdict last depended on it and it was not there.';
comment on column online_lookup.due_at is 'When it is fetched next; null when nobody needs it. Claimed by being set to a later instant.';
comment on column online_lookup.fetched_at is 'When it was last fetched; null when never.';
comment on column online_lookup.next_update is 'Until when what was fetched last says something; null when it does not say.';
comment on column online_lookup.failures is 'How often in a row it could not be fetched.';
comment on column online_lookup.failed_since is 'Since when.';
comment on column online_lookup.last_error is 'Why, in words; empty when it could be fetched.';
create index online_lookup_due_ix on online_lookup (due_at) where due_at is not null;
create index online_lookup_failed_ix on online_lookup (failed_since) where failed_since is not null;

alter table trust_item drop constraint trust_item_kind_ck;
alter table trust_item add constraint trust_item_kind_ck check (kind in ('ANCHOR', 'INTERMEDIATE', 'OCSP_RESPONDER', 'CRL', 'OCSP_ANSWER'));
comment on column trust_item.kind is 'ANCHOR (gốc tin cậy), INTERMEDIATE (chứng thư trung gian), OCSP_RESPONDER (nơi trả lời trạng thái), CRL (danh sách thu hồi) or OCSP_ANSWER (trả lời trạng thái).';
alter table trust_item alter column loaded_by type varchar(600);
alter table trust_item alter column removed_by type varchar(600);
alter table trust_change alter column done_by type varchar(600);
