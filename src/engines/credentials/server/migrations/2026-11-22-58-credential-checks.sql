alter table credential_requests drop constraint credential_requests_purpose_check;
alter table credential_requests add constraint credential_requests_purpose_check
  check (purpose in ('session', 'voting_key', 'delegation', 'age_18', 'age_60', 'age_80', 'lives_here', 'owns_here'));

-- What a counter asked of whoever stood before it, and the answer. Not who it was: the counter did not ask.
create table credential_checks (
  street      text not null,
  request     uuid not null,
  purpose     text not null check (purpose in ('age_18', 'age_60', 'age_80', 'lives_here', 'owns_here')),
  asked_by    uuid not null,
  asked_at    timestamptz not null,
  until       timestamptz not null,
  answered_at timestamptz,
  is_so       boolean,
  compound    uuid,
  primary key (street, request),
  foreign key (street, asked_by) references staff (street, id),
  check ((answered_at is null) = (is_so is null))
);

alter table credential_checks enable row level security;
create policy credential_checks_of_street on credential_checks using (street = current_setting('app.street', true));
grant select, insert on credential_checks to mofang_app;
grant update (answered_at, is_so, compound) on credential_checks to mofang_app;
