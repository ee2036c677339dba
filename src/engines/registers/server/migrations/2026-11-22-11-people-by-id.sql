-- People in no order of theirs, for who does not see their names.
create index register_entries_by_id on register_entries (street, register, id) where state = 'standing';
