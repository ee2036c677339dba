import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { RegisterId, SourceId, TieKindId } from '#engines/registers/shared'
import { knownColumns, livesIn } from '../access/known.store.ts'
import type { Known } from '../access/present.ts'
import { visibleTo, type Reader } from '../access/reader.ts'
import { holdsAt, type Moment } from '../access/tags.store.ts'

/** Standing entries by register, as far as this reader sees them. */
export async function countEntries(tx: Tx, reader: Reader): Promise<Partial<Record<RegisterId, number>>> {
  const { rows } = await sql<{ register: RegisterId; count: number }>`
    select e.register, count(*)::int as count from register_entries e
    where e.street = ${reader.street} and e.state = 'standing' and ${visibleTo(reader)} group by e.register`.execute(tx)
  return Object.fromEntries(rows.map(({ register, count }) => [register, count]))
}

/** The tallest house of the city has fewer homes. */
const mostHomes = 1500

/** The homes of a house, also those in its staircases. */
export async function homesWithin(tx: Tx, reader: Reader, id: string): Promise<Known[]> {
  const { rows } = await sql<Known>`
    with recursive within as (
      select o.id from register_entries o where o.street = ${reader.street} and (o.id = ${id} or (o.state = 'merged' and o.root = ${id}))
      union
      select e.id from within w join register_entries e on e.street = ${reader.street} and e.parent = w.id
        and e.register in ('building', 'staircase', 'home'))
    select ${knownColumns} from within w join register_entries e on e.street = ${reader.street} and e.id = w.id ${livesIn(reader.today)}
    where e.register = 'home' and e.state = 'standing' and ${visibleTo(reader)} order by e.sort_key, e.id limit ${mostHomes}`.execute(
    tx,
  )
  return rows
}

export interface Living {
  readonly home: string
  readonly all: number
  readonly over60: number
  readonly over80: number
}

const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

/** How many live in each of some homes on a day, and how old. */
export async function livingIn(
  tx: Tx,
  street: string,
  homes: readonly string[],
  moment: Moment,
): Promise<Map<string, Living>> {
  if (homes.length === 0) return new Map()
  const { rows } = await sql<Living>`
    select o.root as home, count(distinct p.id)::int as "all",
      (count(distinct p.id) filter (where p.fields->>'birth' <= ${yearsBefore(moment.on, 60)}))::int as "over60",
      (count(distinct p.id) filter (where p.fields->>'birth' <= ${yearsBefore(moment.on, 80)}))::int as "over80"
    from register_entries o
    join register_ties t on t.street = o.street and t.object = o.id and t.kind = 'lives' and ${holdsAt(moment)}
    join register_entries s on s.street = t.street and s.id = t.subject
    join register_entries p on p.street = s.street and p.id = s.root and p.state = 'standing'
    where o.street = ${street} and (o.id = any(${homes}::uuid[]) or (o.state = 'merged' and o.root = any(${homes}::uuid[])))
    group by o.root`.execute(tx)
  return new Map(rows.map((row) => [row.home, row]))
}

export interface EndedTie {
  readonly id: string
  readonly kind: TieKindId
  readonly subject: string
  readonly object: string
  readonly details: Record<string, unknown>
  readonly part: number | null
  readonly whole: number | null
  readonly from: string
  readonly to: string
  readonly source: SourceId
}

/** Ties of an entry that ended by today, the last first. */
export async function endedTiesOf(tx: Tx, street: string, root: string, today: string): Promise<EndedTie[]> {
  const { rows } = await sql<EndedTie>`
    with own as (select o.id from register_entries o where o.street = ${street} and (o.id = ${root} or (o.state = 'merged' and o.root = ${root})))
    select t.id, t.kind, s.root as subject, o.root as object, t.details, t.share_part as part, t.share_whole as whole,
      t.valid_from as "from", t.valid_to as "to", t.source
    from register_ties t
    join register_entries s on s.street = t.street and s.id = t.subject
    join register_entries o on o.street = t.street and o.id = t.object
    where t.street = ${street} and (t.subject in (select id from own) or t.object in (select id from own))
      and t.superseded_at is null and t.valid_to <= ${today}
    order by t.valid_to desc, t.id limit 200`.execute(tx)
  return rows
}
