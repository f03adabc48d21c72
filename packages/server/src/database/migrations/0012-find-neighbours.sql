-- Breaks no older code: indexes only.
create index home_by_block on casement.home (landlord_id, block_id) where block_id is not null;
create index home_by_postcode on casement.home (landlord_id, postcode) where block_id is null;
create index household_by_home on casement.household (landlord_id, home_id) where home_id is not null;
