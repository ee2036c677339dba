import { expect } from 'vitest'
import { addDays, startOfDay } from '#kernel/time'
import { holds, recordsOf, type Condition } from '#model'
import { centreMeasures, findQueue, lightOf, valueOf, type CaseFile, type CaseLine } from '#engines/cases/shared'
import type { Actor } from '#platform/operations'
import { insertCase, wordsOf } from '../src/engines/cases/server/cases.store.ts'
import { canSee } from '../src/engines/cases/server/scope.ts'
import { aPerson, li, property, sanitation, wang } from './people.ts'
import { types } from './population.ts'
import { aWorld, committees, street, type World } from './world.ts'

export const now = '2026-12-04T03:00:00.000Z'

/** Who sees the whole street, a part of it, or only what is their own. */
export const lookers: readonly Actor[] = [
  wang,
  aPerson('何平', ['duty', 'leader'], { scope: { kind: 'committee', code: committees[0] }, unit: property }),
  aPerson('吕强', ['duty', 'leader'], { scope: { kind: 'grid', code: 'W02' } }),
  aPerson('施洁', ['duty', 'leader'], { scope: { kind: 'unit' }, unit: sanitation, id: li.id }),
  aPerson('孔燕', ['duty', 'leader'], { scope: { kind: 'unit' } }),
]
/** A world that holds these cases, at the instant of the tests of lists. */
export async function aWorldOf(files: readonly CaseFile[]): Promise<World> {
  const world = await aWorld(types)
  world.now = now
  await world.database.transaction(street, async (tx) => {
    for (const file of files) await insertCase(tx, street, file, { name: null, phone: null }, {})
  })
  return world
}

export interface Filter {
  queue?: string
  measure?: string
  part?: 'numerator' | 'denominator'
  type?: string
  state?: string
  open?: boolean
  source?: string
  category?: string
  committee?: string
  unit?: string
  light?: string
  hour?: string
  from?: string
  to?: string
  words?: string
}

/** What a list should hold, reckoned from the files themselves. */
export function expectedOf(files: readonly CaseFile[], filter: Filter, actor: Actor): string[] {
  const asking = { now, me: actor.id, myUnit: actor.unit }
  const is = (condition: Condition<string>, file: CaseFile) =>
    holds(condition, (field) => valueOf(file.case, field), asking)
  const measure = centreMeasures.find((each) => each.id === filter.measure)
  const found = files.filter((file) => {
    const { case: one } = file
    if (!canSee(actor, file)) return false
    if (filter.queue && !is(findQueue(filter.queue)!.where, file)) return false
    if (measure && !is(recordsOf(measure, filter.part ?? 'numerator'), file)) return false
    for (const [field, wanted] of [
      ['type', filter.type],
      ['state', filter.state],
      ['open', filter.open],
      ['source', filter.source],
      ['category', filter.category],
      ['committee', filter.committee],
      ['leadUnit', filter.unit],
    ] as const)
      if (wanted !== undefined && one[field] !== wanted) return false
    if (filter.light && lightOf(one, now) !== filter.light) return false
    // A measure places its cases in days by its own instant: one reported at 23:50 may be dispatched on the next day.
    const at = measure ? (valueOf(one, measure.time) as string | null) : one.reportedAt
    if (filter.from && !(at && at >= startOfDay(filter.from).toISOString())) return false
    if (filter.to && !(at && at < startOfDay(addDays(filter.to, 1)).toISOString())) return false
    return !filter.words || wordsOf(one).includes(filter.words.trim().toLowerCase())
  })
  return found.map((file) => file.case.id as string).toSorted()
}

/** Turns the pages of a list to its end. */
export async function everyPage(
  world: World,
  actor: Actor,
  filter: Filter,
  sort: 'due' | 'newest',
  limit: number,
): Promise<CaseLine[]> {
  const lines: CaseLine[] = []
  let after: string | null = null
  for (let page = 0; page < 300; page++) {
    const { items, next } = (await world.do(actor, 'list', {
      ...filter,
      sort,
      limit,
      ...(after !== null && { after }),
    })) as unknown as { items: CaseLine[]; next: string | null }
    expect(items.length).toBeLessThanOrEqual(limit)
    lines.push(...items)
    if (next === null) return lines
    after = next
  }
  throw new Error('the pages do not end')
}
