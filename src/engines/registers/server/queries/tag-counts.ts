import { sql } from 'kysely'
import { ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked } from '#engines/registers/shared'
import { suppressed, type Counted, type Told } from '../../shared/suppression.ts'
import { parameterOn } from '../access/parameters.store.ts'
import { readerOf, visibleTo, withRestricted } from '../access/reader.ts'
import { holdsAt, taggedEntries, tagRows } from '../access/tags.store.ts'
import type { RegistersDeps } from '../deps.ts'

interface Row {
  readonly tag: string
  readonly committee: string
  readonly grid: string
  readonly microGrid: string
  readonly n: number
}

const levels = ['committee', 'grid', 'microGrid'] as const
/** Fewer are counted by nobody, unless the street has set another number. */
const fewest = 5

interface Area {
  readonly code: string
  readonly parts: readonly Area[]
}

const areasIn = (rows: readonly Omit<Row, 'tag' | 'n'>[], level = 0): readonly Area[] => {
  const name = levels[level]
  if (!name) return []
  const codes = [...new Set(rows.map((row) => row[name]))].toSorted()
  return codes.map((code) => ({
    code,
    parts: areasIn(
      rows.filter((row) => row[name] === code),
      level + 1,
    ),
  }))
}

/** Counts by area within area, down to the smallest: what is told of one level must fit what is told of the others. */
function counted(areas: readonly Area[], rows: readonly Row[], level = 0): Counted {
  return {
    count: rows.reduce((sum, row) => sum + row.n, 0),
    parts: areas.map(({ code, parts }) =>
      counted(
        parts,
        rows.filter((row) => row[levels[level]!] === code),
        level + 1,
      ),
    ),
  }
}

/** What is told of the areas of one level, in the order in which the tree has them. */
function* atLevel<T>(
  areas: readonly Area[],
  partsOf: (at: readonly number[]) => T,
  wanted: number,
  path: readonly number[] = [],
): Generator<T> {
  for (const [at, area] of areas.entries()) {
    const here = [...path, at]
    if (here.length - 1 === wanted) yield partsOf(here)
    else yield* atLevel(area.parts, partsOf, wanted, here)
  }
}

const reach = <T extends { readonly parts: readonly T[] }>(top: T, path: readonly number[]): T =>
  path.reduce((node, at) => node.parts[at]!, top)

export function tagCountsHandlers({ tags }: RegistersDeps): readonly Implementation[] {
  const tagCounts = implement(asked.tagCounts, async (context, { by, committee }) => {
    const { tx, street } = context
    const reader = await readerOf(context, tags)
    const moment = { on: reader.today, knownAt: null }
    const threshold = Math.max(1, await parameterOn(tx, street, 'fewest_counted', reader.today, fewest))
    const codes = sql`coalesce(e.committee, '') as committee, coalesce(e.grid, '') as grid, coalesce(e.micro_grid, '') as "microGrid"`
    const byArea = sql`e.committee, e.grid, e.micro_grid`
    const people = sql`e.street = ${street} and e.register = 'person' and e.state = 'standing' and ${visibleTo(reader)}`
    // The areas are those of the people who are seen, whether anybody there has a tag or not.
    const { rows: places } = await sql<Row>`
      select ${codes} from register_entries e where ${people} group by ${byArea}`.execute(tx)
    const rows = await withRestricted(context, reader, { tags: 'all', note: '标签统计' }, async (open) => {
      // One person counts once, though the tag be on two entries that became one.
      const { rows: found } = await sql<Row>`
        select x.tag, ${codes}, count(*)::int as n
        from (select distinct tag, id from ${taggedEntries(street, tagRows(street, open.length > 0), holdsAt(moment))} tagged) x
        join register_entries e on e.id = x.id where ${people} group by x.tag, ${byArea}`.execute(tx)
      return { value: found, entries: [], registers: ['person'] }
    })
    const areas = areasIn(places)
    // Of one committee no more is told than of all together: two answers must not add up to more than one.
    const shownAreas = areas.flatMap((area, at) => (committee === undefined || area.code === committee ? [at] : []))
    const paths = [...atLevel(areas, (path) => path, levels.indexOf(by))].filter(([first]) =>
      shownAreas.includes(first!),
    )
    // The same tags whatever was found: that one is missing would tell that nobody has it.
    const shownTags = Object.entries(tags).filter(([id, tag]) => !tag.restricted || reader.restricted.includes(id))
    return ok({
      threshold,
      areas: paths.map((path) => reach<Area>({ code: '', parts: areas }, path).code),
      rows: shownTags.map(([tag, { restricted = false }]) => {
        const told = suppressed(counted(areas, rows.filter((row) => row.tag === tag)), threshold) // prettier-ignore
        const top = committee === undefined ? told : told.parts[shownAreas[0] ?? -1]
        return {
          tag,
          restricted,
          total: top ? top.count : 0,
          counts: paths.map((path) => reach<Told>(told, path).count),
        }
      }),
    })
  })
  return [tagCounts]
}
