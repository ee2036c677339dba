create table target_books (
  street        text not null references streets,
  id            uuid not null,
  year          integer not null check (year between 2000 and 2100),
  title         text not null,
  organisation  text not null,
  document_no   text,
  state         text not null check (state in ('draft', 'approved', 'issued', 'adjusted', 'closed')),
  drawn_up_by   uuid not null,
  drafters      jsonb not null,
  submitted_at  timestamptz,
  submitted_by  uuid,
  returned_note text,
  approved_at   timestamptz,
  approved_by   uuid,
  issued_on     date,
  issued_by     uuid,
  closed_at     timestamptz,
  closed_by     uuid,
  version       integer not null,
  primary key (street, id),
  unique (street, year, title),
  check ((state = 'draft') = (approved_at is null)),
  check ((approved_at is null) = (approved_by is null)),
  check ((state in ('draft', 'approved')) = (issued_on is null)),
  check ((issued_on is null) = (document_no is null) and (issued_on is null) = (issued_by is null)),
  check ((state = 'closed') = (closed_at is not null)),
  -- Who drew it up does not approve it.
  check (approved_by is null or not drafters ? approved_by::text)
);

-- A number as it was written: PostgreSQL's own numbers lose their digits on the way through JSON.
create domain written_number as text check (value ~ '^-?\d{1,12}(\.\d{1,4})?$');

create table target_sheets (
  street     text not null references streets,
  id         uuid not null,
  book       uuid not null,
  no         integer not null,
  changes    jsonb not null,
  reason     text not null check (reason <> ''),
  asked_by   uuid not null,
  asked_at   timestamptz not null,
  state      text not null check (state in ('waiting', 'approved', 'refused')),
  decided_by uuid,
  decided_at timestamptz,
  note       text,
  primary key (street, id),
  unique (street, book, no),
  foreign key (street, book) references target_books (street, id),
  check ((state = 'waiting') = (decided_by is null) and (state = 'waiting') = (decided_at is null)),
  check (decided_by <> asked_by)
);

create table targets (
  street          text not null references streets,
  id              uuid not null,
  book            uuid not null,
  level           integer not null check (level in (1, 2)),
  no              integer not null check (no > 0),
  section         text not null check (section in ('party', 'economy', 'renewal', 'management', 'livelihood', 'safety', 'self')),
  title           text not null check (title <> ''),
  content         text not null,
  leader          text not null,
  lead_unit       uuid,
  assisting       jsonb not null,
  deadline        date not null,
  weight          integer not null check (weight >= 0),
  kind            text not null check (kind in ('quantity', 'milestones', 'routine')),
  evidence        text not null,
  suspended       boolean not null,
  issued_deadline date,
  issued_weight   integer,
  adjusted_by     uuid,
  primary key (street, id),
  unique (street, book, level, no) deferrable initially deferred,
  foreign key (street, book) references target_books (street, id),
  foreign key (street, lead_unit) references units (street, id),
  foreign key (street, adjusted_by) references target_sheets (street, id),
  -- Once issued nothing changes but by a sheet.
  check (adjusted_by is not null or issued_deadline is null or (deadline = issued_deadline and weight = issued_weight and not suspended))
);

create table target_goals (
  street          text not null references streets,
  id              uuid not null,
  book            uuid not null,
  target          uuid not null,
  position        integer not null,
  label           text not null check (label <> ''),
  unit            text not null,
  measure         text,
  course          text not null check (course in ('adds_up', 'is_held')),
  direction       text not null check (direction in ('more', 'less')),
  base            written_number,
  district        written_number,
  own             written_number,
  share           integer not null check (share > 0),
  issued_district written_number,
  issued_own      written_number,
  adjusted_by     uuid,
  primary key (street, id),
  foreign key (street, book) references target_books (street, id),
  foreign key (street, target) references targets (street, id) on delete cascade,
  foreign key (street, adjusted_by) references target_sheets (street, id),
  check (own is not null or district is not null),
  check (adjusted_by is not null or (issued_own is null and issued_district is null)
    or (own is not distinct from issued_own and district is not distinct from issued_district))
);
create index target_goals_of_target on target_goals (street, target);

create table target_milestones (
  street      text not null references streets,
  id          uuid not null,
  book        uuid not null,
  target      uuid not null,
  position    integer not null,
  title       text not null check (title <> ''),
  due         date not null,
  weight      integer not null check (weight > 0),
  done_on     date,
  done_by     uuid,
  evidence    text,
  issued_due  date,
  adjusted_by uuid,
  primary key (street, id),
  foreign key (street, book) references target_books (street, id),
  foreign key (street, target) references targets (street, id) on delete cascade,
  foreign key (street, adjusted_by) references target_sheets (street, id),
  check ((done_on is null) = (done_by is null) and (done_on is null) = (evidence is null)),
  check (adjusted_by is not null or issued_due is null or due = issued_due)
);
create index target_milestones_of_target on target_milestones (street, target);

create table target_reports (
  street      text not null references streets,
  id          uuid not null,
  book        uuid not null,
  target      uuid not null,
  goal        uuid,
  up_to       date not null,
  value       written_number,
  note        text not null,
  blocker     text,
  blocked_by  text,
  by          uuid not null,
  at          timestamptz not null,
  state       text not null check (state in ('waiting', 'confirmed', 'returned')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  review_note text,
  primary key (street, id),
  foreign key (street, book) references target_books (street, id),
  foreign key (street, target) references targets (street, id),
  foreign key (street, goal) references target_goals (street, id),
  check ((goal is null) = (value is null)),
  check (blocked_by is null or blocker is not null),
  check ((state = 'waiting') = (reviewed_by is null) and (state = 'waiting') = (reviewed_at is null)),
  -- Who reports does not review.
  check (reviewed_by <> by)
);
create index target_reports_of_book on target_reports (street, book, target);

create table target_orders (
  street      text not null references streets,
  id          uuid not null,
  book        uuid not null,
  target      uuid not null,
  no          integer not null,
  unit        uuid not null,
  demand      text not null check (demand <> ''),
  due         date not null,
  state       text not null check (state in ('ordered', 'answered', 'verified', 'closed')),
  ordered_by  uuid not null,
  answered_by uuid,
  verified_by uuid,
  closed_by   uuid,
  steps       jsonb not null,
  primary key (street, id),
  unique (street, book, no),
  foreign key (street, book) references target_books (street, id),
  foreign key (street, target) references targets (street, id),
  foreign key (street, unit) references units (street, id),
  check (state = 'ordered' or answered_by is not null),
  check ((state in ('verified', 'closed')) = (verified_by is not null)),
  check ((state = 'closed') = (closed_by is not null)),
  -- Who answered neither verifies nor closes.
  check (verified_by <> answered_by),
  check (closed_by <> answered_by)
);

create table target_parameters (
  street     text not null references streets,
  key        text not null,
  "from"     date not null,
  value      integer not null check (value >= 0),
  basis      text not null check (basis <> ''),
  confidence text not null check (confidence in ('sure', 'likely', 'unverified')),
  set_by     uuid,
  primary key (street, key, "from")
);

do $$
declare t text;
begin
  foreach t in array array['target_books', 'target_sheets', 'targets', 'target_goals', 'target_milestones', 'target_reports', 'target_orders', 'target_parameters'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert, update on %I to mofang_app', t);
  end loop;
end $$;

-- Only what has not been issued may be taken away.
grant delete on targets, target_goals, target_milestones to mofang_app;
create policy targets_of_draft on targets as restrictive for delete using (issued_deadline is null);
create policy target_goals_of_draft on target_goals as restrictive for delete using (issued_district is null and issued_own is null);
create policy target_milestones_of_draft on target_milestones as restrictive for delete using (issued_due is null);
