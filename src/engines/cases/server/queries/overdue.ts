import { sql } from 'kysely'
import { ok } from '#kernel/result'
import { addDays, startOfDay } from '#kernel/time'
import { implement, type Implementation } from '#platform/operations'
import { cases, lightConditions } from '#engines/cases/shared'
import { caseTable } from '../cases.table.ts'
import { visibleTo } from '../scope.ts'
import { askingOf, conditionSql } from './filter.ts'

const columns = { committee: 'committee', unit: 'leadUnit', category: 'category', source: 'source' } as const

/** What is overdue follows from the hour, not from what was done, and so is counted when asked: among the open cases alone. */
export function overdueHandlers(): readonly Implementation[] {
  return [
    implement(cases.overdue, async ({ tx, street, actor, now }, { by, from, to }) => {
      const key = sql.raw(caseTable.column('c', columns[by]))
      const [start, end] = [startOfDay(from).toISOString(), startOfDay(addDays(to, 1)).toISOString()]
      const { rows } = await sql<{ key: string | null; overdue: number }>`
        select ${key} as key, count(*) as overdue from cases c
        where c.street = ${street} and c.open and c.next_due < ${now} and ${conditionSql(lightConditions.red, askingOf(actor, now))}
          and c.reported_at >= ${start} and c.reported_at < ${end} and ${visibleTo(actor)}
        group by 1 order by 2 desc, 1`.execute(tx)
      return ok({ rows, now })
    }),
  ]
}
