-- What another system has pushed, by the id that it gave: sent again, it is answered again and written once.
create table exchange_statements (
  street  text not null references streets,
  id      uuid not null,
  -- The import that it came in as.
  import  uuid not null,
  entry   uuid,
  verdict text not null check (verdict in ('new', 'changed', 'same', 'doubtful')),
  at      timestamptz not null,
  primary key (street, id),
  foreign key (street, import) references register_imports (street, id)
);
alter table exchange_statements enable row level security;
create policy exchange_statements_of_street on exchange_statements using (street = current_setting('app.street', true));
grant select, insert on exchange_statements to mofang_app;

-- Where someone lives is kept in a tie and not in the entry: who pulls changes must hear of it all the same. An entry that
-- the transaction has told of already is told of once.
create function tell_of_homes() returns trigger language plpgsql as $$
begin
  insert into register_changes (street, id, entry, register, change, at)
  select m.street, gen_random_uuid(), m.entry, 'person', 'changed', m.at
  from (
    select t.street, e.root as entry, max(greatest(t.recorded_at, t.superseded_at)) as at
    from told t join register_entries e on e.street = t.street and e.id = t.subject
    where t.kind = 'lives' group by t.street, e.root
  ) m
  where not exists (
    select 1 from register_changes c
    where c.street = m.street and c.entry = m.entry and c.position = pg_current_xact_id()::text::bigint
  );
  return null;
end $$;
create trigger tell_of_homes_begun after insert on register_ties
  referencing new table as told for each statement execute function tell_of_homes();
create trigger tell_of_homes_ended after update on register_ties
  referencing new table as told for each statement execute function tell_of_homes();
