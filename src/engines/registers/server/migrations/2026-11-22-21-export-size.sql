-- How many rows it was when it was asked for: nobody should grant a list without knowing of how many. Null where that
-- alone would say too much.
alter table register_exports add column expected integer check (expected >= 0);
