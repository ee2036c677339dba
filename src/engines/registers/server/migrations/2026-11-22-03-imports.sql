-- A file that someone brought: its columns, how far its judging or writing has come, what became of it.
create table register_imports (
  street       text not null references streets,
  id           uuid not null,
  kind         text not null,
  state        text not null check (state in ('received', 'guessed', 'judging', 'judged', 'applying', 'paused', 'applied', 'undoing', 'undone', 'cancelled', 'failed')),
  -- What goes on when a pause ends.
  paused_in    text check (paused_in in ('judging', 'applying')),
  file_name    text not null,
  bytes        bigint,
  source       text not null,
  observed_on  date not null,
  sheets       json not null default '[]',
  doubtful     text not null default 'queue' check (doubtful in ('queue', 'leave')),
  -- The committee that whoever brought it may write of; null for the whole street.
  committee    text,
  made_by      uuid,
  made_by_name text not null,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  -- Progress of what is under way, counted in rows. `cursor` is the last one done.
  cursor       integer not null default 0,
  done         integer not null default 0,
  total        integer,
  began_at     timestamptz,
  began_done   integer not null default 0,
  formulas     integer not null default 0,
  problem      json,
  -- Who works on it: whoever took it last, so that a process which was thought dead writes nothing more.
  worker       uuid,
  beat_at      timestamptz,
  purged_at    timestamptz,
  primary key (street, id),
  check ((state = 'paused') = (paused_in is not null))
);
create index register_imports_in_order on register_imports (street, created_at desc, id);
create index register_imports_at_work on register_imports (street, id) where state in ('judging', 'applying', 'undoing');

-- Each row of the file, or each person of a row: what stood in it, what was read, what is to become of it.
create table register_import_rows (
  street     text not null,
  import     uuid not null,
  no         integer not null,
  sheet      integer not null,
  row        integer not null,
  part       integer not null,
  -- Texts by column, as they stand in the file.
  cells      json not null,
  -- By target, what interpretation begins from; `mended` lies over it.
  given      json not null,
  mended     json,
  reading    json,
  verdict    text not null check (verdict in ('new', 'changes', 'same', 'doubtful', 'wrong', 'skipped')),
  reasons    json not null,
  changes    json,
  -- The entry it is about: one that is there, or the id that a new one will have.
  entry      uuid,
  candidates json,
  decision   json,
  -- Where the person was before, when writing the row moved them.
  moved_from json,
  primary key (street, import, no),
  foreign key (street, import) references register_imports (street, id)
);
create index register_import_rows_odd on register_import_rows (street, import, verdict, no) where verdict in ('doubtful', 'wrong', 'skipped', 'changes');

-- How the columns under the same heads were read the last time.
create table import_mappings (
  street       text not null references streets,
  kind         text not null,
  signature    text not null,
  targets      json not null,
  confirmed_by uuid,
  confirmed_at timestamptz not null,
  primary key (street, kind, signature)
);

do $$
declare t text;
begin
  foreach t in array array['register_imports', 'register_import_rows', 'import_mappings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update on register_imports, register_import_rows, import_mappings to mofang_app;
-- Rows are a copy of personal data, kept as long as they are needed and no longer (PIPL art. 19).
grant delete on register_import_rows to mofang_app;
-- A pair that an undone import put in the queue is no question any more.
grant delete on register_doubts to mofang_app;
