-- Where the winner lay before, so that a split puts it back: { committee, grid, microGrid, lng, lat }.
alter table register_merges add column winner_place jsonb;

-- After a change of trust every entry of the register is settled anew, in batches; how far that has come.
create table trust_runs (
  street      text not null,
  id          uuid not null,
  register    text not null,
  total       integer not null,
  done        integer not null default 0,
  changed     integer not null default 0,
  -- The last entry that was looked at.
  reached     uuid,
  started_by  uuid,
  started_at  timestamptz not null,
  finished_at timestamptz,
  primary key (street, id)
);
create index trust_runs_open on trust_runs (street, started_at) where finished_at is null;
alter table trust_runs enable row level security;
create policy trust_runs_of_street on trust_runs using (street = current_setting('app.street', true));
grant select, insert, update on trust_runs to mofang_app;
