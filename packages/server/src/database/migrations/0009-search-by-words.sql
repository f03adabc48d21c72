-- Breaks no older code: its search finds what was written since by fewer spellings, and takes longer.
create extension if not exists fuzzystrmatch with schema casement;

-- As records/search-words.ts writes words: single ones between single spaces, those with parts also in parts.
create function pg_temp.with_parts(words text) returns text
language sql immutable
as $$
  select btrim(regexp_replace(
    translate(lower(words || ' ' || regexp_replace(words, '[-’''.@]+', ' ', 'g')), 'áàâäãåāéèêëēíìîïóòôöõøúùûüýÿñçłđ’''', 'aaaaaaaeeeeeiiiioooooouuuuyyncld'), '[\s,;()/]+', ' ', 'g'))
$$;

update casement.search_entry set words = pg_temp.with_parts(words);

insert into casement.search_entry (landlord_id, kind, id, label, detail, words)
  select b.landlord_id, 'block', b.id::text, b.name, b.reference, pg_temp.with_parts(concat_ws(' ', b.name, b.reference)) from casement.block b
  union all
  select o.landlord_id, 'household', o.id::text, o.name, h.address, pg_temp.with_parts(concat_ws(' ', o.name, h.address))
  from casement.household o left join casement.home h on h.landlord_id = o.landlord_id and h.id = o.home_id;

create function casement.lexemes(words text) returns tsvector
language sql immutable strict parallel safe
as $$ select array_to_tsvector(array_remove(string_to_array(words, ' '), '')) $$;
comment on function casement.lexemes(text) is 'The words of a search entry, as the index holds them';

create index search_entry_lexemes on casement.search_entry using gin (casement.lexemes(words));
drop index casement.search_entry_words;

create table casement.search_word (
  landlord_id uuid not null,
  word text not null,
  primary key (landlord_id, word),
  constraint search_word_landlord foreign key (landlord_id) references casement.landlord (id)
);
comment on table casement.search_word is 'Every word of names, addresses and case types, once, without those that hold a figure: what a misspelt word may have meant';
create index search_word_spelling on casement.search_word using gin (word casement.gin_trgm_ops);
-- Of labels alone: what else finds a record, an e-mail address or a reference, is not what a misspelt word meant.
insert into casement.search_word (landlord_id, word)
  select distinct e.landlord_id, known.word
  from casement.search_entry e, regexp_split_to_table(e.label, '[\s,;()/]+') as said(word), string_to_table(pg_temp.with_parts(btrim(said.word, '-’''.@')), ' ') as known(word)
  where said.word !~ '[0-9]' and length(known.word) between 3 and 60 and known.word ~ '[[:alpha:]]';

alter table casement.search_word enable row level security;
create policy of_landlord on casement.search_word
  using (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid)
  with check (landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid);
grant select, insert on casement.search_word to {{app_role}};

-- As in 0002: under row-level security no index may be asked for words, so these run as the owner, for the transaction's landlord alone.
create function casement.entries_with(landlord uuid, asked tsquery, only_kind text, most integer)
returns setof casement.search_entry
language plpgsql stable security definer set search_path = pg_catalog, casement, pg_temp
as $$
begin
  if landlord is distinct from nullif(current_setting('app.landlord_id', true), '')::uuid then
    raise exception 'search of a landlord that the transaction is not for' using errcode = '42501';
  end if;
  return query
    select e.* from casement.search_entry e
    where e.landlord_id = landlord and (only_kind is null or e.kind = only_kind) and casement.lexemes(e.words) @@ asked
    limit most;
end
$$;
comment on function casement.entries_with(uuid, tsquery, text, integer) is 'Search entries that hold the words asked for';

create function casement.words_like(landlord uuid, asked text, most integer)
returns setof text
language plpgsql stable security definer set search_path = pg_catalog, casement, pg_temp
as $$
begin
  if landlord is distinct from nullif(current_setting('app.landlord_id', true), '')::uuid then
    raise exception 'search of a landlord that the transaction is not for' using errcode = '42501';
  end if;
  return query
    select w.word from casement.search_word w where w.landlord_id = landlord and w.word % asked
    order by similarity(w.word, asked) desc, w.word limit most;
  -- Pual for Paul: two letters that changed places leave no three in a row.
  if not found and length(asked) >= 4 then
    return query
      select w.word from casement.search_word w
      where w.landlord_id = landlord and length(w.word) between length(asked) - 2 and length(asked) + 2 and levenshtein_less_equal(w.word, asked, 2) <= 2
      order by levenshtein(w.word, asked), w.word limit most;
  end if;
end
$$;
comment on function casement.words_like(uuid, text, integer) is 'Known words that a misspelt one may have meant, closest first';

revoke all on function casement.entries_with(uuid, tsquery, text, integer) from public;
revoke all on function casement.words_like(uuid, text, integer) from public;
grant execute on function casement.entries_with(uuid, tsquery, text, integer) to {{app_role}};
grant execute on function casement.words_like(uuid, text, integer) to {{app_role}};
