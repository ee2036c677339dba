-- Who looked behind a mask or at what is restricted, and why. Written with what was shown, never changed.
create table register_looks (
  street   text not null references streets,
  id       uuid not null,
  who_kind text not null check (who_kind in ('staff', 'resident', 'system')),
  staff    uuid,
  -- The name at the time.
  who      text,
  kind     text not null check (kind in ('unmask', 'restricted', 'list', 'export', 'view')),
  purpose  text,
  note     text not null default '',
  fields   text[] not null,
  -- How many things of which registers were seen.
  entries  integer not null check (entries >= 0),
  registers text[] not null,
  until    timestamptz,
  at       timestamptz not null,
  primary key (street, id),
  check ((who_kind = 'staff') = (staff is not null)),
  check ((kind = 'unmask') = (until is not null))
);
create index register_looks_in_order on register_looks (street, at desc, id desc);
create index register_looks_of_staff on register_looks (street, staff, at desc, id desc) where staff is not null;
create index register_looks_open on register_looks (street, staff, until) where kind = 'unmask';

-- At what: asked by the thing for its subject and its auditor, by the look for whoever still sees behind the mask.
create table register_look_entries (
  street text not null,
  entry  uuid not null,
  look   uuid not null,
  primary key (street, look, entry),
  foreign key (street, look) references register_looks (street, id),
  foreign key (street, entry) references register_entries (street, id)
);
create index register_looks_at_entry on register_look_entries (street, entry, look);

-- Numbers that the street sets for its registers, each from a day on: no row is changed, a later one takes over.
create table register_parameters (
  street  text not null references streets,
  key     text not null,
  "from"  date not null,
  value   integer not null,
  basis   text not null default '',
  set_by  uuid,
  set_at  timestamptz not null,
  primary key (street, key, "from")
);

do $$
declare t text;
begin
  foreach t in array array['register_looks', 'register_look_entries', 'register_parameters'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
