import { sql } from 'kysely'
import type { Database } from '#platform/db'
import type { Context } from '#platform/operations'
import type { RegisterId } from '#engines/registers/shared'
import { knownColumns, livesIn } from '../access/known.store.ts'
import { present, type Known } from '../access/present.ts'
import { readerOf, visibleTo } from '../access/reader.ts'
import type { RegistersDeps } from '../deps.ts'

export interface PlaceFeature {
  readonly type: 'Feature'
  readonly id: string
  /** Null where nobody has said where it lies. */
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [lng: number, lat: number] } | null
  readonly properties: Readonly<Record<string, string | number | boolean | null>>
}

const pageSize = 500

/** Things of a register with where they lie and what is public of them: a map leaves the house more easily than a list. */
export async function* placesOf(
  database: Database,
  deps: RegistersDeps,
  { street, actor, now }: Pick<Context, 'street' | 'actor' | 'now'>,
  register: RegisterId,
): AsyncGenerator<PlaceFeature> {
  const open = Object.entries(deps.registers[register].fields).flatMap(([name, { level }]) =>
    level === 1 ? [name] : [],
  )
  const reader = await database.transaction(street, (tx) => readerOf({ tx, street, actor, now }, deps.tags))
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const { rows }: { readonly rows: readonly Known[] } = await database.transaction(street, (tx) =>
      sql<Known>`select ${knownColumns} from register_entries e ${livesIn(reader.today)}
        where e.street = ${street} and e.register = ${register} and e.state = 'standing' and ${visibleTo(reader)}
          and (${from}::uuid is null or e.id > ${from}) order by e.id limit ${pageSize}`.execute(tx),
    )
    for (const row of rows) {
      const seen = present(reader, deps.registers, row)
      if (!seen) continue
      const { lng, lat } = row
      yield {
        type: 'Feature',
        id: row.id,
        geometry: lng === null || lat === null ? null : { type: 'Point', coordinates: [lng, lat] },
        properties: {
          register,
          ...Object.fromEntries(open.flatMap((name) => (name in seen.fields ? [[name, seen.fields[name]!]] : []))),
          committee: seen.committee,
          grid: seen.grid,
        },
      }
    }
    if (rows.length < pageSize) return
    after = rows.at(-1)!.id
  }
}
