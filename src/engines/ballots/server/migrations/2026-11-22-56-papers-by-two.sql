-- A paper is received when two have read it. What one hand alone entered no longer takes the owner's vote.
alter table vote_papers add column accepted boolean not null default false;

with freed as (
  update vote_owners o set state = 'none', paper = null
  from vote_papers p, votes v
  where p.street = o.street and p.vote = o.vote and p.id = o.paper and p.state in ('received', 'differing')
    and v.street = o.street and v.id = o.vote and v.state in ('voting', 'closed')
  returning o.street, o.vote, o.area
), sums as (select street, vote, count(*)::int as owners, sum(area)::bigint as area from freed group by street, vote)
update vote_turnouts t set paper_owners = t.paper_owners - s.owners, paper_area = t.paper_area - s.area
from sums s where s.street = t.street and s.vote = t.vote;
