-- Where people live, read without their rows: tags are counted by area, lists are counted.
create index register_people_by_area on register_entries (street, committee, grid, micro_grid, id)
  where register = 'person' and state = 'standing';
-- Whom to look after first. Few among many; as a partial index it serves under row-level security too.
create index register_people_alone on register_entries (street, id)
  where register = 'person' and state = 'standing' and fields ->> 'livesAlone' = 'true';
