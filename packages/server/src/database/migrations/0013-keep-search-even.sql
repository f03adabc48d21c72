-- Breaks no older code: how two indexes are kept.
-- By default a GIN index puts new rows on a list that every search reads to its end until vacuum files them: after a thousand new cases
-- a search took half as long again. Filed at once, a new case pays for it, which is not noticed.
alter index casement.search_entry_lexemes set (fastupdate = off);
alter index casement.search_word_spelling set (fastupdate = off);
select gin_clean_pending_list('casement.search_entry_lexemes'), gin_clean_pending_list('casement.search_word_spelling');
