-- An address is often said without its road: 1234 弄 5 号. Staircases are few.
create index register_staircases_of_lane on register_entries (street, (fields ->> 'lane'), (fields ->> 'number'))
  where register = 'staircase' and state = 'standing';
