import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { cases, generalParameters, hasReturned, limitKey, rateCase, type CaseId } from '#engines/cases/shared'
import { findCase, lockCase, saveCase } from '../cases.store.ts'
import type { CasesDeps } from '../deps.ts'
import { typeOf } from '../engine.ts'
import { canSee } from '../scope.ts'
import { decidingOf, forgetSettings, settingsOf } from '../settings.ts'

interface RowFound {
  readonly state: string
  readonly contestedBy: string | null
  readonly caseId: CaseId | null
}

async function lockRow(tx: Parameters<typeof findCase>[0], street: string, id: string): Promise<RowFound | undefined> {
  const { rows } = await sql<RowFound>`
    select state, contested_by as "contestedBy", case_id as "caseId" from city_rows where street = ${street} and id = ${id} for update`.execute(
    tx,
  )
  return rows[0]
}

const days = new Set(['WORK_DAY', 'NATURAL_DAY', 'TIMES', 'METRE', 'DAY'])
const clocks = new Set(['URGENT_HOUR', 'WORK_HOUR', 'WORK_DAY', 'NATURAL_DAY'])

export function hotlineHandlers(deps: CasesDeps): readonly Implementation[] {
  return [
    implement(cases.rate, async (context, { followCode, ...said }) => {
      const { tx, street, actor, now } = context
      const { rows } = await sql<{
        id: CaseId
      }>`select id from cases where street = ${street} and follow_code = ${followCode.toUpperCase()}`.execute(tx)
      const file = rows[0] && (await lockCase(tx, street, rows[0].id))
      if (!file) return err('code_not_found')
      const settings = await settingsOf(tx, deps.database, street)
      const rated = rateCase(file, said, decidingOf(settings, typeOf(deps, file), actor, now))
      if (!rated.ok) return rated
      await saveCase(tx, street, file, rated.value, deps)
      context.subject('case', file.case.id)
      context.changed({ solvedSay: said.solved, satisfaction: said.satisfaction })
      return ok({ number: file.case.number })
    }),
    implement(cases.revealCaller, async (context, { caseId, purpose }) => {
      const { tx, street, actor } = context
      const file = await findCase(tx, street, caseId)
      if (!file || !canSee(actor, file)) return err('case_not_found')
      if (actor.scope?.kind === 'unit' && hasReturned(file, actor.unit)) return err('not_your_unit')
      const { rows } = await sql<{
        name: string | null
        phone: string | null
      }>`select name, phone from case_callers where street = ${street} and case_id = ${caseId}`.execute(tx)
      context.subject('case', caseId)
      context.changed({ purpose })
      return ok(rows[0] ?? { name: null, phone: null })
    }),
    implement(cases.importCityRows, async (context, { month, kind, rows }) => {
      const { tx, street } = context
      const numbers = [...new Set(rows.map((row) => row.upstreamNo))]
      const known = await sql<{ id: CaseId; upstreamNo: string }>`
        select id, upstream_no as "upstreamNo" from cases where street = ${street} and source = 'hotline' and upstream_no = any(${numbers})`.execute(
        tx,
      )
      const caseOf = new Map(known.rows.map((row) => [row.upstreamNo, row.id]))
      const notes = new Map(rows.map((row) => [row.upstreamNo, row.note]))
      const values = numbers.map(
        (no) =>
          sql`(${street}, ${context.newId()}::uuid, ${month}, ${kind}, ${no}, ${notes.get(no) ?? ''}, ${caseOf.get(no) ?? null}::uuid, 'imported')`,
      )
      const { numAffectedRows } = await sql`
        insert into city_rows (street, id, month, kind, upstream_no, note, case_id, state) values ${sql.join(values)}
        on conflict (street, month, kind, upstream_no) do nothing`.execute(tx)
      const added = Number(numAffectedRows ?? 0n)
      // A ticket may have been registered after the list that names it came.
      await sql`
        update city_rows set case_id = c.id from cases c
        where city_rows.street = ${street} and city_rows.case_id is null and city_rows.upstream_no = any(${numbers})
          and c.street = city_rows.street and c.source = 'hotline' and c.upstream_no = city_rows.upstream_no`.execute(
        tx,
      )
      context.changed({ month, kind, added })
      return ok({ added, already: rows.length - added, unmatched: numbers.filter((no) => !caseOf.has(no)) })
    }),
    implement(cases.contestCityRow, async (context, { rowId, grounds }) => {
      const { tx, street, actor } = context
      const row = await lockRow(tx, street, rowId)
      if (!row) return err('row_not_found')
      if (row.state !== 'imported') return err('already_decided')
      await sql`update city_rows set state = 'contested', grounds = ${grounds}, contested_by = ${actor.id} where street = ${street} and id = ${rowId}`.execute(
        tx,
      )
      if (row.caseId) context.subject('case', row.caseId)
      return ok({ rowId })
    }),
    implement(cases.decideContest, async (context, { rowId, upheld }) => {
      const { tx, street, actor } = context
      const row = await lockRow(tx, street, rowId)
      if (!row) return err('row_not_found')
      if (row.state !== 'contested') return err('already_decided')
      if (row.contestedBy === actor.id) return err('approver_is_applicant')
      await sql`update city_rows set state = ${upheld ? 'upheld' : 'dismissed'}, decided_by = ${actor.id} where street = ${street} and id = ${rowId}`.execute(
        tx,
      )
      if (row.caseId) context.subject('case', row.caseId)
      context.changed({ upheld })
      return ok({ rowId })
    }),
    implement(cases.setParameter, async (context, { key, from, value, unit, basis, confidence }) => {
      const { tx, street, actor, now } = context
      const general = Object.hasOwn(generalParameters, key)
        ? generalParameters[key as keyof typeof generalParameters]
        : undefined
      const isLimit = [...deps.caseTypes.values()].some((type) =>
        type.limits.some((rule) => rule.steps.some((_, step) => limitKey(type.id, rule, step) === key)),
      )
      if (!general && !isLimit) return err('parameter_unknown')
      if (general ? general.unit !== unit : !clocks.has(unit)) return err('unit_mismatch')
      if (days.has(unit) && !Number.isInteger(value)) return err('value_not_whole')
      const before = await sql<{ value: number; unit: string; from: string }>`
        select value, unit, "from" from parameters where street = ${street} and key = ${key} and "from" <= ${from} order by "from" desc limit 1`.execute(
        tx,
      )
      // The same date twice would change a version that may have decided something: the key refuses it.
      await sql`
        insert into parameters (street, key, "from", value, unit, basis, confidence, set_by, set_at)
        values (${street}, ${key}, ${from}, ${value}, ${unit}, ${basis}, ${confidence}, ${actor.id}, ${now})`.execute(
        tx,
      )
      context.changed({ key, from, before: before.rows[0] ?? null, value, unit })
      context.afterCommit(() => forgetSettings(deps.database, street))
      return ok({ key, from })
    }),
  ]
}
