-- Breaks no older code: a new table only. What an older Casement changes meanwhile is caught up with at the next start.
create table casement.case_staff (
  landlord_id uuid not null,
  case_id uuid not null,
  id text not null,
  staff_id text not null,
  part text not null check (part in ('manager', 'helper')),
  is_over boolean not null,
  primary key (landlord_id, case_id, id),
  constraint case_staff_case foreign key (landlord_id, case_id) references casement.case_record (landlord_id, id)
);
comment on table casement.case_staff is 'Who works on a case beside its owner: who was named to manage it, and who helps; over when the case ends or they are named no more';
create index case_staff_by_staff on casement.case_staff (landlord_id, staff_id, case_id) where not is_over;
grant select, insert, update on casement.case_staff to {{app_role}};
alter table casement.case_staff enable row level security;
create policy of_landlord on casement.case_staff
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);

insert into casement.case_staff (landlord_id, case_id, id, staff_id, part, is_over)
  select c.landlord_id, c.id, 'manager.' || (c.state #>> '{manager,id}'), c.state #>> '{manager,id}', 'manager', false
  from casement.case_record c where c.ended_at is null and c.state #>> '{manager,kind}' = 'person'
  union all
  select c.landlord_id, c.id, 'helper.' || h.id, h.id, 'helper', false
  from casement.case_record c cross join lateral json_array_elements_text(c.state -> 'helpers') as h (id)
  where c.ended_at is null and c.state -> 'helpers' is not null;
