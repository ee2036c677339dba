import { sql } from 'kysely'
import { must } from '#kernel/assert'
import { addDays, shanghaiDate, startOfDay } from '#kernel/time'
import type { Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { indicators } from '#engines/indicators/shared'
import { streets } from '#engines/registers/shared'
import { entryLedgers } from '#faces'
import { castOf } from './cast.ts'
import { playerOf } from './player.ts'
import { makeRng, type Rng } from './rng.ts'

interface Firm {
  readonly member: string
  readonly name: string
  readonly marks: readonly string[]
  /** Its part of what the street collects. */
  readonly part: number
}

const fenOfHundredMillion = 1e10

/** How much of a year comes in by month: January and the ends of quarters are heavy. */
const season = [14, 6, 8, 10, 8, 8, 9, 7, 7, 9, 7, 7].map((part) => part / 100)

async function firmsOf(database: Database, street: string, rng: Rng): Promise<readonly Firm[]> {
  const rows = await database.transaction(street, async (tx) => {
    const { rows: found } = await sql<{ member: string; name: string }>`
      select fields ->> 'uscc' as member, fields ->> 'name' as name from register_entries
      where street = ${street} and register = 'enterprise' and state = 'standing' and fields ->> 'uscc' is not null
      order by sort_key, id limit 120`.execute(tx)
    return found
  })
  const members = [...new Map(rows.map((row) => [row.member, row])).values()]
  return members.map(({ member, name }, at): Firm => {
    const isScale = rng() < 0.65
    const draw = rng()
    const kind = draw < 0.08 ? ['fresh'] : draw < 0.85 ? ['stock'] : []
    const marks = [...(isScale ? ['scale'] : []), ...kind, ...(rng() < 0.06 ? ['project'] : [])]
    return { member, name, marks, part: (isScale ? 1 : 0.03) / (at + 3) ** 0.7 }
  })
}

/** What the firms pay in the months of a year; those above scale together come to `total` by its end. */
function yearOf(firms: readonly Firm[], total: number, rng: Rng) {
  const parts = firms.map(({ part }) => part * (0.75 + rng() * 0.5))
  const ofScale = firms.reduce((sum, { marks }, at) => sum + (marks.includes('scale') ? parts[at]! : 0), 0)
  const months = season.map((share) =>
    firms.map((_, at) => Math.floor(((total * parts[at]!) / ofScale) * share * (0.9 + rng() * 0.2))),
  )
  const first = firms.findIndex(({ marks }) => marks.includes('scale'))
  const paid = months.flatMap((month) => month.filter((_, at) => firms[at]!.marks.includes('scale')))
  const december = must(months[11], 'December')
  december[first] = december[first]! + total - paid.reduce((sum, fen) => sum + fen, 0)
  return months
}

/** Tax by enterprise and month as the tax office would have told it, entered in the middle of the month after. */
export async function fillTaxes(
  database: Database,
  implementations: readonly Implementation[],
  now: Date,
): Promise<void> {
  const ledger = must(
    entryLedgers.find(({ id }) => id === 'enterprise-tax'),
    'the ledger of taxes',
  )
  const thisYear = Number(shanghaiDate(now).slice(0, 4))
  for (const { code } of streets) {
    const rng = makeRng(`taxes ${code}`)
    const firms = await firmsOf(database, code, rng)
    if (!firms.some(({ marks }) => marks.includes('scale'))) continue
    const player = playerOf(database, code, implementations)
    const keeper = (await castOf(database, code)).one('economy', rng)
    const years = new Map([
      // What 仙霞 said of these two years: 18.7396 and, against a target of 20.17, an invented 20.31.
      ...(code === '310105008'
        ? ([
            [2022, 18.7396],
            [2023, 20.31],
          ] as const)
        : []),
      // So that what was forecast of last year can be held against it.
      [thisYear - 2, 14.6],
      [thisYear - 1, 15.2],
      [thisYear, 15.9],
    ] as const)
    for (const [year, total] of years) {
      const months = yearOf(firms, Math.round(total * fenOfHundredMillion), rng)
      for (const [at, paid] of months.entries()) {
        const month = `${year}-${String(at + 1).padStart(2, '0')}`
        const told = new Date(startOfDay(addDays(`${month}-01`, 43)).getTime() + 10 * 3_600_000)
        if (told >= now) break
        const rows = firms.map(({ member, name, marks }, nth) => ({
          member,
          name,
          marks: [...marks],
          amounts: { total: paid[nth]!, district: Math.floor(paid[nth]! * 0.27) },
        }))
        await player.play(indicators.enterEntries, keeper, { ledger: ledger.id, month, rows }, told)
      }
    }
  }
}
