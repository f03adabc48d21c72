-- Breaks no older code: the first schema.
create schema if not exists casement;
grant usage on schema casement to {{app_role}};

create table casement.landlord (
  id uuid primary key,
  name text not null,
  zone text not null,
  calendar text not null,
  library_version integer not null default 1,
  frozen_now timestamptz,
  is_demonstration boolean not null default false,
  created_at timestamptz not null
);
comment on table casement.landlord is 'An organisation whose cases, people and settings are kept apart from every other''s';
comment on column casement.landlord.library_version is 'Grows when a case type or calendar is added or changes, so that processes read them anew';
comment on column casement.landlord.frozen_now is 'The settable clock of test mode; null means real time';
alter table casement.landlord enable row level security;
-- The background work reads the ids of all landlords, then works as one landlord at a time.
create policy landlord_read on casement.landlord for select using (true);
create policy landlord_insert on casement.landlord for insert with check (id = nullif(current_setting('app.landlord_id', true), '')::uuid);
create policy landlord_update on casement.landlord for update
  using (id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (id = nullif(current_setting('app.landlord_id', true), '')::uuid);
grant select, insert, update on casement.landlord to {{app_role}};

create table casement.calendar (
  landlord_id uuid not null,
  id text not null,
  version integer not null check (version > 0),
  definition json not null,
  primary key (landlord_id, id, version),
  constraint calendar_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.calendar is 'Versions of calendars: which days count. Immutable; a running clock keeps the version it started with';
grant select, insert on casement.calendar to {{app_role}};

create table casement.case_type (
  landlord_id uuid not null,
  id text not null,
  version integer not null check (version > 0),
  name text not null,
  status text not null check (status in ('draft', 'published', 'withdrawn')),
  effective_from date not null,
  definition json not null,
  primary key (landlord_id, id, version),
  constraint case_type_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.case_type is 'Versions of case types: procedures as data. A published version never changes but for its status';
grant select, insert on casement.case_type to {{app_role}};
grant update (name, status, effective_from, definition) on casement.case_type to {{app_role}};

create table casement.patch (
  landlord_id uuid not null,
  id text not null,
  name text not null,
  officer_id uuid,
  primary key (landlord_id, id),
  constraint patch_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.patch is 'The homes that one officer looks after';
grant select, insert, update, delete on casement.patch to {{app_role}};

create table casement.staff (
  landlord_id uuid not null,
  id uuid not null,
  account_id text,
  name text not null,
  email text not null,
  initials text not null,
  role text not null check (role in ('officer', 'manager', 'administrator')),
  patch_id text,
  left_at timestamptz,
  created_at timestamptz not null,
  primary key (landlord_id, id),
  constraint staff_email unique (landlord_id, email),
  constraint staff_landlord foreign key (landlord_id) references casement.landlord (id),
  constraint staff_patch foreign key (landlord_id, patch_id) references casement.patch (landlord_id, id)
);
comment on table casement.staff is 'The people who work cases for a landlord; account_id is the account they sign in with, if any';
grant select, insert, update on casement.staff to {{app_role}};

create table casement.team (
  landlord_id uuid not null,
  id text not null,
  name text not null,
  primary key (landlord_id, id),
  constraint team_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.team is 'A group of staff that work can be given to until one of them claims it';
grant select, insert, update, delete on casement.team to {{app_role}};

create table casement.team_member (
  landlord_id uuid not null,
  team_id text not null,
  staff_id uuid not null,
  primary key (landlord_id, team_id, staff_id),
  constraint team_member_team foreign key (landlord_id, team_id) references casement.team (landlord_id, id) on delete cascade,
  constraint team_member_staff foreign key (landlord_id, staff_id) references casement.staff (landlord_id, id)
);
comment on table casement.team_member is 'Who is in which team';
create index team_member_by_staff on casement.team_member (landlord_id, staff_id);
grant select, insert, delete on casement.team_member to {{app_role}};

do $$
declare
  table_name text;
begin
  foreach table_name in array array['calendar', 'case_type', 'patch', 'staff', 'team', 'team_member'] loop
    execute format('alter table casement.%I enable row level security', table_name);
    execute format(
      'create policy of_landlord on casement.%I using (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)'
      ' with check (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)', table_name);
  end loop;
end
$$;
