-- A definition comes into force before it is counted: from then on acts tell what they move of it. What the cases were at that
-- moment is counted beside them, batch by batch in the order of their ids; until it is, nobody reads it.
alter table measure_definitions add column counted boolean not null default true;
alter table measure_definitions alter column counted drop default;
-- Up to which case.
alter table measure_definitions add column counted_to uuid;
grant update (counted, counted_to) on measure_definitions to mofang_app;
