-- A tenant is a subdistrict. The list itself is small and the same everywhere: a reference table.
create table streets (
  code     text primary key check (code ~ '^\d{9}$'),
  name     jsonb not null,
  district jsonb not null,
  lng      double precision not null,
  lat      double precision not null,
  phone    text not null,
  demo     boolean not null default false
);

create table committees (
  street     text not null references streets,
  code       text not null check (code ~ '^\d{12}$'),
  name       text not null,
  ring       jsonb not null,
  valid_from date not null,
  valid_to   date,
  primary key (street, code)
);

create table comprehensive_grids (
  street text not null references streets,
  code   text not null,
  name   text not null,
  primary key (street, code)
);

create table grids (
  street        text not null references streets,
  code          text not null,
  name          text not null,
  committee     text not null,
  comprehensive text not null,
  ring          jsonb not null,
  valid_from    date not null,
  valid_to      date,
  primary key (street, code),
  foreign key (street, committee) references committees (street, code),
  foreign key (street, comprehensive) references comprehensive_grids (street, code)
);

-- Who can be told to do something (承办单位). Office hours differ by unit, and with them its 工作时.
create table units (
  street        text not null references streets,
  id            uuid not null,
  code          text not null,
  name          text not null,
  kind          text not null check (kind in ('office', 'centre', 'team', 'committee', 'property', 'station')),
  committee     text,
  comprehensive text,
  office_hours  jsonb,
  primary key (street, id),
  unique (street, code),
  foreign key (street, committee) references committees (street, code),
  foreign key (street, comprehensive) references comprehensive_grids (street, code)
);

create table addresses (
  street    text not null references streets,
  id        uuid not null,
  text      text not null,
  compound  text,
  road      text not null,
  lane      text,
  number    text,
  committee text not null,
  grid      text not null,
  lng       double precision not null,
  lat       double precision not null,
  primary key (street, id),
  foreign key (street, committee) references committees (street, code),
  foreign key (street, grid) references grids (street, code)
);

-- Holidays and make-up workdays that the shipped calendar does not know or has wrong (国务院 公布后录入).
create table calendar_overrides (
  street  text not null references streets,
  day     date not null,
  workday boolean not null,
  name    text not null,
  primary key (street, day)
);

do $$
declare t text;
begin
  foreach t in array array['committees', 'comprehensive_grids', 'grids', 'units', 'addresses', 'calendar_overrides'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert, update on %I to mofang_app', t);
  end loop;
end $$;
grant select on streets to mofang_app;
