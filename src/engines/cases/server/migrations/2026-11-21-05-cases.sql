create table cases (
  street          text not null references streets,
  id              uuid not null,
  number          text not null,
  type            text not null,
  type_version    integer not null,
  state           text not null check (state in ('reported', 'accepted', 'verifying', 'registered', 'dispatched', 'disposing', 'checking', 'visiting', 'closed', 'rejected', 'voided')),
  open            boolean not null,
  source          text not null,
  upstream_no     text,
  title           text not null,
  description     text not null,
  category        text not null,
  answers         jsonb not null,
  address_id      uuid,
  place           text not null,
  lng             double precision,
  lat             double precision,
  committee       text,
  grid            text,
  lead_unit       uuid,
  handler         uuid,
  created_by      uuid,
  repeat_group    uuid,
  returned_count  integer not null,
  rework_count    integer not null,
  extension_count integer not null,
  reopen_count    integer not null,
  supervised      integer not null check (supervised between 0 and 5),
  parked          boolean not null,
  difficult       boolean not null,
  self_disposed   boolean not null,
  named_unit      uuid,
  fact_finding    text check (fact_finding in ('true', 'partly', 'not_true', 'cannot_verify')),
  appeal_finding  text check (appeal_finding in ('reasonable', 'partly', 'unreasonable', 'out_of_scope')),
  result          text check (result in ('solved', 'explained', 'planned', 'unsolved')),
  answer_text     text,
  answered_at     timestamptz,
  contacted_at    timestamptz,
  contact_on_time boolean,
  on_time         boolean,
  solved_say      boolean,
  satisfaction    text check (satisfaction in ('satisfied', 'mostly', 'fair', 'dissatisfied')),
  next_kind       text,
  next_due        timestamptz,
  next_half       timestamptz,
  next_orange     timestamptz,
  reported_at     timestamptz not null,
  accepted_at     timestamptz,
  verified_at     timestamptz,
  registered_at   timestamptz,
  dispatched_at   timestamptz,
  signed_at       timestamptz,
  fed_back_at     timestamptz,
  checked_at      timestamptz,
  visited_at      timestamptz,
  closed_at       timestamptz,
  checked_by      uuid,
  follow_code     text not null,
  version         integer not null,
  words           text not null,
  primary key (street, id),
  unique (street, number),
  unique (street, follow_code),
  foreign key (street, lead_unit) references units (street, id),
  foreign key (street, named_unit) references units (street, id),
  foreign key (street, address_id) references addresses (street, id),
  check (open = (state not in ('closed', 'rejected', 'voided'))),
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'closed' or on_time is not null),
  -- 核查 is by someone other than who handled it; nothing closes unchecked.
  check (state <> 'closed' or checked_by is not null),
  check (checked_by is null or handler is null or checked_by <> handler),
  check (state not in ('dispatched', 'disposing') or lead_unit is not null)
);
create unique index cases_by_upstream_no on cases (street, source, upstream_no) where upstream_no is not null;
create index cases_by_reported on cases (street, reported_at desc, id desc);
create index cases_open_by_due on cases (street, next_due, id) where open;
create index cases_open_by_unit on cases (street, lead_unit, next_due, id) where open;
create index cases_open_by_state on cases (street, state, next_due, id) where open;
create index cases_by_matter on cases (street, category, reported_at desc);
create index cases_by_address on cases (street, address_id, reported_at desc) where address_id is not null;
create index cases_by_group on cases (street, repeat_group) where repeat_group is not null;

create table tasks (
  street        text not null,
  id            uuid not null,
  case_id       uuid not null,
  unit          uuid not null,
  role          text not null check (role in ('lead', 'assist')),
  state         text not null check (state in ('dispatched', 'signed', 'fed_back', 'returned', 'withdrawn')),
  handler       uuid,
  step          integer not null,
  dispatched_at timestamptz not null,
  signed_at     timestamptz,
  fed_back_at   timestamptz,
  primary key (street, id),
  foreign key (street, case_id) references cases (street, id),
  foreign key (street, unit) references units (street, id),
  check ((state in ('signed', 'fed_back')) <= (handler is not null))
);
create index tasks_of_case on tasks (street, case_id);
create index tasks_active_by_unit on tasks (street, unit, case_id) where state in ('dispatched', 'signed');
create index tasks_by_unit on tasks (street, unit, case_id);

create table deadlines (
  street       text not null,
  id           uuid not null,
  case_id      uuid not null,
  task_id      uuid,
  kind         text not null,
  step         integer not null,
  limit_value  double precision not null,
  limit_unit   text not null check (limit_unit in ('URGENT_HOUR', 'WORK_HOUR', 'WORK_DAY', 'NATURAL_DAY')),
  rule_key     text not null,
  rule_from    date not null,
  started_at   timestamptz not null,
  half_at      timestamptz not null,
  orange_at    timestamptz not null,
  due_at       timestamptz not null,
  first_due_at timestamptz not null,
  state        text not null check (state in ('running', 'paused', 'met', 'ended')),
  paused_at    timestamptz,
  met_at       timestamptz,
  moved_by     uuid,
  provisional  boolean not null,
  primary key (street, id),
  foreign key (street, case_id) references cases (street, id),
  check ((state = 'paused') = (paused_at is not null)),
  check ((state = 'met') = (met_at is not null)),
  -- A deadline moves only by a recorded act.
  check (due_at = first_due_at or moved_by is not null)
);
create index deadlines_of_case on deadlines (street, case_id);

create table case_records (
  street     text not null,
  id         uuid not null,
  case_id    uuid not null,
  task_id    uuid,
  kind       text not null,
  at         timestamptz not null,
  by         uuid,
  state      text not null check (state in ('done', 'pending', 'approved', 'refused', 'replied')),
  decided_at timestamptz,
  decided_by uuid,
  body       jsonb not null,
  photos     jsonb not null,
  primary key (street, id),
  foreign key (street, case_id) references cases (street, id),
  -- Who asks may not grant.
  check (state not in ('approved', 'refused') or decided_by is distinct from by)
);
create index case_records_of_case on case_records (street, case_id);
create index case_records_pending on case_records (street, kind, at) where state = 'pending';

-- Who called: apart from the case, read only by those who state a purpose.
create table case_callers (
  street  text not null,
  case_id uuid not null,
  name    text,
  phone   text,
  primary key (street, case_id),
  foreign key (street, case_id) references cases (street, id)
);
create index case_callers_by_phone on case_callers (street, phone) where phone is not null;

create table parameters (
  street     text not null references streets,
  key        text not null,
  "from"     date not null,
  value      double precision not null check (value > 0),
  unit       text not null,
  basis      text not null,
  confidence text not null check (confidence in ('sure', 'likely', 'unverified')),
  set_by     uuid,
  set_at     timestamptz not null,
  primary key (street, key, "from")
);

-- The city's monthly lists of 未先行联系 / 未解决 / 不满意 tickets, and what the street says against a row.
create table city_rows (
  street      text not null,
  id          uuid not null,
  month       text not null,
  kind        text not null check (kind in ('not_contacted', 'not_solved', 'dissatisfied')),
  upstream_no text not null,
  note        text not null,
  case_id     uuid,
  state       text not null check (state in ('imported', 'contested', 'upheld', 'dismissed')),
  grounds     text,
  contested_by uuid,
  decided_by  uuid,
  primary key (street, id),
  unique (street, month, kind, upstream_no),
  foreign key (street, case_id) references cases (street, id),
  check (decided_by is null or decided_by is distinct from contested_by)
);

do $$
declare t text;
begin
  foreach t in array array['cases', 'tasks', 'deadlines', 'case_records', 'case_callers', 'parameters', 'city_rows'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert, update on %I to mofang_app', t);
  end loop;
end $$;
-- A version of a parameter that has once decided something is never changed: a new date makes a new version.
revoke update on parameters from mofang_app;

-- Pairs of neighbouring characters: finds any Chinese word of two characters or more (trigrams cannot).
create function bigrams(words text) returns text[] language sql immutable parallel safe
  return array(select distinct substr(words, i, 2) from generate_series(1, greatest(length(words) - 1, 0)) i);
create index cases_by_words on cases using gin (bigrams(words)) with (fastupdate = on);

-- Row-level security lets no index of words be used by the role it binds (LIKE and @> are not leakproof),
-- so the search runs as the owner and names the street itself.
create function find_cases_by_words(pieces text[], pattern text, at_most integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select c.id from cases c
    where c.street = current_setting('app.street') and bigrams(c.words) @> pieces and c.words like pattern
    limit at_most;
  end;
revoke all on function find_cases_by_words from public;
grant execute on function find_cases_by_words to mofang_app;
