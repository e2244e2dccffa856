-- Room person: users and the posts they hold.

create table user_account (
  id                   uuid        not null,
  user_name            varchar(64) not null,
  display_name         varchar(200) not null,
  password_hash        varchar(400) not null,
  must_change_password boolean     not null default false,
  active               boolean     not null default true,
  failed_logins        integer     not null default 0,
  locked_until         timestamptz,
  created_at           timestamptz not null,
  constraint user_account_pk primary key (id),
  constraint user_account_user_name_uk unique (user_name),
  constraint user_account_user_name_ck check (user_name = lower(user_name) and user_name = btrim(user_name) and user_name <> ''),
  constraint user_account_failed_logins_ck check (failed_logins >= 0)
);
comment on table user_account is 'A user who can log in at the desk.';
comment on column user_account.id is 'UUID version 7.';
comment on column user_account.user_name is 'The name with which to log in; lower case, without white space around it.';
comment on column user_account.display_name is 'The name that others see.';
comment on column user_account.password_hash is 'PBKDF2 with HMAC-SHA-512 over the NFC form of the password: algorithm:iterations:salt:hash.';
comment on column user_account.must_change_password is 'True while the password is one that somebody else chose.';
comment on column user_account.active is 'False once the account was closed; it is never deleted, as histories name it.';
comment on column user_account.failed_logins is 'Wrong passwords in a row since the last right one.';
comment on column user_account.locked_until is 'Until when no password is accepted, after too many wrong ones.';
comment on column user_account.created_at is 'When the account was opened.';

create table post (
  id              uuid not null,
  user_id         uuid not null,
  organization_id uuid not null,
  role            varchar(20) not null,
  valid_from      date not null,
  valid_to        date,
  constraint post_pk primary key (id),
  constraint post_user_fk foreign key (user_id) references user_account (id),
  constraint post_organization_fk foreign key (organization_id) references organization (id),
  constraint post_uk unique (user_id, organization_id, role, valid_from),
  constraint post_role_ck check (role in ('CLERK', 'SPECIALIST', 'UNIT_HEAD', 'AGENCY_LEADER', 'OFFICE_HEAD', 'AGENCY_ADMIN', 'SUPERVISOR', 'ARCHIVIST')),
  constraint post_valid_ck check (valid_to is null or valid_to >= valid_from)
);
create index post_organization_ix on post (organization_id);
comment on table post is 'A role that a user holds at an organization; one user may hold several (kiêm nhiệm).';
comment on column post.id is 'UUID version 7.';
comment on column post.user_id is 'Who holds it.';
comment on column post.organization_id is 'At which organization.';
comment on column post.role is 'What it lets the holder do (rules of the house, roles and permissions).';
comment on column post.valid_from is 'The first day, in Vietnam''s calendar.';
comment on column post.valid_to is 'The last day; none while it is open-ended.';
