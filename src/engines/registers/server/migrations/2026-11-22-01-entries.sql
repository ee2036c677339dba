-- A thing of a register: a person, a home, a building, an enterprise. Its fields are what stands of all that was said of it.
create table register_entries (
  street     text not null references streets,
  id         uuid not null,
  register   text not null,
  -- Home in its staircase, staircase in its building, building in its compound, premises where they are.
  parent     uuid,
  -- Itself, or the entry that it was merged into.
  root       uuid not null,
  state      text not null check (state in ('standing', 'merged', 'withdrawn')),
  fields     jsonb not null check (jsonb_typeof(fields) = 'object'),
  -- By field: the source, the day and the statement that its value comes from.
  origins    jsonb not null check (jsonb_typeof(origins) = 'object'),
  -- Where it lies; a person, where the person lives.
  committee  text,
  grid       text,
  micro_grid text,
  lng        double precision,
  lat        double precision,
  -- The key of its address; a person's is that of the home, by which the person may be recognised.
  home_key   text collate "C",
  sort_key   text collate "C" not null,
  version    integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (street, id),
  foreign key (street, parent) references register_entries (street, id),
  foreign key (street, root) references register_entries (street, id),
  check ((state = 'merged') = (root <> id))
);
create index register_entries_in_order on register_entries (street, register, sort_key, id) where state = 'standing';
create index register_entries_of_committee on register_entries (street, register, committee, sort_key, id) where state = 'standing';
create index register_entries_in_parent on register_entries (street, parent) where parent is not null;
create index register_entries_merged on register_entries (street, root) where state = 'merged';

-- What one source said of one thing on a day. Never changed; withdrawn when it should not have been said.
create table register_statements (
  street       text not null,
  id           uuid not null,
  entry        uuid not null,
  source       text not null,
  observed_on  date not null,
  recorded_at  timestamptz not null,
  fields       jsonb not null check (jsonb_typeof(fields) = 'object'),
  import       uuid,
  import_row   integer,
  said_by      uuid,
  withdrawn_at timestamptz,
  primary key (street, id),
  foreign key (street, entry) references register_entries (street, id)
);
create index register_statements_of_entry on register_statements (street, entry);
create index register_statements_of_import on register_statements (street, import, import_row) where import is not null;

-- By what an entry may be recognised when a source speaks of it again. Derived from its fields, like the words below:
-- no reference is checked, which would cost more than all else of an import.
create table register_keys (
  street  text not null,
  key     text collate "C" not null,
  entry   uuid not null,
  primary key (street, key, entry)
);

-- By what people look for an entry: names and their ends, pinyin, tails of numbers.
create table register_finds (
  street   text not null,
  token    text collate "C" not null,
  entry    uuid not null,
  register text not null,
  primary key (street, token, entry)
);

-- Who lives where, who owns how much of what, who may be called for whom: true from a day to a day, known from then to then.
create table register_ties (
  street        text not null,
  id            uuid not null,
  kind          text not null,
  subject       uuid not null,
  object        uuid not null,
  details       jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  -- A share of ownership, exact.
  share_part    integer,
  share_whole   integer,
  valid_from    date not null,
  valid_to      date,
  source        text not null,
  import        uuid,
  said_by       uuid,
  recorded_at   timestamptz not null,
  superseded_at timestamptz,
  -- What ended it: an import, which may be undone, or another tie.
  superseded_by uuid,
  primary key (street, id),
  foreign key (street, subject) references register_entries (street, id),
  foreign key (street, object) references register_entries (street, id),
  check (valid_to is null or valid_to > valid_from),
  check (subject <> object),
  check ((share_part is null) = (share_whole is null)),
  check (share_part is null or (share_part > 0 and share_part <= share_whole))
);
create index register_ties_of_subject on register_ties (street, subject, kind) where superseded_at is null;
create index register_ties_of_object on register_ties (street, object, kind) where superseded_at is null;
create index register_ties_of_import on register_ties (street, import) where import is not null;
create index register_ties_superseded on register_ties (street, superseded_by) where superseded_by is not null;

-- A sourced, dated mark on a person or a home.
create table care_tags (
  street        text not null,
  id            uuid not null,
  entry         uuid not null,
  tag           text not null,
  details       jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  source        text not null,
  -- The office that verified it.
  office        uuid,
  valid_from    date not null,
  valid_to      date,
  import        uuid,
  said_by       uuid,
  recorded_at   timestamptz not null,
  superseded_at timestamptz,
  superseded_by uuid,
  primary key (street, id),
  foreign key (street, entry) references register_entries (street, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index care_tags_of_entry on care_tags (street, entry) where superseded_at is null;
create index care_tags_by_tag on care_tags (street, tag, entry) where superseded_at is null;
create index care_tags_of_import on care_tags (street, import) where import is not null;

-- Correction, petition, mental health, drugs, discipline: apart, and shut unless the transaction has opened them by name.
create table restricted_tags (like care_tags including all);
alter table restricted_tags add foreign key (street, entry) references register_entries (street, id);

-- Two entries that may be the same thing, for a person to judge.
create table register_doubts (
  street     text not null,
  id         uuid not null,
  register   text not null,
  entry      uuid not null,
  other      uuid not null,
  score      double precision not null,
  reasons    jsonb not null,
  state      text not null check (state in ('open', 'same', 'different')),
  import     uuid,
  made_at    timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  primary key (street, id),
  foreign key (street, entry) references register_entries (street, id),
  foreign key (street, other) references register_entries (street, id),
  check ((state = 'open') = (decided_at is null))
);
create unique index register_doubts_of_pair on register_doubts (street, least(entry, other), greatest(entry, other));
create index register_doubts_open on register_doubts (street, register, made_at, id) where state = 'open';

create table register_merges (
  street    text not null,
  id        uuid not null,
  loser     uuid not null,
  winner    uuid not null,
  reason    text not null,
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (street, id),
  foreign key (street, loser) references register_entries (street, id),
  foreign key (street, winner) references register_entries (street, id)
);
create index register_merges_of_loser on register_merges (street, loser);
create index register_merges_of_winner on register_merges (street, winner);

-- Which source is believed in what, and for how long: dated data, editable.
create table trust_rules (
  street           text not null,
  id               uuid not null,
  register         text not null,
  field            text not null,
  source           text not null,
  rank             integer not null,
  stale_after_days integer check (stale_after_days > 0),
  set_by           uuid,
  set_at           timestamptz not null,
  ended_at         timestamptz,
  primary key (street, id)
);
create unique index trust_rules_in_force on trust_rules (street, register, field, source) where ended_at is null;

-- Every change of every entry, in order: what others pull since a position.
create table register_changes (
  street   text not null,
  id       uuid not null,
  position bigint not null default (pg_current_xact_id()::text::bigint),
  entry    uuid not null,
  register text not null,
  change   text not null check (change in ('made', 'changed', 'merged', 'split', 'withdrawn', 'restored')),
  at       timestamptz not null,
  primary key (street, id)
);
create index register_changes_by_position on register_changes (street, position, id);
create index register_changes_of_entry on register_changes (street, entry, at);

do $$
declare t text;
begin
  foreach t in array array['register_entries', 'register_statements', 'register_keys', 'register_finds', 'register_ties',
    'care_tags', 'register_doubts', 'register_merges', 'trust_rules', 'register_changes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
alter table restricted_tags enable row level security;
create policy restricted_tags_opened on restricted_tags using (street = current_setting('app.street', true)
  and tag = any(string_to_array(current_setting('app.restricted_tags', true), ',')));
grant select, insert on restricted_tags to mofang_app;

grant update on register_entries to mofang_app;
grant update (withdrawn_at) on register_statements to mofang_app;
grant delete on register_keys, register_finds to mofang_app;
grant update (superseded_at, superseded_by) on register_ties to mofang_app;
grant update (superseded_at, superseded_by) on care_tags to mofang_app;
grant update (superseded_at, superseded_by) on restricted_tags to mofang_app;
grant update (state, decided_by, decided_at) on register_doubts to mofang_app;
grant update (undone_by, undone_at) on register_merges to mofang_app;
grant update (ended_at) on trust_rules to mofang_app;
