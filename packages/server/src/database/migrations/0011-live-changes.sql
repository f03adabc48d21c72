-- Breaks no older code: new tables only. A process of the version before announces nothing of what it changes.
create table casement.case_change (
  landlord_id uuid not null,
  case_id uuid not null,
  version integer not null,
  first_seq integer not null,
  holders text[] not null,
  position bigint,
  at timestamptz not null,
  primary key (landlord_id, case_id, version),
  constraint case_change_position unique (landlord_id, position),
  constraint case_change_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.case_change is 'That a case changed, for whoever follows changes as they are made; kept for a day';
comment on column casement.case_change.holders is 'Whose work it touches, before or after: person:…, team:…, role:…';
comment on column casement.case_change.position is 'Its place in the landlord''s feed, given after it was committed; null until then';
comment on column casement.case_change.at is 'When it was written, and once it has a position, when it was given that; real time';
create index case_change_waiting on casement.case_change (landlord_id, case_id, version) where position is null;
create index case_change_by_age on casement.case_change (landlord_id, at);
grant select, insert, delete on casement.case_change to {{app_role}};
grant update (position, at) on casement.case_change to {{app_role}};

create table casement.change_feed (
  landlord_id uuid not null,
  position bigint not null,
  primary key (landlord_id),
  constraint change_feed_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.change_feed is 'The last position that a change of the landlord was given; whoever gives the next ones locks this row';
grant select, insert, update on casement.change_feed to {{app_role}};

create table casement.case_presence (
  landlord_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  tab text not null,
  is_editing boolean not null,
  task text,
  seen_at timestamptz not null,
  primary key (landlord_id, case_id, staff_id, tab),
  constraint case_presence_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id),
  constraint case_presence_staff foreign key (landlord_id, staff_id) references casement.staff (landlord_id, id)
);
comment on table casement.case_presence is 'Who has a case open just now, in which tab of a browser; counts until a moment after seen_at';
grant select, insert, update, delete on casement.case_presence to {{app_role}};

do $$
declare
  table_name text;
begin
  foreach table_name in array array['case_change', 'change_feed', 'case_presence'] loop
    execute format('alter table casement.%I enable row level security', table_name);
    execute format(
      'create policy of_landlord on casement.%I using (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)'
      ' with check (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)', table_name);
  end loop;
end
$$;
