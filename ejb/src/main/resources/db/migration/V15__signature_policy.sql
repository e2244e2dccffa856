-- what is not taken over because of its signatures

alter table connected_system add column checks_signatures boolean not null default false;
comment on column connected_system.checks_signatures is 'Whether the files of what it sends are looked into before it is taken over; the senders'' settings say what is refused then.';

alter table organization
  add column refuses_unsigned boolean not null default false,
  add column refuses_unconfirmed boolean not null default false;
comment on column organization.refuses_unsigned is 'Whether it sends no file without a signature, where files are looked into before.';
comment on column organization.refuses_unconfirmed is 'Whether it sends no signed file whose signatures are not all VALID, where files are looked into before. A changed file is refused there in any case.';
