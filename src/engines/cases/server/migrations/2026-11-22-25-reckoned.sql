-- What the evaluation indicators count by: reckoned from the case file with every act (shared/decide/reckoned.ts).
alter table cases
  add column contacted_say      boolean,
  add column to_dispose_at      timestamptz,
  add column disposed_at        timestamptz,
  add column disposed_on_time   boolean,
  add column to_close_at        timestamptz,
  add column closed_on_time     boolean,
  add column verified_on_time   boolean,
  add column registered_on_time boolean,
  add column dispatched_on_time boolean,
  add column checked_on_time    boolean;

with due as (
  select d.street, d.case_id,
    max(d.due_at) filter (where d.kind = 'dispose' and t.role = 'lead' and d.state <> 'ended') as dispose,
    coalesce(max(d.due_at) filter (where d.kind = 'complete'), max(d.due_at) filter (where d.kind = 'check')) as settle,
    bool_and(d.met_at <= d.due_at) filter (where d.kind = 'verify' and d.met_at is not null) as verified,
    bool_and(d.met_at <= d.due_at) filter (where d.kind = 'register' and d.met_at is not null) as registered,
    bool_and(d.met_at <= d.due_at) filter (where d.kind = 'dispatch' and d.met_at is not null) as dispatched,
    bool_and(d.met_at <= d.due_at) filter (where d.kind = 'check' and d.met_at is not null) as checked
  from deadlines d left join tasks t on t.street = d.street and t.id = d.task_id
  group by d.street, d.case_id
), done as (
  select c.street, c.id, c.parked, c.closed_at, due.dispose, coalesce(due.settle, due.dispose) as settle,
    case when c.state in ('checking', 'visiting', 'closed') then c.fed_back_at end as disposed,
    due.verified, due.registered, due.dispatched, due.checked
  from cases c left join due on due.street = c.street and due.case_id = c.id
), visits as (
  select distinct on (r.street, r.case_id) r.street, r.case_id, (r.body ->> 'contacted')::boolean as contacted
  from case_records r where r.kind = 'visit' and (r.body ->> 'reached')::boolean
  order by r.street, r.case_id, r.at desc, r.id desc
)
update cases c set
  contacted_say = (select v.contacted from visits v where v.street = c.street and v.case_id = c.id),
  disposed_at = done.disposed,
  to_dispose_at = case when done.parked and done.disposed is null then null else least(done.dispose, done.disposed) end,
  disposed_on_time = case when done.disposed is not null then coalesce(done.disposed <= done.dispose, true) end,
  to_close_at = case when not done.parked then least(done.settle, done.closed_at) end,
  closed_on_time = case when done.closed_at is not null then coalesce(done.closed_at <= done.settle, true) end,
  verified_on_time = done.verified,
  registered_on_time = done.registered,
  dispatched_on_time = done.dispatched,
  checked_on_time = done.checked
from done where done.street = c.street and done.id = c.id;
