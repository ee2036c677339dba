-- Votes of owners. What the public record is made of is written once and never changed.
create table votes (
  street           text not null references streets,
  id               uuid not null,
  -- Belenios' name of the election.
  election_uuid    text not null check (election_uuid ~ '^[1-9A-HJ-NP-Za-km-z]{22}$'),
  title            text not null,
  scope_kind       text not null check (scope_kind in ('compound', 'building', 'staircase')),
  scope_entry      uuid not null,
  scope_name       text not null,
  -- The property area of the scope: its log, its committee.
  compound         uuid not null,
  mode             text not null check (mode in ('secret', 'named')),
  voting_group     text not null check (voting_group in ('ed25519', 'belenios-2048')),
  revote           boolean not null,
  questions        jsonb not null check (jsonb_typeof(questions) = 'array'),
  terms            jsonb not null check (jsonb_typeof(terms) = 'object'),
  documents        jsonb not null check (jsonb_typeof(documents) = 'array'),
  opens_at         timestamptz not null,
  closes_at        timestamptz not null check (closes_at > opens_at),
  state            text not null check (state in ('drafting', 'noticing', 'frozen', 'voting', 'closed', 'counted', 'published', 'filed', 'withdrawn')),
  -- Goes up by one with each change of the draft: who saves upon an older one is told.
  version          int not null check (version > 0),
  threshold        int not null check (threshold > 0),
  -- Goes up when the trustees make their keys anew.
  ceremony         int not null default 1 check (ceremony > 0),
  drafted_by       uuid not null,
  drafted_at       timestamptz not null,
  noticed_at       timestamptz,
  -- Facts of the registers on the day of the notice, on which the roll rests.
  facts            jsonb,
  guard            jsonb,
  guard_reason     text,
  frozen_at        timestamptz,
  opened_at        timestamptz,
  closed_at        timestamptz,
  counted_at       timestamptz,
  published_at     timestamptz,
  filed_at         timestamptz,
  filing           text,
  withdrawn_reason text,
  primary key (street, id),
  unique (street, election_uuid),
  foreign key (street, scope_entry) references register_entries (street, id),
  check (state in ('drafting', 'withdrawn') or noticed_at is not null),
  check (state not in ('frozen', 'voting', 'closed', 'counted', 'published', 'filed') or frozen_at is not null),
  check (state not in ('voting', 'closed', 'counted', 'published', 'filed') or opened_at is not null),
  check (state not in ('closed', 'counted', 'published', 'filed') or closed_at is not null),
  check ((state = 'withdrawn') = (withdrawn_reason is not null))
);
create index votes_in_order on votes (street, drafted_at desc, id desc);
create index votes_due on votes (street, state, opens_at, closes_at) where state in ('frozen', 'voting');

-- What was decided about the electorate: homes left out, areas put right, owners told apart or together.
create table vote_settlements (
  street     text not null,
  vote       uuid not null,
  id         uuid not null,
  settlement jsonb not null check (jsonb_typeof(settlement) = 'object'),
  reason     text not null,
  file       uuid,
  objection  uuid,
  by_staff   uuid not null,
  by_name    text not null,
  at         timestamptz not null,
  undone_at  timestamptz,
  primary key (street, vote, id),
  foreign key (street, vote) references votes (street, id)
);

create table vote_objections (
  street       text not null,
  vote         uuid not null,
  id           uuid not null,
  -- Key of the owner in the electorate; null: the home in question is not on the roll at all.
  owner_key    text,
  words        text not null,
  at           timestamptz not null,
  taken_by     uuid,
  decision     text not null default 'open' check (decision in ('open', 'upheld', 'rejected')),
  reason       text,
  decided_by   uuid,
  decided_name text,
  decided_at   timestamptz,
  primary key (street, vote, id),
  foreign key (street, vote) references votes (street, id),
  check ((decision = 'open') = (decided_at is null))
);
create index vote_objections_open on vote_objections (street, vote) where decision = 'open';

create table vote_trustees (
  street   text not null,
  vote     uuid not null,
  ceremony int not null,
  -- From 1; in trustees.json the server's key comes before them.
  index    int not null check (index > 0),
  staff    uuid not null,
  name     text not null,
  post     text not null,
  primary key (street, vote, ceremony, index),
  unique (street, vote, ceremony, staff),
  foreign key (street, vote) references votes (street, id)
);
create index vote_trustees_of_staff on vote_trustees (street, staff);

-- What trustees sent while making their key, as it came.
create table vote_trustee_steps (
  street   text not null,
  vote     uuid not null,
  ceremony int not null,
  index    int not null,
  step     text not null check (step in ('certificate', 'polynomial', 'output')),
  made     text not null,
  at       timestamptz not null,
  primary key (street, vote, ceremony, index, step),
  foreign key (street, vote, ceremony, index) references vote_trustees (street, vote, ceremony, index)
);

-- The files of the frozen election, byte for byte.
create table vote_setups (
  street            text not null,
  vote              uuid not null,
  -- Unix seconds carried by every file of the archives, so that they can be made again.
  archive_time      bigint not null,
  election          text not null,
  trustees          text not null,
  roll              text not null,
  rules             text not null,
  roll_hash         text not null check (roll_hash ~ '^[0-9a-f]{64}$'),
  rules_hash        text not null check (rules_hash ~ '^[0-9a-f]{64}$'),
  credentials_area  text not null,
  credentials_head  text not null,
  receipts_key      text not null,
  log               text not null,
  -- Encrypted under the data folder's secret.
  server_key        bytea not null,
  escrow_printed_at timestamptz,
  escrow_printed_by uuid,
  primary key (street, vote),
  foreign key (street, vote) references votes (street, id)
);

-- Heads of the frozen roll. `state` changes under the row's lock alone: the first valid receipt decides.
create table vote_owners (
  street         text not null,
  vote           uuid not null,
  no             text not null,
  key            text not null,
  kind           text not null check (kind in ('person', 'co_owners', 'developer', 'public_body', 'enterprise')),
  area           bigint not null check (area >= 0),
  holders        uuid[] not null,
  representative uuid,
  -- g^x as in the credentials files; the only one with which this owner's ballots are signed.
  public_key     text not null,
  key_from       text not null check (key_from in ('wallet', 'letter', 'proxy')),
  -- Whose session casts it: the owner of the wallet key or the proxy; none for a letter.
  voter          uuid,
  state          text not null default 'none' check (state in ('none', 'electronic', 'paper')),
  -- The ballot that counts, if it came online.
  ballot         int,
  casts          int not null default 0,
  paper          uuid,
  delivery       uuid,
  primary key (street, vote, no),
  unique (street, vote, public_key),
  foreign key (street, vote) references votes (street, id),
  check ((state = 'electronic') = (ballot is not null)),
  check ((state = 'paper') = (paper is not null)),
  check ((key_from = 'letter') = (voter is null))
);
create index vote_owners_of_voter on vote_owners (street, vote, voter) where voter is not null;
create index vote_owners_of_holder on vote_owners using gin (holders);

create table vote_units (
  street    text not null,
  vote      uuid not null,
  no        text not null,
  home      uuid not null,
  building  text not null,
  staircase text not null,
  label     text not null,
  area      bigint not null check (area >= 0),
  source    text not null check (source in ('registered', 'surveyed', 'contract', 'missing')),
  owner     text not null,
  primary key (street, vote, no),
  foreign key (street, vote, owner) references vote_owners (street, vote, no)
);
create index vote_units_of_owner on vote_units (street, vote, owner);

-- Who takes part, kept with every receipt: asking for it costs the same whatever was cast.
create table vote_turnouts (
  street            text not null,
  vote              uuid not null,
  owners            int not null,
  area              bigint not null,
  ballots           int not null default 0,
  electronic_owners int not null default 0,
  electronic_area   bigint not null default 0,
  paper_owners      int not null default 0,
  paper_area        bigint not null default 0,
  primary key (street, vote),
  foreign key (street, vote) references votes (street, id)
);

-- Codes of sealed letters, until they are printed.
create table vote_letters (
  street     text not null,
  vote       uuid not null,
  owner      text not null,
  code       bytea,
  printed_at timestamptz,
  printed_by uuid,
  primary key (street, vote, owner),
  foreign key (street, vote, owner) references vote_owners (street, vote, no),
  check ((code is null) = (printed_at is not null))
);

-- Ballots in the order of both archives. Never changed.
create table vote_ballots (
  street    text not null,
  vote      uuid not null,
  seq       int not null check (seq > 0),
  tracker   text not null,
  owner     text not null,
  ballot    text not null,
  at        timestamptz not null,
  receipt   jsonb not null,
  primary key (street, vote, seq),
  unique (street, vote, tracker),
  foreign key (street, vote, owner) references vote_owners (street, vote, no)
);

create table vote_tallies (
  street       text not null,
  vote         uuid not null,
  num_tallied  int not null,
  total_weight bigint not null,
  area         text not null,
  head         text not null,
  ballots_hash text not null check (ballots_hash ~ '^[0-9a-f]{64}$'),
  at           timestamptz not null,
  primary key (street, vote),
  foreign key (street, vote) references votes (street, id)
);

-- Partial decryptions; trustee 1 of trustees.json is the server.
create table vote_factors (
  street  text not null,
  vote    uuid not null,
  trustee int not null check (trustee > 0),
  area    text not null,
  head    text not null,
  -- Of a named vote, one for each ballot that counts.
  ballots jsonb not null check (jsonb_typeof(ballots) = 'array'),
  at      timestamptz not null,
  primary key (street, vote, trustee),
  foreign key (street, vote) references votes (street, id)
);

create table vote_results (
  street   text not null,
  vote     uuid not null,
  -- result.json of Belenios, of each archive.
  area     text not null,
  head     text not null,
  openings text,
  at       timestamptz not null,
  primary key (street, vote),
  foreign key (street, vote) references votes (street, id)
);

-- Tellers under the result sheet.
create table vote_signatures (
  street text not null,
  vote   uuid not null,
  staff  uuid not null,
  name   text not null,
  post   text not null,
  sheet  text not null check (sheet ~ '^[0-9a-f]{64}$'),
  at     timestamptz not null,
  primary key (street, vote, staff),
  foreign key (street, vote) references votes (street, id)
);

-- The sheet as it was signed by enough of them: result.json of the public record.
create table vote_sheets_signed (
  street text not null,
  vote   uuid not null,
  sheet  text not null,
  paper  text not null,
  at     timestamptz not null,
  primary key (street, vote),
  foreign key (street, vote) references votes (street, id)
);

do $$
declare t text;
begin
  foreach t in array array['votes', 'vote_settlements', 'vote_objections', 'vote_trustees', 'vote_trustee_steps', 'vote_setups', 'vote_owners',
      'vote_units', 'vote_turnouts', 'vote_letters', 'vote_ballots', 'vote_tallies', 'vote_factors', 'vote_results', 'vote_signatures',
      'vote_sheets_signed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update (title, scope_kind, scope_entry, scope_name, compound, mode, voting_group, revote, questions, terms, documents, opens_at, closes_at,
  state, version, threshold, ceremony, noticed_at, facts, guard, guard_reason, frozen_at, opened_at, closed_at, counted_at, published_at,
  filed_at, filing, withdrawn_reason) on votes to mofang_app;
grant update (undone_at) on vote_settlements to mofang_app;
grant update (decision, reason, decided_by, decided_name, decided_at) on vote_objections to mofang_app;
grant update (escrow_printed_at, escrow_printed_by) on vote_setups to mofang_app;
grant update (state, ballot, casts, paper, delivery) on vote_owners to mofang_app;
grant update (ballots, electronic_owners, electronic_area, paper_owners, paper_area) on vote_turnouts to mofang_app;
grant update (code, printed_at, printed_by) on vote_letters to mofang_app;
