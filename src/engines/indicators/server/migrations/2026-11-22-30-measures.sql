-- Which definitions of measures are rolled up. A changed definition is another row, so that what was said of the old one
-- can still be checked; one that comes into force again is counted anew, under another row again.
create table measure_definitions (
  street       text not null references streets,
  id           integer not null,
  key          text not null,
  version      text not null,
  definition   jsonb not null,
  -- From when on it is counted: by the database's clock, as changes are.
  since        timestamptz not null,
  in_force     boolean not null,
  primary key (street, id)
);
create unique index measure_definitions_in_force on measure_definitions (street, key) where in_force;

-- What acts added to and took from measures, in the order they were done: written with the act, folded into cells after it.
-- `marks` is {"o": [place, marks], "i": [place, marks]}: out of its old place, into its new one. A place is committee, grid,
-- lead unit, category, source; a mark is definition, day, hour of the week, numerator, denominator, heap. Without a
-- reference to the street: checking one would lock its row for every act.
create table measure_changes (
  street  text not null,
  id      uuid not null,
  xid     xid8 not null default pg_current_xact_id(),
  -- Not when its transaction began: a position that was read before it was written must be before it.
  at      timestamptz not null default clock_timestamp(),
  subject uuid not null,
  marks   jsonb not null,
  primary key (street, id)
);

-- The same after folding: any earlier value is today's less what came since.
create table measure_ledger (
  street  text not null,
  id      uuid not null,
  xid     xid8 not null,
  at      timestamptz not null,
  subject uuid not null,
  marks   jsonb not null,
  primary key (street, id)
);
create index measure_ledger_by_time on measure_ledger (street, at);

-- What all definitions came to on a day (d) or in a month (m, by its first day), for all cases (a) or those of one member of a
-- dimension: c committee, g grid, u lead unit, k category, s source, h hour of the week. The member is empty where a case has
-- none. A definition's place in the arrays is its id: apart, each would need a row of its own for every day and member.
create table measure_cells (
  street       text not null,
  grain        "char" not null check (grain in ('d', 'm')),
  dimension    "char" not null check (dimension in ('a', 'c', 'g', 'u', 'k', 's', 'h')),
  day          date not null,
  member       text collate "C" not null,
  numerators   bigint[] not null,
  denominators bigint[] not null,
  primary key (street, grain, dimension, day, member)
) with (fillfactor = 70, toast_tuple_target = 8160);

-- For medians: how many of the counted have which amount.
create table measure_heaps (
  street     text not null,
  definition integer not null,
  grain      "char" not null check (grain in ('d', 'm')),
  dimension  "char" not null check (dimension in ('a', 'c', 'g', 'u', 'k', 's', 'h')),
  day        date not null,
  member     text collate "C" not null,
  heap       integer not null,
  counted    bigint not null,
  -- With the count: a year of amounts is read from the index alone.
  primary key (street, grain, dimension, definition, day, member, heap) include (counted)
);

-- Sums of the same places; a shorter list ends in zeros.
create function measures_added(a bigint[], b bigint[]) returns bigint[] language sql immutable parallel safe
  return (select array_agg(coalesce(x, 0) + coalesce(y, 0) order by i) from unnest(a, b) with ordinality as u (x, y, i));

-- {"3": 5} as {0,0,5}.
create function measures_placed(counts jsonb) returns bigint[] language sql immutable parallel safe
  return (select array_agg(coalesce((counts ->> k::text)::bigint, 0) order by k)
    from generate_series(1, (select max(key::int) from jsonb_object_keys(counts) key)) k);

do $$
declare t text;
begin
  foreach t in array array['measure_definitions', 'measure_changes', 'measure_ledger', 'measure_cells', 'measure_heaps'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant delete on measure_changes to mofang_app;
grant update on measure_cells, measure_heaps to mofang_app;
grant update (in_force) on measure_definitions to mofang_app;
