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
