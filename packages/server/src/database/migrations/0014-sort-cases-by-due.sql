-- Breaks no older code: an index only.
-- Lists of all cases by due date; by owner there is one already.
create index case_record_by_due on casement.case_record (landlord_id, due_sort, id);
