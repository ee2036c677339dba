import { sql } from 'kysely'
import type { z } from 'zod'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { periodOf } from '#model'
import type { Tx } from '#platform/db'
import {
  idFrom,
  implement,
  perform,
  systemActor,
  type Actor,
  type Implementation,
  type World,
} from '#platform/operations'
import { duePeriods, indicators, nextDay, oldestDue, type Ledger, type LedgerSheet } from '#engines/indicators/shared'
import type { MeasuresDeps } from '../measures/definitions.ts'
import { uncountedMeasures } from '../measures/ensure.ts'
import { compileLedger, countedIn, type CompileDeps } from './compile.ts'

export interface LedgersDeps extends CompileDeps {
  readonly ledgers: readonly Ledger[]
}

const sheetColumns = sql`ledger, "from"::text as "from", "to"::text as "to", made_at as "madeAt", made_by as "madeBy", rows, cells`

type Stored = z.output<typeof LedgerSheet>

async function sheetOf(tx: Tx, street: string, ledger: string, from: string) {
  const { rows } = await sql<Stored>`
    select ${sheetColumns} from ledger_sheets where street = ${street} and ledger = ${ledger} and "from" = ${from}::date`.execute(
    tx,
  )
  return rows[0]
}

/** A sheet tells of the whole street. */
const seesStreet = ({ scope }: Actor) => scope?.kind === 'street'

export function ledgerHandlers(deps: LedgersDeps): readonly Implementation[] {
  const known = new Map(deps.ledgers.map((ledger) => [ledger.id, ledger]))
  return [
    implement(indicators.ledgers, async ({ tx, street, now }, { year: asked }) => {
      const today = shanghaiDate(new Date(now))
      const year = asked ?? Number(today.slice(0, 4))
      const { rows: counts } = await sql<{ ledger: string; made: number; byNobody: number; cells: number }>`
        select ledger, count(*)::int as made, (count(*) filter (where made_by is null))::int as "byNobody", sum(cells)::int as cells
        from ledger_sheets where street = ${street} and "to" between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
        group by ledger`.execute(tx)
      const { rows: lasts } = await sql<Stored>`
        select distinct on (ledger) ${sheetColumns} from ledger_sheets where street = ${street}
        order by ledger, ledger_sheets."from" desc`.execute(tx)
      return ok({
        year,
        items: deps.ledgers.map((ledger) => {
          const counted = counts.find((row) => row.ledger === ledger.id)
          const last = lasts.find((row) => row.ledger === ledger.id)
          return {
            id: ledger.id,
            label: [...ledger.label] as [string, string],
            summary: [...ledger.summary] as [string, string],
            every: ledger.every,
            last: last ?? null,
            next: nextDay(ledger, today),
            made: counted?.made ?? 0,
            byNobody: counted?.byNobody ?? 0,
            cells: counted?.cells ?? 0,
          }
        }),
      })
    }),

    implement(indicators.ledgerSheets, async ({ tx, street, actor }, { ledger, year }) => {
      if (!seesStreet(actor)) return err('out_of_scope')
      if (!known.has(ledger)) return err('ledger_unknown')
      const { rows } = await sql<Stored>`
        select ${sheetColumns} from ledger_sheets where street = ${street} and ledger = ${ledger}
          and "to" between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
        order by ledger_sheets."from" desc`.execute(tx)
      return ok({ items: rows })
    }),

    implement(indicators.ledgerSheet, async ({ tx, street, actor }, { ledger, from }) => {
      if (!seesStreet(actor)) return err('out_of_scope')
      if (!known.has(ledger)) return err('ledger_unknown')
      const { rows } = await sql<
        Stored & { columns: { title: [string, string]; number: boolean }[]; lines: string[][]; position: string }
      >`
        select ${sheetColumns}, columns, lines, position from ledger_sheets
        where street = ${street} and ledger = ${ledger} and "from" = ${from}::date`.execute(tx)
      const [found] = rows
      if (!found) return err('ledger_not_made')
      return ok(found)
    }),

    implement(indicators.makeLedger, async (context, { ledger: id, day }) => {
      const { tx, street, actor, now } = context
      const ledger = known.get(id)
      if (!ledger) return err('ledger_unknown')
      const period = periodOf(ledger.every, day)
      if (period.to >= shanghaiDate(new Date(now))) return err('period_not_over')
      context.subject('ledger', idFrom('ledger', street, id, period.from))
      const made = await sheetOf(tx, street, id, period.from)
      if (made) return ok(made)
      const content = await compileLedger(tx, street, deps, ledger, period, now)
      if (!content.ok) return content
      const { columns, lines, position } = content.value
      // Two processes whose clocks strike at once make one sheet.
      await sql`
        insert into ledger_sheets (street, ledger, "from", "to", made_at, made_by, columns, lines, rows, cells, position)
        values (${street}, ${id}, ${period.from}, ${period.to}, ${now}, ${actor.id}, ${JSON.stringify(columns)}::jsonb,
          ${JSON.stringify(lines)}::jsonb, ${lines.length}, ${lines.reduce((sum, line) => sum + line.length, 0)}, ${position})
        on conflict do nothing`.execute(tx)
      context.changed({ ledger: id, from: period.from })
      return ok((await sheetOf(tx, street, id, period.from))!)
    }),
  ]
}

const clock = systemActor([indicators.makeLedger.name])

function madeOf(sheets: readonly { ledger: string; from: string; byHand: boolean }[], ledger: string) {
  const own = sheets.filter((sheet) => sheet.ledger === ledger)
  const from = (byHand: boolean) => own.filter((sheet) => sheet.byHand === byHand).map((sheet) => sheet.from)
  return { byItself: from(false), byHand: from(true) }
}

/** Makes every sheet that is due and not made. Runs twice, or on two machines, it makes each once. Returns how many. */
export async function makeDueLedgers(
  world: World,
  implementations: readonly Implementation[],
  deps: MeasuresDeps & Pick<LedgersDeps, 'ledgers'>,
  street: string,
): Promise<number> {
  const { ledgers } = deps
  const make = implementations.find((each) => each.operation.name === indicators.makeLedger.name)
  if (!make) throw new Error('indicators.makeLedger is not among the implementations')
  const today = shanghaiDate(world.now())
  const sheets = await world.database.transaction(street, async (tx) => {
    const since = ledgers.map((ledger) => oldestDue(ledger, today))
    // The hour strikes for years: of all the sheets only the first that made itself and those not too old are looked at.
    const { rows } = await sql<{ ledger: string; from: string; byHand: boolean }>`
      select asked.ledger, made."from"::text as "from", made.made_by is not null as "byHand"
      from unnest(${ledgers.map(({ id }) => id)}::text[], ${since}::date[]) as asked (ledger, since)
      cross join lateral (
        (select "from", made_by from ledger_sheets
          where street = ${street} and ledger = asked.ledger and "from" >= asked.since)
        union all
        (select "from", made_by from ledger_sheets
          where street = ${street} and ledger = asked.ledger and made_by is null order by "from" limit 1)
      ) as made`.execute(tx)
    return rows
  })
  const counting = new Set(await uncountedMeasures(world.database, deps, street))
  let made = 0
  // A sheet of what is still counted waits: a refusal would be the answer to its command for ever.
  for (const ledger of ledgers.filter(({ content }) => !countedIn(content).some((key) => counting.has(key))))
    for (const period of duePeriods(ledger, today, madeOf(sheets, ledger.id))) {
      const outcome = await perform(world, make, {
        street,
        actor: clock,
        command: idFrom('ledger', street, ledger.id, period.from),
        input: { ledger: ledger.id, day: period.from },
      })
      if (!outcome.ok) throw new Error(`${ledger.id} of ${period.from}: ${outcome.error}`)
      made++
    }
  return made
}
