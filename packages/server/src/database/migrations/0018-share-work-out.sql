-- Breaks no older code: new tables, and columns that are empty when not said.
create table casement.leave (
  landlord_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  cover_id uuid not null,
  first_day date not null,
  last_day date not null,
  ended_at timestamptz,
  handed_back_at timestamptz,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (landlord_id, id),
  constraint leave_staff foreign key (landlord_id, staff_id) references casement.staff (landlord_id, id),
  constraint leave_cover foreign key (landlord_id, cover_id) references casement.staff (landlord_id, id),
  constraint leave_days check (last_day >= first_day),
  constraint leave_covered_by_another check (cover_id <> staff_id)
);
comment on table casement.leave is 'Days on which one of the staff is away, and who covers: new work comes to the cover and goes back at the end';
comment on column casement.leave.ended_at is 'When it was ended before its last day';
comment on column casement.leave.handed_back_at is 'When all that came to the cover had gone back; null until then';
create index leave_not_handed_back on casement.leave (landlord_id, last_day) where handed_back_at is null;
create index leave_by_staff on casement.leave (landlord_id, staff_id, last_day);
create index leave_by_cover on casement.leave (landlord_id, cover_id, last_day);
grant select, insert, update, delete on casement.leave to {{app_role}};

create table casement.allocation_turn (
  landlord_id uuid not null,
  group_kind text not null check (group_kind in ('team', 'role')),
  group_id text not null,
  last_staff_id uuid,
  primary key (landlord_id, group_kind, group_id),
  constraint allocation_turn_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.allocation_turn is 'Who of a team or role was given work last by turns; whoever gives the next locks this row';
grant select, insert, update on casement.allocation_turn to {{app_role}};

do $$
declare
  table_name text;
begin
  foreach table_name in array array['leave', 'allocation_turn'] loop
    execute format('alter table casement.%I enable row level security', table_name);
    execute format(
      'create policy of_landlord on casement.%I using (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)'
      ' with check (landlord_id = nullif(current_setting(''app.landlord_id'', true), '''')::uuid)', table_name);
  end loop;
end
$$;

alter table casement.case_record add column cover_for text;
comment on column casement.case_record.cover_for is 'The owner covers for this member of staff, who is away';
create index case_record_covered on casement.case_record (landlord_id, cover_for) where cover_for is not null;
alter table casement.task add column cover_for text;
comment on column casement.task.cover_for is 'Whoever has it covers for this member of staff, who is away';
create index task_covered on casement.task (landlord_id, cover_for) where cover_for is not null and is_open;
alter table casement.outbox add column not_before timestamptz;
comment on column casement.outbox.not_before is 'In the landlord''s time: a notice that waits for working hours';
