-- An entry that should not have been there is withdrawn: it counts no more, and what it was stays to be seen, with the reason.
alter table ledger_entries add column withdrawn boolean not null default false;
grant update (withdrawn) on ledger_entries to mofang_app;

create table ledger_withdrawals (
  street  text not null references streets,
  id      uuid not null,
  ledger  text not null,
  month   date not null,
  member  text not null,
  name    text not null,
  marks   jsonb not null,
  amounts jsonb not null,
  reason  text not null check (reason <> ''),
  by      uuid not null,
  at      timestamptz not null,
  primary key (street, id)
);
create index ledger_withdrawals_by_month on ledger_withdrawals (street, ledger, month);
alter table ledger_withdrawals enable row level security;
create policy ledger_withdrawals_of_street on ledger_withdrawals using (street = current_setting('app.street', true));
grant select, insert on ledger_withdrawals to mofang_app;
