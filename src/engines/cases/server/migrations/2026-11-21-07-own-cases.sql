-- A task knows whether its case is open, so that the open cases of a unit are found without looking at the closed ones.
alter table tasks add column case_open boolean not null default true;
update tasks t set case_open = c.open from cases c where c.street = t.street and c.id = t.case_id and not c.open;
create index tasks_open_by_unit on tasks (street, unit, case_id) where case_open;
create index cases_open_by_committee on cases (street, committee, next_due, id) where open;
create index cases_by_committee on cases (street, committee, category, reported_at desc, id desc);
create index cases_open_by_creator on cases (street, created_by, next_due, id) where open;

-- Queues of what is rare: few open cases are in them, and without an index of their own all others are looked at first.
create index cases_open_supervised on cases (street, next_due, id) where open and supervised >= 2;
create index cases_open_returned_twice on cases (street, next_due, id) where open and returned_count >= 2;
create index cases_open_parked on cases (street, next_due, id) where open and parked;

alter table case_words add column created_by uuid;
update case_words w set created_by = c.created_by from cases c where c.street = w.street and c.id = w.case_id and c.created_by is not null;

drop function find_cases_by_words;
-- The newest cases that have the words, in order, from a place in the list backwards. Row-level security lets no index of
-- words be used by the role it binds (LIKE and @> are not leakproof), so this runs as the owner and names the street itself.
create function find_cases_by_words(pieces text[], pattern text, before timestamptz, before_id uuid, since timestamptz, at_most integer,
    of_unit uuid, of_person uuid)
  returns table (id uuid, at timestamptz) language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  own constant text := current_setting('app.street');
  -- Frequent words are among the newest cases anyway; reading these costs less than asking the index.
  walk constant integer := 1000;
  got integer;
  more integer;
  oldest timestamptz;
  at_month integer;
begin
  if cardinality(pieces) = 0 then
    return query
      select w.case_id, w.reported_at from case_words w
      where w.street = own and w.words like pattern and (w.reported_at, w.case_id) < (before, before_id) and w.reported_at >= since
        and (of_unit is null or w.created_by = of_person
          or exists (select 1 from tasks t where t.street = own and t.unit = of_unit and t.case_id = w.case_id))
      order by w.reported_at desc, w.case_id desc limit at_most;
    return;
  end if;

  return query
    select w.case_id, w.reported_at from (
      select n.case_id, n.reported_at, n.words, n.created_by from case_words n
      where n.street = own and (n.reported_at, n.case_id) < (before, before_id) and n.reported_at >= since
      order by n.reported_at desc, n.case_id desc limit walk) w
    where w.words like pattern
        and (of_unit is null or w.created_by = of_person
          or exists (select 1 from tasks t where t.street = own and t.unit = of_unit and t.case_id = w.case_id))
    order by w.reported_at desc, w.case_id desc limit at_most;
  get diagnostics got = row_count;
  if got >= at_most then return; end if;

  select w.reported_at, w.case_id into before, before_id from case_words w
    where w.street = own and (w.reported_at, w.case_id) < (before, before_id) and w.reported_at >= since
    order by w.reported_at desc, w.case_id desc offset walk - 1 limit 1;
  if not found then return; end if;

  select greatest(since, w.reported_at) into oldest from case_words w
    where w.street = own order by w.reported_at, w.case_id limit 1;
  at_month := month_of(before);
  while got < at_most and at_month >= month_of(oldest) loop
    return query
      with hits as materialized (
        select w.case_id, w.reported_at, w.words, w.created_by from case_words w
        where word_keys(w.street, month_of(w.reported_at), word_pairs(w.words)) @> word_keys(own, at_month, pieces))
      select w.case_id, w.reported_at from hits w
      where w.words like pattern and (w.reported_at, w.case_id) < (before, before_id) and w.reported_at >= since
        and (of_unit is null or w.created_by = of_person
          or exists (select 1 from tasks t where t.street = own and t.unit = of_unit and t.case_id = w.case_id))
      order by w.reported_at desc, w.case_id desc limit at_most - got;
    get diagnostics more = row_count;
    got := got + more;
    at_month := at_month - 1;
  end loop;
end $$;
revoke all on function find_cases_by_words from public;
grant execute on function find_cases_by_words to mofang_app;
