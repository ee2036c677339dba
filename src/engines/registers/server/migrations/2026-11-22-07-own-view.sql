-- A code with which a person sees what is held about them (PIPL art. 45). Given at the counter to someone whom the clerk
-- knows or whose card was shown; only its hash is kept, and a few wrong answers end it.
create table register_view_codes (
  street    text not null,
  id        uuid not null,
  code_hash text not null,
  person    uuid not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  until     timestamptz not null,
  failures  integer not null default 0,
  primary key (street, id),
  unique (street, code_hash),
  foreign key (street, person) references register_entries (street, id)
);
create index register_view_codes_of_person on register_view_codes (street, person);

alter table register_view_codes enable row level security;
create policy register_view_codes_of_street on register_view_codes using (street = current_setting('app.street', true));
grant select, insert on register_view_codes to mofang_app;
grant update (failures) on register_view_codes to mofang_app;
