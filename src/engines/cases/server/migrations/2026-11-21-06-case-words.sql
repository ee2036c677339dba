-- The words of a case stand apart from it: each act changes the case, and would write the index of its words anew.
create table case_words (
  street      text not null,
  case_id     uuid not null,
  reported_at timestamptz not null,
  words       text not null,
  primary key (street, case_id),
  foreign key (street, case_id) references cases (street, id)
);
insert into case_words select street, id, reported_at, words from cases;
drop function find_cases_by_words;
alter table cases drop column words;
drop function bigrams;

alter table case_words enable row level security;
create policy case_words_of_street on case_words using (street = current_setting('app.street', true));
grant select, insert on case_words to mofang_app;
grant update (words) on case_words to mofang_app;
create index case_words_by_reported on case_words (street, reported_at desc, case_id desc);

create function month_of(at timestamptz) returns integer language sql immutable parallel safe
  return extract(year from at at time zone 'UTC')::integer * 12 + extract(month from at at time zone 'UTC')::integer - 1;

-- Pairs of neighbouring characters find any Chinese word of two characters or more (trigrams cannot). Each pair is kept
-- by street and month, so that a search reads the newest month first, and no further than it needs.
create function word_keys(street text, month integer, pieces text[]) returns text[] language sql immutable parallel safe
  return array(select street || '/' || month || '/' || piece from unnest(pieces) piece);
create function word_pairs(words text) returns text[] language sql immutable parallel safe
  return array(
    select distinct letter || next from (
      select letter, lead(letter) over (order by n) as next from unnest(string_to_array(words, null)) with ordinality as l (letter, n)
    ) pairs where next is not null);
-- A few hundred new cases wait in the index unsorted, and every search reads those one by one.
create index case_words_by_pair on case_words using gin (word_keys(street, month_of(reported_at), word_pairs(words)))
  with (fastupdate = on, gin_pending_list_limit = 512);

-- The newest cases that have the words, in order, from a place in the list backwards. Row-level security lets no index of
-- words be used by the role it binds (LIKE and @> are not leakproof), so this runs as the owner and names the street itself.
create function find_cases_by_words(pieces text[], pattern text, before timestamptz, before_id uuid, since timestamptz, at_most integer)
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
      order by w.reported_at desc, w.case_id desc limit at_most;
    return;
  end if;

  return query
    select w.case_id, w.reported_at from (
      select n.case_id, n.reported_at, n.words from case_words n
      where n.street = own and (n.reported_at, n.case_id) < (before, before_id) and n.reported_at >= since
      order by n.reported_at desc, n.case_id desc limit walk) w
    where w.words like pattern order by w.reported_at desc, w.case_id desc limit at_most;
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
        select w.case_id, w.reported_at, w.words from case_words w
        where word_keys(w.street, month_of(w.reported_at), word_pairs(w.words)) @> word_keys(own, at_month, pieces))
      select h.case_id, h.reported_at from hits h
      where h.words like pattern and (h.reported_at, h.case_id) < (before, before_id) and h.reported_at >= since
      order by h.reported_at desc, h.case_id desc limit at_most - got;
    get diagnostics more = row_count;
    got := got + more;
    at_month := at_month - 1;
  end loop;
end $$;
revoke all on function find_cases_by_words from public;
grant execute on function find_cases_by_words to mofang_app;

-- Who asks for closed cases that were said not to be solved finds few among very many.
create index cases_unsolved_said on cases (street, reported_at desc, id desc) where not solved_say;
