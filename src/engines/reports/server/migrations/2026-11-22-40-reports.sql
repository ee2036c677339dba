-- Reports: what is being written may change; what was sealed may only be read.
create table report_editions (
  street     text not null references streets,
  id         uuid not null,
  template   text not null,
  year       int not null check (year between 2000 and 2100),
  title      text not null,
  state      text not null check (state in ('drafting', 'reviewing', 'countersigning', 'signing', 'sealed')),
  -- Goes up by one with each saving: who saves upon an older one is told.
  version    int not null check (version > 0),
  blocks     jsonb not null check (jsonb_typeof(blocks) = 'array'),
  -- Everyone who ever saved it: none of them may review, countersign or sign it.
  writers    uuid[] not null check (cardinality(writers) > 0),
  made_at    timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (street, id)
);
create index report_editions_in_order on report_editions (street, year desc, made_at desc, id desc);

-- Who handed it on, signed it, sent it back or issued it. Never changed.
create table report_steps (
  street   text not null references streets,
  id       uuid not null,
  edition  uuid not null,
  step     text not null check (step in ('submitted', 'reviewed', 'countersigned', 'signed', 'sent_back', 'stamped', 'issued', 'archived')),
  by_staff uuid not null,
  by_name  text not null,
  at       timestamptz not null,
  -- Which text was before them.
  version  int not null,
  note     text check (step <> 'sent_back' or length(note) > 1),
  primary key (street, id),
  foreign key (street, edition) references report_editions (street, id)
);
create index report_steps_of_edition on report_steps (street, edition, at);
-- Used, issued and archived once.
create unique index report_steps_once on report_steps (street, edition, step) where step in ('signed', 'stamped', 'issued', 'archived');

create table report_comments (
  street           text not null references streets,
  id               uuid not null,
  edition          uuid not null,
  block            text not null,
  words            text not null,
  by_staff         uuid not null,
  by_name          text not null,
  at               timestamptz not null,
  resolved_by_name text,
  resolved_at      timestamptz,
  primary key (street, id),
  foreign key (street, edition) references report_editions (street, id),
  check ((resolved_at is null) = (resolved_by_name is null))
);
create index report_comments_of_edition on report_comments (street, edition, at);

-- The edition as it was signed.
create table report_seals (
  street      text not null references streets,
  edition     uuid not null,
  -- 发文字号: 代字〔年份〕序号 (GB/T 9704-2012 §7.2.5).
  code        text not null,
  number_year int not null,
  number_n    int not null check (number_n > 0),
  title       text not null,
  year        int not null,
  blocks      jsonb not null,
  charts      jsonb not null,
  -- SHA-256 over the canonical JSON of text, charts and figures, in hexadecimal.
  hash        text not null check (hash ~ '^[0-9a-f]{64}$'),
  position    text not null,
  sealed_by   uuid not null,
  sealed_at   timestamptz not null,
  primary key (street, edition),
  unique (street, code, number_year, number_n),
  foreign key (street, edition) references report_editions (street, id)
);

-- Each number of a sealed edition with what it was made of.
create table report_figures (
  street           text not null references streets,
  edition          uuid not null,
  figure           text not null,
  measure          text not null,
  definition       text not null,
  label            jsonb not null,
  sentence         jsonb not null,
  kind             text not null,
  unit             text not null,
  form             text not null check (form in ('value', 'numerator', 'denominator', 'change_on_last_year', 'change_on_last_period', 'completion_of_goal')),
  period_from      date not null,
  period_to        date not null check (period_to >= period_from),
  dimension        text,
  member           text,
  numerator        bigint not null,
  denominator      bigint not null,
  value            text,
  -- What it is compared with: the period before or of last year.
  base_from        date,
  base_to          date,
  base_definition  text,
  base_numerator   bigint,
  base_denominator bigint,
  base_value       text,
  goal             text,
  shown            text not null,
  position         text not null,
  primary key (street, edition, figure),
  foreign key (street, edition) references report_seals (street, edition),
  check ((dimension is null) = (member is null)),
  check ((form in ('change_on_last_year', 'change_on_last_period')) = (base_from is not null)),
  check ((form = 'completion_of_goal') = (goal is not null))
);

do $$
declare t text;
begin
  foreach t in array array['report_editions', 'report_steps', 'report_comments', 'report_seals', 'report_figures'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I using (street = current_setting(''app.street'', true))', t || '_of_street', t);
    execute format('grant select, insert on %I to mofang_app', t);
  end loop;
end $$;
grant update (title, state, version, blocks, writers, changed_by, changed_at) on report_editions to mofang_app;
grant update (resolved_by_name, resolved_at) on report_comments to mofang_app;
