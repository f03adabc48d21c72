-- With the id in it the cases that are due are claimed from the index as they stand: many wake at the same midnight, and to sort all of them for each batch took longer than to wake them.
drop index casement.case_record_wakes;
create index case_record_wakes on casement.case_record (landlord_id, wake_at, id) where wake_at is not null;
