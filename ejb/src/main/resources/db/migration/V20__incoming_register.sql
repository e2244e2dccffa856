-- the incoming register of each organization

create table number_series (
  id              uuid not null,
  organization_id uuid not null,
  register        varchar(10) not null,
  year            integer not null,
  last_number     integer not null,
  constraint number_series_pk primary key (id),
  constraint number_series_uk unique (organization_id, register, year),
  constraint number_series_organization_fk foreign key (organization_id) references organization (id),
  constraint number_series_register_ck check (register in ('INCOMING')),
  constraint number_series_last_number_ck check (last_number >= 0)
);
comment on table number_series is 'One sequence of numbers: of an organization, a register and a year. The row is held while a number is given, and the number is given in the transaction that enters a line, so there are no holes.';
comment on column number_series.id is 'Which series it is.';
comment on column number_series.organization_id is 'Whose.';
comment on column number_series.register is 'INCOMING: numbers of arrival (số đến).';
comment on column number_series.year is 'From 1 January to 31 December, as clocks in Vietnam show it.';
comment on column number_series.last_number is 'The last number that was given; 0 when none was.';

create table incoming_entry (
  id                 uuid not null,
  series_id          uuid not null,
  number             integer not null,
  arrival_date       date not null,
  author             varchar(400) not null,
  document_code      varchar(200) not null,
  code_key           varchar(200) not null,
  document_date      date,
  type_name          varchar(200) not null,
  subject            varchar(1000) not null,
  addressee          varchar(500) not null,
  note               varchar(500) not null,
  registered_at      timestamptz not null,
  registered_by      varchar(100) not null,
  registered_by_name varchar(200) not null,
  constraint incoming_entry_pk primary key (id),
  constraint incoming_entry_number_uk unique (series_id, number),
  constraint incoming_entry_series_fk foreign key (series_id) references number_series (id),
  constraint incoming_entry_number_ck check (number > 0)
);
comment on table incoming_entry is 'A line of an incoming register (sổ đăng ký văn bản đến, NĐ 30/2020 Phụ lục IV). Lines are never deleted.';
comment on column incoming_entry.id is 'Which line it is.';
comment on column incoming_entry.series_id is 'The series of its number: the register and the year.';
comment on column incoming_entry.number is 'Số đến.';
comment on column incoming_entry.arrival_date is 'Ngày đến: the day in Vietnam on which it was registered.';
comment on column incoming_entry.author is 'Tác giả: the organization that issued it.';
comment on column incoming_entry.document_code is 'Số, ký hiệu văn bản, as its author wrote it; may be empty.';
comment on column incoming_entry.code_key is 'The same as codes are compared: NFC, upper case, without white space and leading zeros.';
comment on column incoming_entry.document_date is 'Ngày tháng văn bản; null when it has none.';
comment on column incoming_entry.type_name is 'Tên loại; may be empty.';
comment on column incoming_entry.subject is 'Trích yếu nội dung.';
comment on column incoming_entry.addressee is 'Đơn vị hoặc người nhận; may be empty.';
comment on column incoming_entry.note is 'Ghi chú; may be empty.';
comment on column incoming_entry.registered_at is 'When it was registered.';
comment on column incoming_entry.registered_by is 'The user name of the clerk.';
comment on column incoming_entry.registered_by_name is 'The clerk''s name, as it was then.';
create index incoming_entry_code_ix on incoming_entry (code_key) where code_key <> '';

create table incoming_entry_delivery (
  delivery_id uuid not null,
  entry_id    uuid not null,
  linked_at   timestamptz not null,
  linked_by   varchar(100) not null,
  constraint incoming_entry_delivery_pk primary key (delivery_id),
  constraint incoming_entry_delivery_delivery_fk foreign key (delivery_id) references delivery (id),
  constraint incoming_entry_delivery_entry_fk foreign key (entry_id) references incoming_entry (id)
);
comment on table incoming_entry_delivery is 'With which deliveries the document of a line came: none when it came on paper, several when it came by several ways.';
comment on column incoming_entry_delivery.delivery_id is 'The delivery.';
comment on column incoming_entry_delivery.entry_id is 'Its line.';
comment on column incoming_entry_delivery.linked_at is 'When it was registered, or linked to a line that stood already.';
comment on column incoming_entry_delivery.linked_by is 'The user name of the clerk.';
create index incoming_entry_delivery_entry_ix on incoming_entry_delivery (entry_id);
