-- Limits of one system's own, and a log of refusals that a flood cannot fill.

alter table connected_system
  add column calls_per_second integer,
  add column calls_at_once integer,
  add column max_header_age integer,
  add constraint connected_system_calls_ck check (calls_per_second between 1 and 1000000
    and calls_at_once between 1 and 1000000),
  add constraint connected_system_age_ck check (max_header_age >= 60);
comment on column connected_system.calls_per_second is 'How many calls a second it may make over time; null: as every system of the node.';
comment on column connected_system.calls_at_once is 'How many calls it may make at once after a pause; null: as every system of the node.';
comment on column connected_system.max_header_age is 'How many seconds after their time stamp its signed headers of the axis protocol are taken; null: without end.';

alter table refused_request add column repeated bigint not null default 0;
comment on column refused_request.repeated is 'How many more requests with the same caller, address and code were refused within the minute and have no line of their own. Where caller and address are *, of any caller.';
