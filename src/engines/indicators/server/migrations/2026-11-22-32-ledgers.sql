-- Sheets of recurring ledgers as they were made: never changed afterwards.
create table ledger_sheets (
  street   text not null references streets,
  ledger   text not null,
  "from"   date not null,
  "to"     date not null,
  made_at  timestamptz not null,
  -- Null: by the platform, on time.
  made_by  uuid,
  columns  jsonb not null,
  lines    jsonb not null,
  rows     integer not null,
  cells    integer not null,
  position text not null,
  primary key (street, ledger, "from"),
  check ("from" <= "to")
);
alter table ledger_sheets enable row level security;
create policy ledger_sheets_of_street on ledger_sheets using (street = current_setting('app.street', true));
grant select, insert on ledger_sheets to mofang_app;
