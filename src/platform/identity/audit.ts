import { sql } from 'kysely'
import { ok } from '#kernel/result'
import { implement } from '#platform/operations'
import { identity, type ActLine } from './operations.ts'

/** What was done in the street, and how its staff came in and went. Never what was entered. */
export const acts = implement(identity.acts, async ({ tx, street }, asked) => {
  const { from = '2000-01-01T00:00:00Z', to = '2100-01-01T00:00:00Z', operation, outcome, staffId, limit } = asked
  const [beforeAt = '2100-01-01T00:00:00Z', beforeId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] =
    asked.after?.split('/') ?? []
  const wanted = sql`at >= ${from} and at < ${to} and (at, id) < (${beforeAt}::timestamptz, ${beforeId}::uuid)
    and (${operation ?? null}::text is null or operation = ${operation ?? null})
    and (${outcome ?? null}::text is null or outcome = ${outcome ?? null})`
  const page = sql`order by at desc, id desc limit ${limit + 1}`
  const { rows } = await sql<ActLine>`
    with members as (
      select s.id as staff_id, s.name, s.account_id, a.username
      from staff s left join auth_accounts a on a.id = s.account_id
      where s.street = ${street} and (${staffId ?? null}::uuid is null or s.id = ${staffId ?? null}::uuid)
    ), done as (
      select id, at, actor, actor_name, operation, outcome, subject_kind, subject_id, address from acts
      where street = ${street} and (${staffId ?? null}::uuid is null or actor = ${staffId ?? null}::uuid) and ${wanted} ${page}
    ), came as (
      select id, at, account_id, operation, outcome, address from auth_events
      where account_id in (select account_id from members) and ${wanted} ${page}
    )
    select d.id::text, d.at, d.actor_name as who, m.username as account, d.operation, d.outcome,
      d.subject_kind as "subjectKind", d.subject_id::text as "subjectId", host(d.address) as address
    from done d left join members m on m.staff_id = d.actor
    union all
    select c.id::text, c.at, m.name, m.username, c.operation, c.outcome, 'account', c.account_id::text, host(c.address)
    from came c join members m on m.account_id = c.account_id
    order by at desc, id desc limit ${limit + 1}`.execute(tx)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return ok({ items, next: rows.length > limit && last ? `${last.at}/${last.id}` : null })
})
