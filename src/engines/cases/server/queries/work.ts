import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { addDays, shanghaiDate, startOfDay } from '#kernel/time'
import { explain } from '#model'
import { implement, type Implementation } from '#platform/operations'
import {
  cases,
  generalParameters,
  limitKey,
  routeCase,
  wordsOfType,
  type Case,
  type CaseLine,
  type CityRow,
  type LimitRule,
  type Parameter,
} from '#engines/cases/shared'
import { caseTable } from '../cases.table.ts'
import type { CasesDeps } from '../deps.ts'
import { settingsOf } from '../settings.ts'
import { destinationOf } from './file.ts'
import { lineColumns } from './list.ts'

const pair = (text: readonly [string, string]): [string, string] => [text[0], text[1]]

export function workHandlers(deps: CasesDeps): readonly Implementation[] {
  return [
    implement(cases.myTasks, async ({ tx, street, actor, now }) => {
      const { rows } = await sql<
        CaseLine & {
          taskId: string
          taskState: string
          taskDue: string | null
          role: 'lead' | 'assist'
          description: string
          contactNeeded: boolean
        }
      >`
        select ${lineColumns}, t.id as "taskId", t.state as "taskState", t.role, c.description,
          (select min(d.due_at) from deadlines d where d.street = t.street and d.case_id = t.case_id and d.state = 'running' and (d.task_id = t.id or d.task_id is null)) as "taskDue",
          exists (select 1 from deadlines d where d.street = t.street and d.case_id = t.case_id and d.kind = 'contact' and d.state in ('running', 'paused')) as "contactNeeded"
        from tasks t join cases c on c.street = t.street and c.id = t.case_id
        where t.street = ${street} and t.unit = ${actor.unit} and t.state in ('dispatched', 'signed') and (t.handler is null or t.handler = ${actor.id})
        order by "taskDue" asc nulls last, t.id limit 200`.execute(tx)
      return ok({ items: rows, now })
    }),
    implement(cases.routingCoverage, async ({ tx, street, now }, { type: id, from, to }) => {
      const type = deps.caseTypes.get(id)
      if (!type) return err('type_unknown')
      const settings = await settingsOf(tx, deps.database, street)
      const today = shanghaiDate(new Date(now))
      const since = startOfDay(from ?? addDays(today, -365)).toISOString()
      const until = startOfDay(addDays(to ?? today, 1)).toISOString()
      const { rows } = await sql<Case>`
        select ${caseTable.columns('c')} from cases c
        where c.street = ${street} and c.type = ${id} and c.reported_at >= ${since} and c.reported_at < ${until} order by c.reported_at desc limit 20000`.execute(
        tx,
      )
      const tally = new Map(type.routing.map((rule) => [rule.id, { matched: 0, agreed: 0 }]))
      let uncovered = 0
      for (const found of rows) {
        const first = routeCase(type, found, now)
          .filter((outcome) => outcome.matched)
          .find(({ rule }) => destinationOf(rule.to, found, settings) !== undefined)
        if (!first) {
          uncovered += 1
          continue
        }
        const line = tally.get(first.rule.id)!
        line.matched += 1
        if (found.leadUnit !== null && destinationOf(first.rule.to, found, settings)?.id === found.leadUnit)
          line.agreed += 1
      }
      return ok({
        total: rows.length,
        uncovered,
        rules: type.routing.map((rule) => ({ id: rule.id, label: pair(rule.label), ...tally.get(rule.id)! })),
      })
    }),
    implement(cases.parameters, async ({ tx, street }) => {
      const { rows } =
        await sql<Parameter>`select key, "from", value, unit, basis, confidence from parameters where street = ${street} order by "from" desc`.execute(
          tx,
        )
      const stored = (key: string) => rows.filter((row) => row.key === key).map(({ key: _, ...version }) => version)
      const declared = { from: '1970-01-01' }
      const limits = [...deps.caseTypes.values()].flatMap((type) =>
        type.limits.flatMap((rule: LimitRule) =>
          rule.steps.map((step, index) => {
            const key = limitKey(type.id, rule, index)
            return {
              key,
              label: pair([`${type.label[0]}·${step.label[0]}`, `${type.label[1]}: ${step.label[1]}`]),
              type: type.id,
              kind: rule.kind as string,
              when: rule.when ? pair(explain(rule.when, wordsOfType(type))) : null,
              versions: [
                ...stored(key),
                {
                  ...declared,
                  value: step.value,
                  unit: step.unit as string,
                  basis: rule.basis[0],
                  confidence: rule.confidence,
                },
              ],
            }
          }),
        ),
      )
      const general = Object.entries(generalParameters).map(([key, each]) => ({
        key,
        label: pair(each.label),
        type: null,
        kind: null,
        when: null,
        versions: [
          ...stored(key),
          {
            ...declared,
            value: each.value,
            unit: each.unit as string,
            basis: '平台默认值',
            confidence: each.confidence,
          },
        ],
      }))
      return ok({ items: [...limits, ...general] })
    }),
    implement(cases.cityRows, async ({ tx, street }, { month }) => {
      const { rows } = await sql<CityRow>`
        select r.id, r.month, r.kind, r.upstream_no as "upstreamNo", r.note, r.case_id as "caseId", c.number, r.state, r.grounds
        from city_rows r left join cases c on c.street = r.street and c.id = r.case_id
        where r.street = ${street} and (${month ?? null}::text is null or r.month = ${month ?? null}) order by r.month desc, r.kind, r.upstream_no limit 2000`.execute(
        tx,
      )
      return ok({ items: rows })
    }),
  ]
}
