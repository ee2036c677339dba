-- What a street put in force beside the rules that the program knows; nothing before it was confirmed by another person.
create table vote_amendments (
  street           text not null references streets,
  id               uuid not null,
  -- The parameter or the matter, as the program names it.
  subject          text not null,
  amended          jsonb not null check (jsonb_typeof(amended) = 'object'),
  "from"           date not null,
  source           text not null,
  file             uuid,
  proposed_by      uuid not null,
  proposed_name    text not null,
  proposed_at      timestamptz not null,
  confirmed_by     uuid check (confirmed_by <> proposed_by),
  confirmed_name   text,
  confirmed_at     timestamptz,
  withdrawn_by     uuid,
  withdrawn_reason text,
  primary key (street, id),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (withdrawn_by is null or confirmed_by is null),
  check ((withdrawn_by is null) = (withdrawn_reason is null))
);
create unique index vote_amendments_once on vote_amendments (street, subject, "from") where withdrawn_by is null;
alter table vote_amendments enable row level security;
create policy vote_amendments_of_street on vote_amendments using (street = current_setting('app.street', true));
grant select, insert on vote_amendments to mofang_app;
grant update (confirmed_by, confirmed_name, confirmed_at, withdrawn_by, withdrawn_reason) on vote_amendments to mofang_app;
