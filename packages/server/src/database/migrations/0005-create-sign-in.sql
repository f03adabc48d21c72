-- Breaks no older code: a schema of its own. An account belongs to the installation; a membership joins it to a landlord.
create schema if not exists sign_in;
grant usage on schema sign_in to {{app_role}};

create table sign_in."user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
comment on table sign_in."user" is 'An account: somebody who can sign in';

create table sign_in."session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references sign_in."user" ("id") on delete cascade,
  "landlordId" text
);
comment on table sign_in."session" is 'Who is signed in; landlordId is set by the server when somebody signs in, never read from a request';
create index session_by_user on sign_in."session" ("userId");

create table sign_in."account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references sign_in."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
comment on table sign_in."account" is 'A way for an account to prove who it is; for a password its argon2id hash';
create index account_by_user on sign_in."account" ("userId");

create table sign_in."verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
comment on table sign_in."verification" is 'One-time proofs that wait to be used';
create index verification_by_identifier on sign_in."verification" ("identifier");

create table sign_in."rateLimit" (
  "id" text primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);
comment on table sign_in."rateLimit" is 'How often an address has tried to sign in lately';

create table sign_in.membership (
  user_id text not null references sign_in."user" ("id") on delete cascade,
  landlord_id uuid not null,
  staff_id uuid not null,
  banned_at timestamptz,
  primary key (user_id, landlord_id)
);
comment on table sign_in.membership is 'Joins an account to a member of staff of a landlord';

grant select, insert, update, delete on all tables in schema sign_in to {{app_role}};

-- One question for session, person and rights together. It runs as the owner, because the landlord is known only from its
-- answer; it answers to whoever holds the token, and to nobody else. Two steps, because on Citus the tables lie apart.
create function casement.find_session(session_token text, at timestamptz)
returns table (
  landlord_id uuid, landlord_name text, zone text, calendar text, library_version integer, frozen_now timestamptz, is_demonstration boolean,
  staff_id uuid, name text, email text, initials text, role text, patch_id text, teams jsonb
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  found_landlord uuid;
  found_staff uuid;
begin
  select m.landlord_id, m.staff_id into found_landlord, found_staff
  from sign_in."session" s join sign_in.membership m on m.user_id = s."userId" and m.landlord_id::text = s."landlordId"
  where s."token" = session_token and s."expiresAt" > at and m.banned_at is null;
  if found_landlord is null then
    return;
  end if;
  return query
    select l.id, l.name, l.zone, l.calendar, l.library_version, l.frozen_now, l.is_demonstration, p.id, p.name, p.email, p.initials, p.role, p.patch_id,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name), '[]'::jsonb)
       from casement.team_member b join casement.team t on t.landlord_id = b.landlord_id and t.id = b.team_id
       where b.landlord_id = found_landlord and b.staff_id = p.id)
    from casement.staff p join casement.landlord l on l.id = p.landlord_id
    where p.landlord_id = found_landlord and p.id = found_staff and p.left_at is null;
end
$$;
comment on function casement.find_session(text, timestamptz) is 'Session, person, landlord and teams of a session token that is still good';
revoke all on function casement.find_session(text, timestamptz) from public;
grant execute on function casement.find_session(text, timestamptz) to {{app_role}};
