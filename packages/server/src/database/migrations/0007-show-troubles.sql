-- Breaks no older code: indexes, and the same search functions made better.
create index case_record_failing on casement.case_record (landlord_id, id) where wake_failures > 0;
create index outbox_dead on casement.outbox (landlord_id, id) where dead_at is not null;

create or replace function casement.find_entries(landlord uuid, patterns text[], only_kind text, most integer)
returns setof casement.search_entry
language plpgsql stable security definer set search_path = pg_catalog, casement, pg_temp
as $$
begin
  if landlord is distinct from nullif(current_setting('app.landlord_id', true), '')::uuid then
    raise exception 'search of a landlord that the transaction is not for' using errcode = '42501';
  end if;
  -- The index answers single patterns, not a list of them.
  return query
    select e.* from casement.search_entry e
    where e.landlord_id = landlord and (only_kind is null or e.kind = only_kind)
      and e.words like patterns[1] and e.words like coalesce(patterns[2], '%') and e.words like coalesce(patterns[3], '%') and e.words like all (patterns)
    limit most;
end
$$;
comment on function casement.find_entries(uuid, text[], text, integer) is 'Search entries that hold all of the patterns';

create or replace function casement.guess_entries(landlord uuid, asked text, only_kind text, most integer)
returns setof casement.search_entry
language plpgsql stable security definer set search_path = pg_catalog, casement, pg_temp set pg_trgm.word_similarity_threshold = 0.45
as $$
begin
  if landlord is distinct from nullif(current_setting('app.landlord_id', true), '')::uuid then
    raise exception 'search of a landlord that the transaction is not for' using errcode = '42501';
  end if;
  return query
    select e.* from casement.search_entry e
    where e.landlord_id = landlord and (only_kind is null or e.kind = only_kind) and e.words %> asked
    order by casement.word_similarity(asked, e.words) desc, e.label
    limit most;
end
$$;
