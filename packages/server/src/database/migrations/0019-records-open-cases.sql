-- Breaks no older code: new tables only.
create table casement.sent_record (
  landlord_id uuid not null,
  kind text not null,
  id text not null,
  content jsonb not null,
  changed_at timestamptz not null,
  primary key (landlord_id, kind, id),
  constraint sent_record_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.sent_record is 'Records of other kinds than Casement keeps, such as applications and offers, as another system last sent them';
grant select, insert, update, delete on casement.sent_record to {{app_role}};

create table casement.record_opening (
  landlord_id uuid not null,
  case_type text not null,
  record_kind text not null,
  record_id text not null,
  number integer not null,
  name text not null,
  noticed_at timestamptz not null,
  case_id uuid,
  refused text,
  primary key (landlord_id, case_type, record_kind, record_id, number),
  constraint record_opening_landlord foreign key (landlord_id) references casement.landlord (id),
  constraint record_opening_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.record_opening is 'What happened to a record that opens a case of a type, each once: the case that came of it, or why none did; neither while the background work has yet to open it';
comment on column casement.record_opening.number is 'The how manieth time that this record opens a case of this type';
grant select, insert, update on casement.record_opening to {{app_role}};

do $$
declare
  table_name text;
begin
  foreach table_name in array array['sent_record', 'record_opening'] loop
    execute format('alter table casement.%I enable row level security', table_name);
    execute format(
      'create policy of_landlord on casement.%I using (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)'
      ' with check (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)', table_name);
  end loop;
end
$$;
