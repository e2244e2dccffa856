-- who handles what came in

create table incoming_work (
  entry_id        uuid not null,
  organization_id uuid not null,
  state           varchar(12) not null,
  lead_user       varchar(100) not null,
  lead_name       varchar(200) not null,
  due_on          date,
  changed_at      timestamptz not null,
  constraint incoming_work_pk primary key (entry_id),
  constraint incoming_work_entry_fk foreign key (entry_id) references incoming_entry (id),
  constraint incoming_work_organization_fk foreign key (organization_id) references organization (id),
  constraint incoming_work_state_ck check (state in ('ASSIGNED', 'PROCESSING', 'COMPLETED'))
);
comment on table incoming_work is 'The work that a line of the incoming register makes: who handles it and how far it is. No row before somebody was assigned.';
comment on column incoming_work.entry_id is 'The line.';
comment on column incoming_work.organization_id is 'Whose register it stands in.';
comment on column incoming_work.state is 'ASSIGNED (đã phân công), PROCESSING (đang xử lý) or COMPLETED (hoàn thành).';
comment on column incoming_work.lead_user is 'The user name of who leads (chủ trì).';
comment on column incoming_work.lead_name is 'The name of the same, as it was then.';
comment on column incoming_work.due_on is 'Hạn xử lý: the last day; null when none was set.';
comment on column incoming_work.changed_at is 'When it last changed.';
create index incoming_work_organization_ix on incoming_work (organization_id, lead_user) where state <> 'COMPLETED';
create index incoming_work_organization_all_ix on incoming_work (organization_id);

create table incoming_work_cooperator (
  entry_id     uuid not null,
  user_name    varchar(100) not null,
  display_name varchar(200) not null,
  constraint incoming_work_cooperator_pk primary key (entry_id, user_name),
  constraint incoming_work_cooperator_work_fk foreign key (entry_id) references incoming_work (entry_id)
);
comment on table incoming_work_cooperator is 'Who cooperates (phối hợp).';
comment on column incoming_work_cooperator.entry_id is 'On which line.';
comment on column incoming_work_cooperator.user_name is 'The user name.';
comment on column incoming_work_cooperator.display_name is 'The name, as it was then.';
create index incoming_work_cooperator_user_ix on incoming_work_cooperator (user_name);

create table incoming_work_act (
  id       uuid not null,
  entry_id uuid not null,
  at       timestamptz not null,
  act      varchar(12) not null,
  by_user  varchar(100) not null,
  by_name  varchar(200) not null,
  to_names varchar(2000) not null,
  note     varchar(1000) not null,
  constraint incoming_work_act_pk primary key (id),
  constraint incoming_work_act_work_fk foreign key (entry_id) references incoming_work (entry_id),
  constraint incoming_work_act_act_ck check (act in ('ASSIGNED', 'PROCESSING', 'COMPLETED'))
);
comment on table incoming_work_act is 'What was done about a line, step by step; only added to.';
comment on column incoming_work_act.id is 'Which step it is.';
comment on column incoming_work_act.entry_id is 'About which line.';
comment on column incoming_work_act.at is 'When.';
comment on column incoming_work_act.act is 'ASSIGNED: somebody was told to handle it; PROCESSING: work began; COMPLETED: it is done.';
comment on column incoming_work_act.by_user is 'The user name of who did it.';
comment on column incoming_work_act.by_name is 'The name of the same, as it was then.';
comment on column incoming_work_act.to_names is 'To whom it was assigned, the lead first; empty for other steps.';
comment on column incoming_work_act.note is 'The direction (ý kiến chỉ đạo), or what came of it; may be empty.';
create index incoming_work_act_entry_ix on incoming_work_act (entry_id, at);
