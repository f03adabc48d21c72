-- Breaks no older code: new tables only.
create table casement.event_log (
  landlord_id uuid not null,
  name text not null,
  file_name text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  case_type text not null,
  case_type_version integer not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key (landlord_id, name),
  constraint event_log_type foreign key (landlord_id, case_type, case_type_version) references casement.case_type (landlord_id, id, version)
);
comment on table casement.event_log is 'Event logs of other systems that were imported, each known by its name, so that an import can go on where it stopped';
comment on column casement.event_log.digest is 'SHA-256 of the file that was imported last under this name';
comment on column casement.event_log.ended_at is 'When the last import of it came to its end; null while one is under way or was broken off';
grant select, insert on casement.event_log to {{app_role}};
grant update (file_name, digest, case_type, case_type_version, began_at, ended_at) on casement.event_log to {{app_role}};

create table casement.event_log_case (
  landlord_id uuid not null,
  log_name text not null,
  source_case text not null,
  case_id uuid not null,
  rows_digest text not null check (rows_digest ~ '^[0-9a-f]{64}$'),
  primary key (landlord_id, log_name, source_case),
  constraint event_log_case_log foreign key (landlord_id, log_name) references casement.event_log (landlord_id, name),
  constraint event_log_case_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.event_log_case is 'Which case each case of an event log became; written in the same transaction as the case, so that none is imported twice';
comment on column casement.event_log_case.rows_digest is 'SHA-256 of what the log said about the case, so that a later log that says something else is noticed';
grant select, insert on casement.event_log_case to {{app_role}};

do $$
declare
  table_name text;
begin
  foreach table_name in array array['event_log', 'event_log_case'] loop
    execute format('alter table casement.%I enable row level security', table_name);
    execute format(
      'create policy of_landlord on casement.%I using (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)'
      ' with check (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)', table_name);
  end loop;
end
$$;
