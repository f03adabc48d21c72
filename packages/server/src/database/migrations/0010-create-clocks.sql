-- Breaks no older code: a new table and a column with a default. Cases that older code changes meanwhile are caught up with at the next start.
create table casement.clock (
  landlord_id uuid not null,
  case_id uuid not null,
  id text not null,
  case_type text not null,
  rule text not null,
  name text not null,
  basis text not null check (basis in ('law', 'code', 'landlord')),
  source text,
  started_at timestamptz not null,
  due_at timestamptz,
  in_time_until timestamptz,
  is_paused boolean not null,
  pauses json,
  ended_at timestamptz,
  ending text check (ending in ('met', 'missed', 'withdrawn')),
  primary key (landlord_id, case_id, id),
  constraint clock_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id),
  constraint clock_ended_whole check ((ended_at is null) = (ending is null))
);
comment on table casement.clock is 'The rows that Insight counts: each deadline of each case, so far as it does not change with the time';
comment on column casement.clock.due_at is 'While it is paused it has no due moment, unless it was late before';
comment on column casement.clock.in_time_until is 'The last instant at which it is in time; it has none where it has no due_at';
comment on column casement.clock.pauses is 'When it stood, without overlap: [{from, to, reason}], the last without to while it stands; null when it never did';
create index clock_open on casement.clock (landlord_id, case_type, rule) where ended_at is null;
create index clock_by_end on casement.clock (landlord_id, ended_at) where ended_at is not null;
grant select, insert, update on casement.clock to {{app_role}};
alter table casement.clock enable row level security;
create policy of_landlord on casement.clock
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);

alter table casement.case_record add column clocks_version integer not null default 0;
comment on column casement.case_record.clocks_version is 'The version of the case that its rows of clock were written from; where it differs from version they are behind';
create index case_record_clocks_behind on casement.case_record (landlord_id, id) where clocks_version <> version;

-- How often cases end and come back, by month, without reading the events themselves.
create index case_event_endings on casement.case_event (landlord_id, occurred_at, type, case_id) where type in ('case-closed', 'case-cancelled', 'case-reopened');
