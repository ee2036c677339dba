-- Ballots that were opened to be audited, by their trackers: what somebody has looked into is never cast.
create table vote_spoiled (
  street  text not null,
  vote    uuid not null,
  tracker text not null,
  owner   text not null,
  at      timestamptz not null,
  primary key (street, vote, tracker),
  foreign key (street, vote, owner) references vote_owners (street, vote, no)
);
create index vote_spoiled_of_owner on vote_spoiled (street, vote, owner);
alter table vote_spoiled enable row level security;
create policy vote_spoiled_of_street on vote_spoiled using (street = current_setting('app.street', true));
grant select, insert on vote_spoiled to mofang_app;
