-- Every area keeps its past. The tables of areas hold what is valid now (or was last, for what is closed); what was valid
-- before, and what was once believed, lies in area_versions. Nothing there is ever changed.
create table area_changes (
  street     text not null references streets,
  id         uuid not null,
  kind       text not null check (kind in ('committee', 'comprehensive', 'grid', 'micro')),
  act        text not null check (act in ('split', 'merge', 'redraw', 'rename', 'found', 'import')),
  from_codes text[] not null,
  to_codes   text[] not null,
  -- From this day on.
  day        date not null,
  reason     text not null,
  by_staff   uuid not null,
  by_name    text not null,
  at         timestamptz not null,
  primary key (street, id)
);
create index area_changes_by_time on area_changes (street, at desc, id desc);

create table micro_grids (
  street      text not null references streets,
  code        text not null,
  name        text not null,
  grid        text not null,
  ring        jsonb not null,
  leader      uuid,
  valid_from  date not null,
  valid_to    date,
  recorded_at timestamptz not null default '2020-01-01T00:00:00Z',
  change      uuid,
  primary key (street, code),
  foreign key (street, grid) references grids (street, code),
  foreign key (street, leader) references staff (street, id),
  foreign key (street, change) references area_changes (street, id),
  check (valid_to >= valid_from)
);
create index micro_grids_of_grid on micro_grids (street, grid);

alter table committees
  add recorded_at timestamptz not null default '2020-01-01T00:00:00Z', add change uuid,
  add foreign key (street, change) references area_changes (street, id), add check (valid_to >= valid_from);
alter table grids
  add recorded_at timestamptz not null default '2020-01-01T00:00:00Z', add change uuid,
  add foreign key (street, change) references area_changes (street, id), add check (valid_to >= valid_from);
-- Without an outline of its own: it is that of its grids.
alter table comprehensive_grids
  add valid_from date not null default '2020-01-01', add valid_to date,
  add recorded_at timestamptz not null default '2020-01-01T00:00:00Z', add change uuid,
  add foreign key (street, change) references area_changes (street, id), add check (valid_to >= valid_from);

-- What was valid from when to when, as it was known from when to when.
create table area_versions (
  street        text not null references streets,
  id            uuid not null,
  kind          text not null check (kind in ('committee', 'comprehensive', 'grid', 'micro')),
  code          text not null,
  name          text not null,
  parent        text check ((parent is not null) = (kind in ('grid', 'micro'))),
  comprehensive text check ((comprehensive is not null) = (kind = 'grid')),
  ring          jsonb not null,
  valid_from    date not null,
  valid_to      date check (valid_to > valid_from),
  recorded_at   timestamptz not null,
  -- Null: known so to this day.
  superseded_at timestamptz check (superseded_at >= recorded_at),
  -- What brought it about; null for what was there at the beginning.
  change        uuid,
  primary key (street, id),
  foreign key (street, change) references area_changes (street, id),
  check (superseded_at is not null or valid_to is not null)
);
create index area_versions_of_area on area_versions (street, kind, code, valid_from);
-- Of one area only one outline is believed to have begun on a day.
create unique index area_versions_believed on area_versions (street, kind, code, valid_from) where superseded_at is null;

alter table addresses add micro_grid text,
  add foreign key (street, micro_grid) references micro_grids (street, code);
create index addresses_of_committee on addresses (street, committee);

-- Where an address or an entry belonged before a change; where it belongs now stands with itself.
create table former_places (
  street       text not null references streets,
  id           uuid not null,
  subject_kind text not null check (subject_kind in ('address', 'entry')),
  subject      uuid not null,
  committee    text,
  grid         text,
  micro_grid   text,
  -- Null: from the beginning.
  valid_from   date,
  valid_to     date not null check (valid_from is null or valid_to > valid_from),
  change       uuid not null,
  primary key (street, id),
  unique (street, subject_kind, subject, valid_to),
  foreign key (street, change) references area_changes (street, id)
);
create index former_places_of_committee on former_places (street, committee, valid_to);

do $$
declare t text;
begin
  foreach t in array array['area_changes', 'micro_grids', 'area_versions', 'former_places'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update on micro_grids to mofang_app;
