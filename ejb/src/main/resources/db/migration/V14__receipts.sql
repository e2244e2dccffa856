-- what the node vouches for when it takes a package over

alter table package add column receipt_due_at timestamptz;
comment on column package.receipt_due_at is 'When the receipt for it is to be made; null when it is made. Claimed by being set to a later instant.';
create index package_receipt_due_ix on package (receipt_due_at) where receipt_due_at is not null;
update package set receipt_due_at = received_at where type = 'EDOC';

create table receipt (
  id           uuid not null,
  package_id   uuid not null,
  accepted_at  timestamptz not null,
  made_at      timestamptz not null,
  signed       text not null,
  constraint receipt_pk primary key (id),
  constraint receipt_package_fk foreign key (package_id) references package (id)
);
comment on table receipt is 'Signed receipts. A package that is sent again for further recipients gets another one; none is ever changed.';
comment on column receipt.id is 'Which receipt it is.';
comment on column receipt.package_id is 'The package that it is for.';
comment on column receipt.accepted_at is 'The instant that it vouches for: when the package was taken over for the last of its recipients.';
comment on column receipt.made_at is 'When it was made.';
comment on column receipt.signed is 'The receipt, signed: a JWS in the compact form.';
create index receipt_package_ix on receipt (package_id, id);
