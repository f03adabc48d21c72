-- Breaks no older code: a new table only.
create table casement.webhook (
  landlord_id uuid not null,
  name text not null,
  url text not null,
  secret text not null,
  may_be_private boolean not null,
  primary key (landlord_id, name)
);
comment on table casement.webhook is 'Other systems that case types tell by name: where each is, and the secret by which it knows that it is us';
comment on column casement.webhook.may_be_private is 'The address may be http, and lie in a network of the landlord''s own';
grant select, insert, update, delete on casement.webhook to {{app_role}};
alter table casement.webhook enable row level security;
create policy of_landlord on casement.webhook
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);
