-- on what a verdict rests

create table file_verdict_proof (
  verdict_id uuid not null,
  sha256     varchar(64) not null,
  constraint file_verdict_proof_pk primary key (verdict_id, sha256),
  constraint file_verdict_proof_verdict_fk foreign key (verdict_id) references file_verdict (id),
  constraint file_verdict_proof_item_fk foreign key (sha256) references trust_item (sha256)
);
comment on table file_verdict_proof is 'The certificates and lists on which a verdict rests and which do not lie in the file itself. Neither they nor verdicts are ever deleted, so a verdict can be checked again later.';
comment on column file_verdict_proof.verdict_id is 'The verdict.';
comment on column file_verdict_proof.sha256 is 'The certificate or list.';
create index file_verdict_proof_item_ix on file_verdict_proof (sha256);
