-- How far a first count has come, told to whoever asks for what is not whole yet: the cases counted, of those there were when
-- it began.
alter table measure_definitions add column counted_cases bigint not null default 0;
alter table measure_definitions add column cases_to_count bigint;
grant update (counted_cases, cases_to_count) on measure_definitions to mofang_app;
