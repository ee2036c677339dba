-- Which cases are objections to the result of a vote: what they say, and what becomes of them, stands in the case.
create table vote_result_objections (
  street  text not null,
  vote    uuid not null,
  case_id uuid not null,
  at      timestamptz not null,
  primary key (street, vote, case_id),
  foreign key (street, vote) references votes (street, id),
  foreign key (street, case_id) references cases (street, id)
);
alter table vote_result_objections enable row level security;
create policy vote_result_objections_of_street on vote_result_objections using (street = current_setting('app.street', true));
grant select, insert on vote_result_objections to mofang_app;

-- Of those raised before there was this table the acts know.
insert into vote_result_objections (street, vote, case_id, at)
select a.street, v.id, c.id, a.at from acts a
  join votes v on v.street = a.street and v.id = a.subject_id
  join cases c on c.street = a.street and c.id = (a.result ->> 'objection')::uuid
where a.operation = 'ballots.objectToResult' and a.outcome = 'ok'
on conflict do nothing;
