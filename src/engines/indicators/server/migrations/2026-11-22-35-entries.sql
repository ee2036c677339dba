-- Entries of ledgers that people keep: a member's month. Entered again it is put right; the acts keep what it was.
create table ledger_entries (
  street     text not null references streets,
  id         uuid not null,
  ledger     text not null,
  month      date not null check (month = date_trunc('month', month)),
  member     text not null check (member <> ''),
  name       text not null check (name <> ''),
  marks      jsonb not null check (jsonb_typeof(marks) = 'array'),
  amounts    jsonb not null check (jsonb_typeof(amounts) = 'object'),
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (street, id),
  unique (street, ledger, month, member)
);
alter table ledger_entries enable row level security;
create policy ledger_entries_of_street on ledger_entries using (street = current_setting('app.street', true));
grant select, insert on ledger_entries to mofang_app;
grant update (name, marks, amounts, entered_by, entered_at) on ledger_entries to mofang_app;
