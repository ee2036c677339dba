-- Who took which list out, for what, with whose leave. What is in clear needs the leave of someone else.
create table register_exports (
  street       text not null references streets,
  id           uuid not null,
  register     text not null,
  filter       jsonb not null check (jsonb_typeof(filter) = 'object'),
  columns      text[],
  -- In clear: numbers, phones, addresses as they are. Otherwise as the screen masks them.
  clear        boolean not null,
  purpose      text not null,
  note         text not null,
  state        text not null check (state in ('requested', 'approved', 'refused')),
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by   uuid,
  decided_at   timestamptz,
  reason       text,
  until        timestamptz,
  primary key (street, id),
  check ((state = 'requested') = (decided_at is null)),
  check ((state = 'approved') = (until is not null)),
  -- Who asks for what is in clear is not who grants it.
  check (not clear or decided_by is distinct from requested_by)
);
create index register_exports_in_order on register_exports (street, requested_at desc, id desc);
create index register_exports_waiting on register_exports (street, requested_at, id) where state = 'requested';

alter table register_exports enable row level security;
create policy register_exports_of_street on register_exports using (street = current_setting('app.street', true));
grant select, insert on register_exports to mofang_app;
grant update (state, decided_by, decided_at, reason, until) on register_exports to mofang_app;
