-- what the receiver last said stands apart from what the sender asks of it: a take-back that is open hides nothing
alter table delivery add column receiver_state varchar(20);
comment on column delivery.receiver_state is 'How far the receiver got with the version sent last: ARRIVED to COMPLETED; null while it has not said anything.';
update delivery set receiver_state = case
    when state in ('ARRIVED', 'REJECTED', 'ACCEPTED', 'ASSIGNED', 'PROCESSING', 'COMPLETED') then state
    when arrived_at is not null then 'ARRIVED' end;
alter table delivery add constraint delivery_receiver_state_ck check (receiver_state in
  ('ARRIVED', 'REJECTED', 'ACCEPTED', 'ASSIGNED', 'PROCESSING', 'COMPLETED'));

comment on column delivery.recall_package_id is 'The package that recalls it from this recipient: a recall (kind 1), or an update that removes the recipient; from then on the document is not handed out.';

-- what was taken back or cancelled may be sent again as a new version; a recall reaches what was given back, too
insert into delivery_move (from_state, to_state) values
  ('CANCELLED', 'QUEUED'),
  ('RETRACTED', 'QUEUED'),
  ('RETRACTED', 'RECALLED');

-- statuses name documents by number and notation in every spelling; vn.congvan.document.DocumentCode.key() is the same
alter table document add column code_key varchar(301);
comment on column document.code_key is 'Number and notation as they are compared: NFC, upper case, without white space and leading zeros.';
update document set code_key = upper(regexp_replace(regexp_replace(normalize(
    case when code_notation = '' then code_number else code_number || '/' || code_notation end, NFC), '\s', '', 'g'), '^0+(?=\d)', ''));
alter table document alter column code_key set not null;
drop index document_code_ix;
create index document_code_ix on document (sender_id, code_key);

-- lists by identity and by sending system
create index document_identity_ix on document (identity_key);
create index package_system_ix on package (system_id, id desc) where system_id is not null;
