-- Breaks no older code: new tables only.
create table casement.case_move (
  landlord_id uuid not null,
  id uuid not null,
  case_type text not null,
  from_version integer not null,
  to_version integer not null,
  move_order json not null,
  way_back_of uuid,
  actor_kind text not null check (actor_kind in ('person', 'system', 'import')),
  actor_id text not null,
  created_at timestamptz not null,
  primary key (landlord_id, id),
  constraint case_move_from foreign key (landlord_id, case_type, from_version) references casement.case_type (landlord_id, id, version),
  constraint case_move_to foreign key (landlord_id, case_type, to_version) references casement.case_type (landlord_id, id, version),
  constraint case_move_back foreign key (landlord_id, way_back_of) references casement.case_move (landlord_id, id)
);
comment on table casement.case_move is 'Releases of a cohort: cases that are moved from one version of their case type to another';
comment on column casement.case_move.move_order is 'Step map, choices, whether a breach is accepted, and the reason';
create index case_move_by_type on casement.case_move (landlord_id, case_type, created_at, id);
grant select, insert on casement.case_move to {{app_role}};
alter table casement.case_move enable row level security;
create policy of_landlord on casement.case_move
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);

create table casement.moved_case (
  landlord_id uuid not null,
  move_id uuid not null,
  case_id uuid not null,
  state text not null check (state in ('waiting', 'moved', 'left')),
  words text,
  primary key (landlord_id, move_id, case_id),
  constraint moved_case_move foreign key (landlord_id, move_id) references casement.case_move (landlord_id, id),
  constraint moved_case_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.moved_case is 'Each case of a cohort: waiting for its turn, moved, or left as it was and why';
create index moved_case_waiting on casement.moved_case (landlord_id, move_id, case_id) where state = 'waiting';
create index moved_case_by_case on casement.moved_case (landlord_id, case_id);
grant select, insert, update (state, words) on casement.moved_case to {{app_role}};
alter table casement.moved_case enable row level security;
create policy of_landlord on casement.moved_case
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);
