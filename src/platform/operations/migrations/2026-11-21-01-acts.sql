-- Who did what, when, with what outcome. Append-only: the role that serves requests may read and insert, nothing else.
create table acts (
  street       text not null check (street ~ '^\d{9}$'),
  -- The client's command id for what was done or refused; an id of its own for what failed, so that it can be sent again.
  id           uuid not null,
  -- The transaction's number: acts are read in this order, and only below the oldest running transaction, so none is missed.
  position     bigint not null default (pg_current_xact_id()::text::bigint),
  at           timestamptz not null,
  happened_at  timestamptz,
  actor        uuid,
  actor_name   text,
  operation    text not null,
  outcome      text not null,
  subject_kind text,
  subject_id   uuid,
  input        jsonb,
  input_hash   text,
  changes      jsonb,
  result       jsonb,
  address      inet,
  primary key (street, id)
);
create index acts_by_position on acts (street, position, id);
create index acts_by_subject on acts (street, subject_id, at) where subject_id is not null;
create index acts_by_time on acts (street, at desc);

-- Numbers that people see, without holes: the row stays locked until the transaction that took a number ends.
create table counters (
  street text not null,
  name   text not null,
  n      bigint not null,
  primary key (street, name)
);

alter table acts enable row level security;
alter table counters enable row level security;
create policy acts_of_street on acts using (street = current_setting('app.street', true));
create policy counters_of_street on counters using (street = current_setting('app.street', true));
grant select, insert on acts to mofang_app;
grant select, insert, update on counters to mofang_app;
grant usage on schema public to mofang_app;
