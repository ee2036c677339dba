import { sql, type RawBuilder } from 'kysely'
import { ok } from '#kernel/result'
import { shanghaiDate, startOfDay, addDays } from '#kernel/time'
import { is, isIn, not, recordsOf, type Asking, type Measure } from '#model'
import type { Tx } from '#platform/db'
import { implement, type Implementation } from '#platform/operations'
import { cases, centreMeasures, ofType, type Case } from '#engines/cases/shared'
import { caseTable } from '../cases.table.ts'
import type { CasesDeps } from '../engine.ts'
import { visibleTo } from '../scope.ts'
import { askingOf, conditionSql } from './filter.ts'

interface Period {
  readonly from: string
  readonly to: string
}

interface Counted {
  readonly numerator: number
  readonly denominator: number | null
}

/** Several measures over one period in one walk; those placed by another time are counted apart. */
async function countAll(
  tx: Tx,
  street: string,
  visible: RawBuilder<unknown>,
  measures: readonly Measure[],
  period: Period,
  asking: Asking,
): Promise<Counted[]> {
  const counted: Counted[] = []
  for (const time of new Set(measures.map((measure) => measure.time))) {
    const mine = measures.filter((measure) => measure.time === time)
    const columns = mine.flatMap((measure, index) => [
      sql`count(*) filter (where ${conditionSql(recordsOf(measure, 'numerator'), asking)}) as ${sql.id(`n${index}`)}`,
      sql`count(*) filter (where ${conditionSql(recordsOf(measure, 'denominator'), asking)}) as ${sql.id(`d${index}`)}`,
    ])
    const column = sql.raw(caseTable.column('c', time as keyof Case))
    const { rows } = await sql<Record<string, number>>`
      select ${sql.join(columns)} from cases c where c.street = ${street} and ${column} >= ${period.from} and ${column} < ${period.to} and ${visible}`.execute(
      tx,
    )
    mine.forEach((measure, index) => {
      counted[measures.indexOf(measure)] = {
        numerator: rows[0]![`n${index}`]!,
        denominator: measure.definition.kind !== 'count' ? rows[0]![`d${index}`]! : null,
      }
    })
  }
  return counted
}

/** The months in which anything was found: counted apart in one walk, for sorting a year by month would cost most of the board. */
async function monthsOf(tx: Tx, inYear: RawBuilder<unknown>, year: number, counts: RawBuilder<boolean>) {
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
  const starts = [...months, `${year + 1}-01`].map((month) => startOfDay(`${month}-01`).toISOString())
  const columns = months.flatMap((_, at) => {
    const during = sql`c.reported_at >= ${starts[at]} and c.reported_at < ${starts[at + 1]}`
    return [
      sql`count(*) filter (where ${during} and ${counts}) as ${sql.id(`found${at}`)}`,
      sql`count(*) filter (where ${during} and c.state = 'closed') as ${sql.id(`closed${at}`)}`,
    ]
  })
  const { rows } = await sql<Record<string, number>>`select ${sql.join(columns)} from cases c where ${inYear}`.execute(
    tx,
  )
  return months
    .map((month, at) => ({ month, found: rows[0]![`found${at}`]!, closed: rows[0]![`closed${at}`]! }))
    .filter((each) => each.found > 0 || each.closed > 0)
}

const groupColumns = {
  committee: 'committee',
  unit: 'leadUnit',
  category: 'category',
  source: 'source',
  type: 'type',
} as const

export function boardHandlers(deps: CasesDeps): readonly Implementation[] {
  return [
    implement(cases.board, async ({ tx, street, actor, now }, { by, year: asked }) => {
      const asking = askingOf(actor, now)
      const visible = visibleTo(actor)
      const today = shanghaiDate(new Date(now))
      const year = asked ?? Number(today.slice(0, 4))
      const start = (day: string) => startOfDay(day).toISOString()
      const whole: Period = { from: start(`${year}-01-01`), to: start(`${year + 1}-01-01`) }
      const day: Period = { from: start(today), to: start(addDays(today, 1)) }
      const inYear = sql`c.street = ${street} and c.reported_at >= ${whole.from} and c.reported_at < ${whole.to} and ${visible}`

      const ofYear = await countAll(tx, street, visible, centreMeasures, whole, asking)
      const ofDay = await countAll(tx, street, visible, centreMeasures, day, asking)
      const types = [...deps.caseTypes.values()]
      const own = types.flatMap((type) =>
        type.measures.map((measure) => ({ type: type.id, measure: ofType(type.id, measure) })),
      )
      const ofTypes = await countAll(
        tx,
        street,
        visible,
        own.map((each) => each.measure),
        whole,
        asking,
      )

      const counts = conditionSql(not(isIn('state', ['voided', 'rejected'])), asking)
      const breakdown = await sql<{
        key: string | null
        found: number
        closed: number
        open: number
        overdue: number
        due: number
        onTime: number
      }>`
        select ${sql.raw(caseTable.column('c', groupColumns[by]))} as key,
          count(*) filter (where ${counts}) as found,
          count(*) filter (where ${conditionSql(is('state', 'closed'), asking)}) as closed,
          count(*) filter (where c.open) as open,
          count(*) filter (where c.open and not c.parked and c.next_due < ${now}) as overdue,
          count(*) filter (where c.on_time is not null and c.state = 'closed') as due,
          count(*) filter (where c.on_time and c.state = 'closed') as "onTime"
        from cases c where ${inYear} group by 1 order by found desc, key limit 200`.execute(tx)

      const monthly = await monthsOf(tx, inYear, year, counts)

      return ok({
        asOf: now,
        year,
        by,
        measures: centreMeasures.map((measure, index) => ({
          id: measure.id,
          today: ofDay[index]!,
          year: ofYear[index]!,
        })),
        breakdown: breakdown.rows,
        monthly,
        types: types.map((type) => ({
          type: type.id,
          measures: own.flatMap((each, index) =>
            each.type === type.id ? [{ id: each.measure.id, ...ofTypes[index]! }] : [],
          ),
        })),
      })
    }),
  ]
}
