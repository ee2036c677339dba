-- The points of the items of a KPI set, from a day on: set by people, never changed afterwards.
create table kpi_points (
  street     text not null references streets,
  key        text not null,
  "from"     date not null,
  thousandths integer not null,
  basis      text not null,
  set_by     uuid,
  set_at     timestamptz not null,
  primary key (street, key, "from")
);
alter table kpi_points enable row level security;
create policy kpi_points_of_street on kpi_points using (street = current_setting('app.street', true));
grant select, insert on kpi_points to mofang_app;
