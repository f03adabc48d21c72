-- Breaks no older code: new tables only.
create table casement.outbox (
  landlord_id uuid not null,
  id uuid not null,
  key text not null,
  kind text not null,
  case_id uuid,
  payload jsonb not null,
  attempt integer not null default 0,
  available_at timestamptz not null,
  dead_at timestamptz,
  last_error text,
  created_at timestamptz not null,
  primary key (landlord_id, id),
  constraint outbox_key unique (landlord_id, key)
);
comment on table casement.outbox is 'What must happen outside a case because of it, each effect once by its key; a row goes when its effect is done';
comment on column casement.outbox.attempt is 'Fence: only the worker that made this attempt may finish it';
comment on column casement.outbox.available_at is 'Real time from which it may be tried; while it is being tried, when that trial counts as lost';
comment on column casement.outbox.dead_at is 'When it was given up; it waits for a person to look at it';
create index outbox_available on casement.outbox (landlord_id, available_at) where dead_at is null;
grant select, insert, update, delete on casement.outbox to {{app_role}};

create table casement.notice (
  landlord_id uuid not null,
  id uuid not null,
  key text not null,
  staff_id uuid not null,
  case_id uuid,
  kind text not null,
  words text not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (landlord_id, id),
  constraint notice_key unique (landlord_id, staff_id, key),
  constraint notice_staff foreign key (landlord_id, staff_id) references casement.staff (landlord_id, id),
  constraint notice_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.notice is 'What a member of staff was told; each thing once by its key';
create index notice_by_staff on casement.notice (landlord_id, staff_id, at, id);
grant select, insert on casement.notice to {{app_role}};
grant update (read_at) on casement.notice to {{app_role}};

create table casement.audit (
  landlord_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  case_id uuid,
  details jsonb,
  primary key (landlord_id, id)
);
comment on table casement.audit is 'Who did or looked at what; written in the same transaction as the deed, and never changed by the application';
create index audit_by_case on casement.audit (landlord_id, case_id, at) where case_id is not null;
grant select, insert on casement.audit to {{app_role}};

create table casement.idempotency_key (
  landlord_id uuid not null,
  actor_id text not null,
  key text not null,
  route text not null,
  request_hash text not null,
  case_id uuid,
  first_seq integer,
  last_seq integer,
  answer jsonb,
  at timestamptz not null,
  expires_at timestamptz not null,
  primary key (landlord_id, actor_id, key)
);
comment on table casement.idempotency_key is 'What a request with this key did, so that sending it again does nothing twice; a case is shown as it was then from its events';
create index idempotency_key_expires on casement.idempotency_key (landlord_id, expires_at);
grant select, insert, delete on casement.idempotency_key to {{app_role}};

do $$
declare
  table_name text;
begin
  foreach table_name in array array['case_number', 'case_record', 'case_event', 'task', 'party', 'outbox', 'notice', 'audit', 'idempotency_key'] loop
    execute format('alter table casement.%I enable row level security', table_name);
    execute format(
      'create policy of_landlord on casement.%I using (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)'
      ' with check (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)', table_name);
  end loop;
end
$$;

alter table casement.event_payload enable row level security;
create policy event_payload_read on casement.event_payload for select using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);
create policy event_payload_insert on casement.event_payload for insert with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);
-- Redaction is the only change: what an event said may be taken away, never replaced.
create policy event_payload_redact on casement.event_payload for update
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid and payload is null and salt is null);
