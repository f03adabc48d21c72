-- Breaks no older code: new tables only.
create table casement.case_number (
  landlord_id uuid not null,
  prefix text not null,
  year integer not null,
  last integer not null,
  primary key (landlord_id, prefix, year),
  constraint case_number_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.case_number is 'The last number given to a case, by the prefix of its type and the year it opened';
grant select, insert, update on casement.case_number to {{app_role}};

create table casement.case_record (
  landlord_id uuid not null,
  id uuid not null,
  ref text not null,
  case_type text not null,
  case_type_version integer not null,
  case_name text not null,
  status text not null check (status in ('open', 'on-hold', 'closed', 'cancelled')),
  subject_kind text,
  subject_id text,
  owner_kind text check (owner_kind in ('person', 'team', 'role')),
  owner_id text,
  priority text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  due_at timestamptz,
  due_on date,
  due_sort timestamptz not null,
  warn_at timestamptz,
  wake_at timestamptz,
  wake_failures integer not null default 0,
  wake_error text,
  wake_retry_at timestamptz,
  version integer not null check (version > 0),
  head bytea not null check (octet_length(head) = 32),
  state json not null,
  primary key (landlord_id, id),
  constraint case_record_ref unique (landlord_id, ref),
  constraint case_record_type foreign key (landlord_id, case_type, case_type_version) references casement.case_type (landlord_id, id, version)
);
comment on table casement.case_record is 'Each case as its events leave it: the whole state, and the columns that lists filter and sort by';
comment on column casement.case_record.due_at is 'The earliest due moment of its open clocks; a paused clock has none';
comment on column casement.case_record.due_sort is 'due_at, or infinity where there is none, so that pages can follow it';
comment on column casement.case_record.wake_at is 'The earliest moment at which time alone would change this case';
comment on column casement.case_record.wake_retry_at is 'After a failure of the background work: not before this moment of real time';
comment on column casement.case_record.state is 'json, not jsonb: the order in which items and clocks came to be is part of it';
comment on column casement.case_record.head is 'Digest of its last event';
create index case_record_wakes on casement.case_record (landlord_id, wake_at) where wake_at is not null;
create index case_record_by_owner on casement.case_record (landlord_id, owner_kind, owner_id, due_sort, id) where ended_at is null;
create index case_record_by_subject on casement.case_record (landlord_id, subject_kind, subject_id, opened_at, id);
create index case_record_by_opening on casement.case_record (landlord_id, opened_at, id);
create index case_record_by_type on casement.case_record (landlord_id, case_type, opened_at, id);
grant select, insert, update on casement.case_record to {{app_role}};

create table casement.case_event (
  landlord_id uuid not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  type text not null,
  step text,
  actor_kind text not null check (actor_kind in ('person', 'system', 'import')),
  actor_id text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  payload_digest bytea not null check (octet_length(payload_digest) = 32),
  digest bytea not null check (octet_length(digest) = 32),
  primary key (landlord_id, case_id, seq),
  constraint case_event_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.case_event is 'What happened to each case, in order; nothing here is ever changed or removed by the application';
comment on column casement.case_event.payload_digest is 'SHA-256 of the salt and the canonical payload';
comment on column casement.case_event.digest is 'SHA-256 of the canonical event with its payload digest and the digest of the event before it in the case';
grant select, insert on casement.case_event to {{app_role}};

create table casement.event_payload (
  landlord_id uuid not null,
  case_id uuid not null,
  seq integer not null,
  salt bytea,
  payload json,
  primary key (landlord_id, case_id, seq),
  constraint event_payload_event foreign key (landlord_id, case_id, seq) references casement.case_event (landlord_id, case_id, seq),
  constraint event_payload_redacted_whole check ((payload is null) = (salt is null))
);
comment on table casement.event_payload is 'What each event says. Redaction sets payload and salt to null; the chain of digests stays whole';
grant select, insert on casement.event_payload to {{app_role}};
grant update (payload, salt) on casement.event_payload to {{app_role}};

create table casement.task (
  landlord_id uuid not null,
  case_id uuid not null,
  id text not null,
  step text not null,
  name text not null,
  kind text not null,
  stage text,
  state text not null check (state in ('offered', 'live', 'on-hold', 'completed', 'skipped', 'cancelled', 'superseded')),
  is_open boolean not null,
  assignee_kind text check (assignee_kind in ('person', 'team', 'role')),
  assignee_id text,
  waiting_on text not null,
  due_at timestamptz,
  due_on date,
  due_sort timestamptz not null,
  warn_at timestamptz,
  basis text,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  primary key (landlord_id, case_id, id),
  constraint task_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.task is 'The rows that work lists read: what people see of a case from the moment it is offered or started';
comment on column casement.task.assignee_id is 'Where the task follows the case''s owner, that owner';
comment on column casement.task.due_sort is 'due_at, or infinity where there is none, so that pages can follow it';
create index task_open_by_assignee on casement.task (landlord_id, assignee_kind, assignee_id, due_sort, case_id, id) where is_open;
create index task_open_by_due on casement.task (landlord_id, due_sort, case_id, id) where is_open;
grant select, insert, update on casement.task to {{app_role}};

create table casement.party (
  landlord_id uuid not null,
  case_id uuid not null,
  id text not null,
  role text not null,
  person_id text,
  name text,
  must_not_be_told boolean not null,
  is_ended boolean not null,
  primary key (landlord_id, case_id, id),
  constraint party_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.party is 'People and organisations in a role on a case';
create index party_by_person on casement.party (landlord_id, person_id) where person_id is not null;
grant select, insert, update on casement.party to {{app_role}};
