-- who changed whom the node trusts, and who may

create table trust_change (
  id      uuid not null,
  at      timestamptz not null,
  act     varchar(10) not null,
  sha256  varchar(64) not null,
  done_by varchar(200) not null,
  reason  varchar(500) not null,
  constraint trust_change_pk primary key (id),
  constraint trust_change_item_fk foreign key (sha256) references trust_item (sha256),
  constraint trust_change_act_ck check (act in ('LOADED', 'REMOVED'))
);
comment on table trust_change is 'What was loaded and what was taken away of what this node trusts. Only added to.';
comment on column trust_change.id is 'UUID version 7: the order of the changes.';
comment on column trust_change.at is 'When.';
comment on column trust_change.act is 'LOADED: counts from then on; REMOVED: counts no more.';
comment on column trust_change.sha256 is 'The item.';
comment on column trust_change.done_by is 'The account that did it, or the file that came or went.';
comment on column trust_change.reason is 'Why, in the words of who did it; empty for files.';
create index trust_change_item_ix on trust_change (sha256);
-- what is known of the past, in the order of time
insert into trust_change (id, at, act, sha256, done_by, reason)
  select (lpad(to_hex((extract(epoch from loaded_at) * 1000)::bigint), 12, '0') || '70008000' || substr(md5(random()::text), 1, 12))::uuid, loaded_at, 'LOADED', sha256, loaded_by, '' from trust_item;
insert into trust_change (id, at, act, sha256, done_by, reason)
  select (lpad(to_hex((extract(epoch from removed_at) * 1000)::bigint), 12, '0') || '70008000' || substr(md5(random()::text), 1, 12))::uuid, removed_at, 'REMOVED', sha256, removed_by, '' from trust_item where removed_at is not null;

alter table post drop constraint post_role_ck;
alter table post add constraint post_role_ck check (role in ('CLERK', 'SPECIALIST', 'UNIT_HEAD', 'AGENCY_LEADER', 'OFFICE_HEAD', 'AGENCY_ADMIN', 'SUPERVISOR', 'ARCHIVIST', 'SYSTEM_ADMIN'));
alter table trust_item alter column loaded_by type varchar(200);
alter table trust_item alter column removed_by type varchar(200);
