-- Answers to requests that their callers named, so that a repeated request gets the same answer.

create table idempotency_key (
  system_id   varchar(64) not null,
  key         varchar(255) not null,
  fingerprint char(64) not null,
  status      smallint,
  answer      text,
  created_at  timestamptz not null,
  constraint idempotency_key_pk primary key (system_id, key),
  constraint idempotency_key_system_fk foreign key (system_id) references connected_system (id),
  constraint idempotency_key_answer_ck check ((status is null) = (answer is null))
);
create index idempotency_key_created_ix on idempotency_key (created_at);
comment on table idempotency_key is 'A request that its caller gave a name (Idempotency-Key), with the answer it got; kept for a day.';
comment on column idempotency_key.system_id is 'The system that called.';
comment on column idempotency_key.key is 'The name, chosen by the caller.';
comment on column idempotency_key.fingerprint is 'SHA-256 over the address and the content of the request, hexadecimal: the same name for another request is refused.';
comment on column idempotency_key.status is 'HTTP status of the answer; null while there is none.';
comment on column idempotency_key.answer is 'Body of the answer, JSON without content or secrets; null while there is none.';
comment on column idempotency_key.created_at is 'When the first attempt was made; what the node builds from the request bears this instant, in every attempt.';
