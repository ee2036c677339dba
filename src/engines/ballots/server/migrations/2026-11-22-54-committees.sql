-- Owners' committees: their terms, how they are renewed, assessed and trained.
create table owners_committees (
  street    text not null references streets,
  id        uuid not null,
  compound  uuid not null,
  number    int not null check (number > 0),
  -- Odd, 5 to 11 (业主大会和业主委员会指导规则).
  seats     int not null check (seats between 5 and 11 and seats % 2 = 1),
  term_from date not null,
  term_to   date not null check (term_to > term_from),
  filing    text,
  made_by   uuid not null,
  made_at   timestamptz not null,
  primary key (street, id),
  unique (street, compound, number),
  foreign key (street, compound) references register_entries (street, id)
);
create index owners_committees_ending on owners_committees (street, term_to);

create table owners_committee_members (
  street      text not null,
  committee   uuid not null,
  id          uuid not null,
  name        text not null,
  post        text not null check (post in ('chair', 'vice', 'member', 'alternate')),
  joined      date not null,
  left_on     date check (left_on >= joined),
  left_reason text,
  primary key (street, id),
  foreign key (street, committee) references owners_committees (street, id),
  check ((left_on is null) = (left_reason is null))
);
create index owners_committee_members_of on owners_committee_members (street, committee);

create table committee_renewals (
  street    text not null references streets,
  id        uuid not null,
  compound  uuid not null,
  -- The term that ends; none of a first committee.
  committee uuid,
  kind      text not null check (kind in ('due', 'early', 'by_election', 'first')),
  reason    text,
  members   jsonb not null default '[]' check (jsonb_typeof(members) = 'array'),
  vote      uuid,
  filed     boolean not null default false,
  opened_by uuid not null,
  opened_at timestamptz not null,
  primary key (street, id),
  foreign key (street, compound) references register_entries (street, id),
  foreign key (street, committee) references owners_committees (street, id),
  foreign key (street, vote) references votes (street, id),
  check ((kind = 'first') = (committee is null))
);
-- One renewal of a property area runs at a time.
create unique index committee_renewals_running on committee_renewals (street, compound) where not filed;
create index committee_renewals_of on committee_renewals (street, committee);

create table committee_renewal_steps (
  street  text not null,
  renewal uuid not null,
  step    text not null check (step in ('reported', 'group_formed', 'handed_over', 'audited', 'vetted', 'elected', 'filed', 'returned')),
  day     date not null,
  note    text not null,
  file    uuid,
  by_name text not null,
  by_staff uuid not null,
  at      timestamptz not null,
  primary key (street, renewal, step),
  foreign key (street, renewal) references committee_renewals (street, id)
);

create table assessment_schemes (
  street text not null references streets,
  "from" date not null,
  scheme jsonb not null check (jsonb_typeof(scheme) = 'object'),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (street, "from")
);

create table committee_assessments (
  street      text not null references streets,
  id          uuid not null,
  committee   uuid not null,
  year        int not null check (year between 2000 and 2100),
  round       text not null check (round in ('first', 'second')),
  -- The day of the scheme it was judged by.
  scheme_from date not null,
  points      jsonb not null,
  notes       jsonb not null,
  total       int not null check (total >= 0),
  full_points int not null check (full_points >= total),
  grade       text not null check (grade in ('excellent', 'good', 'pass', 'fail')),
  by_staff    uuid not null,
  by_name     text not null,
  at          timestamptz not null,
  primary key (street, id),
  unique (street, committee, year, round),
  foreign key (street, committee) references owners_committees (street, id)
);

create table committee_improvements (
  street    text not null references streets,
  id        uuid not null,
  committee uuid not null,
  item      text not null,
  what      text not null,
  due       date not null,
  done_on   date,
  primary key (street, id),
  foreign key (street, committee) references owners_committees (street, id)
);
create index committee_improvements_of on committee_improvements (street, committee);

create table committee_trainings (
  street text not null references streets,
  id     uuid not null,
  day    date not null,
  topic  text not null,
  place  text not null,
  made_by uuid not null,
  primary key (street, id)
);
create index committee_trainings_in_order on committee_trainings (street, day desc);

create table committee_training_people (
  street    text not null,
  training  uuid not null,
  n         int not null,
  committee uuid,
  name      text not null,
  post      text not null,
  primary key (street, training, n),
  foreign key (street, training) references committee_trainings (street, id),
  foreign key (street, committee) references owners_committees (street, id)
);

-- Limits that a street sets from a day on; what is not here is as declared.
create table committee_parameters (
  street text not null references streets,
  key    text not null,
  "from" date not null,
  value  int not null check (value > 0),
  basis  text not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (street, key, "from")
);

do $$
declare t text;
begin
  foreach t in array array['owners_committees', 'owners_committee_members', 'committee_renewals', 'committee_renewal_steps',
    'assessment_schemes', 'committee_assessments', 'committee_improvements', 'committee_trainings', 'committee_training_people',
    'committee_parameters'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update (filing) on owners_committees to mofang_app;
grant update (post, left_on, left_reason) on owners_committee_members to mofang_app;
grant update (members, vote, filed) on committee_renewals to mofang_app;
grant update (done_on) on committee_improvements to mofang_app;
