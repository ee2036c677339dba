import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { must } from '#kernel/assert'
import { packageRoot, type Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { caseTypesOf, type FactFinding, type Outcome, type Satisfaction } from '#engines/cases/shared'
import { caseTypes } from '#faces'
import { describe } from './descriptions.ts'
import { inParallel, knownAddresses, openStage, placeFor, type KnownAddress } from './living.ts'
import { personName, phoneNumber } from './people.ts'
import { checkPlan, Plan, type Flow } from './plan.ts'
import { makeRng, type Rng } from './rng.ts'
import { walkCase } from './walk-case.ts'
import { photoKey, share, type Walk } from './walk.ts'

export function readPlan(name: string): Plan {
  const file = name.endsWith('.json') ? name : join(packageRoot, 'src/app/demo/plans', `${name}.json`)
  const plan = Plan.parse(JSON.parse(readFileSync(file, 'utf8')))
  const wrong = checkPlan(plan)
  if (wrong.length > 0) throw new Error(`The plan ${plan.id} contradicts itself:\n${wrong.join('\n')}`)
  return plan
}

/** Deals the counts out over the cases, in an order that follows from the seed alone. */
function deal<K extends string>(counts: Readonly<Partial<Record<K, number>>>, rng: Rng): K[] {
  const dealt = Object.entries(counts).flatMap(([key, count]) =>
    Array.from({ length: count as number }, () => key as K),
  )
  for (let i = dealt.length - 1; i > 0; i--) {
    const j = Math.floor(rng() * (i + 1))
    ;[dealt[i], dealt[j]] = [dealt[j]!, dealt[i]!]
  }
  return dealt
}

function weighted(weights: Readonly<Record<string, number>>, rng: Rng): string {
  const entries = Object.entries(weights)
  let left = rng() * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) if ((left -= weight) <= 0) return key
  return entries.at(-1)![0]
}

type Fate = 'self' | 'late' | 'closed' | 'parked' | 'open'

function walksOf(plan: Plan, flow: Flow, addresses: readonly KnownAddress[]): Walk[] {
  const rng = makeRng(`${plan.id}/${flow.id}`)
  const type = must(caseTypesOf(caseTypes).get(flow.type), `case type ${flow.type}`)
  const fates = deal<Fate>(
    {
      self: flow.selfDisposed,
      late: flow.late,
      closed: flow.closed - flow.selfDisposed - flow.late,
      parked: flow.parked,
      open: flow.found - flow.closed - flow.parked,
    },
    rng,
  )
  const facts = deal<FactFinding>(flow.facts, rng)
  const results = deal<Outcome>(flow.results, rng)
  const start = Date.parse(`${plan.year}-01-01T00:00:00+08:00`)
  const end = Date.parse(`${plan.year}-12-15T00:00:00+08:00`)
  let told = 0
  return fates.map((fate, at): Walk => {
    const category = weighted(flow.categories, rng)
    const address = placeFor(addresses, category, rng)
    const closes = fate === 'self' || fate === 'late' || fate === 'closed'
    const fact = closes ? facts[told] : undefined
    const result = closes ? results[told] : undefined
    if (closes) told += 1
    // People notice things by day: the hour is drawn between seven and nineteen.
    const day = Math.floor((start + rng() * (end - start) - start) / 86_400_000)
    return {
      key: `${plan.id}/${flow.id}/${at}`,
      type,
      category,
      address,
      source: flow.source,
      answers: flow.answers,
      ...describe(
        category,
        address,
        rng,
        flow.source === 'police' ? 'police' : flow.source === 'hotline' ? 'caller' : 'patrol',
      ),
      upstreamNo:
        flow.source === 'inspector' ? null : `${flow.id.toUpperCase()}${plan.year}${String(at + 1).padStart(6, '0')}`,
      caller:
        flow.source === 'hotline' || flow.source === 'police'
          ? { name: personName(rng), phone: phoneNumber(rng) }
          : null,
      reportedAt: new Date(start + day * 86_400_000 + share(rng, 7, 19) * 3_600_000),
      until: closes ? 'closed' : fate === 'parked' ? 'parked' : 'disposing',
      selfDisposed: fate === 'self',
      finding: fact && result ? { fact, appeal: fact === 'not_true' ? 'unreasonable' : 'reasonable', result } : null,
      satisfaction: weighted(flow.satisfactions as Record<string, number>, rng) as Satisfaction,
      pace: fate === 'late' ? share(rng, 1.1, 1.6) : share(rng, 0.15, 0.7),
    }
  })
}

export interface Replayed {
  readonly cases: number
  readonly commands: number
  readonly seconds: number
  readonly resumedAt: number
}

/**
 * Performs a year from its plan, case by case in the order of time, through the real operations. Each finished stretch
 * is marked, and every command's id follows from the plan: after a crash it goes on where it stood, nothing twice.
 */
export async function replay(
  plan: Plan,
  database: Database,
  implementations: readonly Implementation[],
  dataFolder: string,
  onProgress: (done: number, total: number, perSecond: number) => void,
  signal: AbortSignal,
  /** Lets the planner see what has grown. */
  analyze: () => Promise<void>,
): Promise<Replayed> {
  const addresses = await knownAddresses(database, plan.street)
  if (addresses.length === 0)
    throw new Error(
      `Street ${plan.street} has no addresses yet. Start the program once, so that the demonstration world is there.`,
    )
  const walks = plan.flows
    .flatMap((flow) => walksOf(plan, flow, addresses))
    .toSorted((a, b) => a.reportedAt.getTime() - b.reportedAt.getTime() || (a.key < b.key ? -1 : 1))
  const stage = await openStage(database, implementations, dataFolder, plan.street, new Date())
  const mark = `replay:${plan.id}`
  const resumedAt = await database.transaction(plan.street, async (tx) => {
    const { rows } = await sql<{
      n: number
    }>`select n from counters where street = ${plan.street} and name = ${mark}`.execute(tx)
    return rows[0]?.n ?? 0
  })
  const began = performance.now()
  const stretch = 200
  let analyzedAt = 0
  let done = resumedAt
  for (let from = resumedAt; from < walks.length && !signal.aborted; from += stretch) {
    const part = walks.slice(from, from + stretch)
    const shown = part.filter((walk) => walk.type.proof !== 'none' && walk.until === 'closed')
    await stage.photos(
      shown.flatMap((walk) =>
        (['before', 'after'] as const).map((purpose) => [photoKey(walk, 'lead', purpose), walk.reportedAt] as const),
      ),
    )
    await inParallel(part, 8, async (walk) => {
      if (signal.aborted) return
      await walkCase(stage, walk, makeRng(walk.key))
      done += 1
      onProgress(done, walks.length, ((done - resumedAt) * 1000) / (performance.now() - began))
    })
    if (signal.aborted) break
    if (done - resumedAt >= analyzedAt * 2) {
      await analyze()
      analyzedAt = done - resumedAt
    }
    await database.transaction(plan.street, (tx) =>
      sql`insert into counters (street, name, n) values (${plan.street}, ${mark}, ${from + part.length})
        on conflict (street, name) do update set n = excluded.n`.execute(tx),
    )
  }
  return {
    cases: done - resumedAt,
    commands: stage.player.performed(),
    seconds: (performance.now() - began) / 1000,
    resumedAt,
  }
}
