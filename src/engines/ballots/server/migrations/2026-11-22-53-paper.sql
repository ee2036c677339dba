-- Papers, and what was brought to which door.
create table vote_deliveries (
  street  text not null,
  vote    uuid not null,
  id      uuid not null,
  way     text not null check (way in ('sign', 'left', 'announcement')),
  file    uuid not null,
  at      timestamptz not null,
  by_staff uuid not null,
  by_name text not null,
  primary key (street, vote, id),
  foreign key (street, vote) references votes (street, id)
);

-- The first proof of each door counts.
create table vote_delivered_units (
  street   text not null,
  vote     uuid not null,
  unit     text not null,
  delivery uuid not null,
  primary key (street, vote, unit),
  foreign key (street, vote, unit) references vote_units (street, vote, no),
  foreign key (street, vote, delivery) references vote_deliveries (street, vote, id)
);

-- Entered by two people. Of a named vote the content; of a secret one only that it came.
create table vote_papers (
  street         text not null,
  vote           uuid not null,
  id             uuid not null,
  owner          text not null,
  file           uuid not null,
  state          text not null check (state in ('received', 'differing', 'confirmed', 'void')),
  first_by       uuid not null,
  first_name     text not null,
  first_at       timestamptz not null,
  first_content  jsonb,
  second_by      uuid,
  second_name    text,
  second_at      timestamptz,
  second_content jsonb,
  void_reason    text,
  void_by        uuid,
  primary key (street, vote, id),
  foreign key (street, vote, owner) references vote_owners (street, vote, no),
  check (second_by <> first_by),
  check ((state in ('confirmed', 'differing')) <= (second_by is not null)),
  check ((state = 'void') = (void_reason is not null))
);
create unique index vote_papers_once on vote_papers (street, vote, owner) where state <> 'void';
create unique index vote_papers_scan on vote_papers (street, file) where state <> 'void';

-- Papers of a secret vote, counted in public by area class.
create table vote_sheets (
  street      text not null,
  vote        uuid not null,
  id          uuid not null,
  rows        jsonb not null check (jsonb_typeof(rows) = 'array'),
  file        uuid not null,
  state       text not null check (state in ('received', 'confirmed', 'void')),
  first_by    uuid not null,
  first_name  text not null,
  first_at    timestamptz not null,
  second_by   uuid,
  second_name text,
  second_at   timestamptz,
  primary key (street, vote, id),
  foreign key (street, vote) references votes (street, id),
  check (second_by <> first_by),
  check ((state = 'confirmed') <= (second_by is not null))
);
create unique index vote_sheets_once on vote_sheets (street, vote) where state <> 'void';

do $$
declare t text;
begin
  foreach t in array array['vote_deliveries', 'vote_delivered_units', 'vote_papers', 'vote_sheets'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update (state, second_by, second_name, second_at, second_content, void_reason, void_by) on vote_papers to mofang_app;
grant update (state, second_by, second_name, second_at) on vote_sheets to mofang_app;
