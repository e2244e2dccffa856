-- Whoever changes a password ends what others began with the old one.

alter table user_account add password_version integer not null default 0;
alter table user_account add constraint user_account_password_version_ck check (password_version >= 0);
comment on column user_account.password_version is 'Counts the changes of the password; a session that began with an older one is over.';
