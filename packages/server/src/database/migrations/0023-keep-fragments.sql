-- Breaks no older code: a new table only.
create table casement.fragment (
  landlord_id uuid not null,
  id text not null,
  version integer not null check (version > 0),
  definition json not null,
  primary key (landlord_id, id, version),
  constraint fragment_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.fragment is 'Versions of the landlord''s own fragments. Immutable; a case type that uses one has it inside itself';
grant select, insert on casement.fragment to {{app_role}};
alter table casement.fragment enable row level security;
create policy of_landlord on casement.fragment
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);
