-- Breaks no older code: one function answers with more.
-- Smyth for Smith: with one wrong letter of five, a third of the letters in threes are left.
alter function casement.guess_entries(uuid, text, text, integer) set pg_trgm.word_similarity_threshold = 0.3;
