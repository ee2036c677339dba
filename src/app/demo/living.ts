import { sql } from 'kysely'
import { shanghaiDate, startOfDay } from '#kernel/time'
import type { Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { streets } from '#engines/registers/shared'
import { gridsOf } from '#engines/registers'
import type { CaseType, Sample } from '#engines/cases/shared'
import { caseTypes } from '#faces'
import { castOf } from './cast.ts'
import { describe, placeOf } from './descriptions.ts'
import { personName, phoneNumber } from './people.ts'
import { openAlbum } from './photos.ts'
import { playerOf } from './player.ts'
import { makeRng, pick, type Rng } from './rng.ts'
import { makeTrouble, troubles, type Trouble } from './troubles.ts'
import { walkCase } from './walk-case.ts'
import { share, type Stage, type Walk } from './walk.ts'

export interface KnownAddress {
  readonly id: string
  readonly text: string
  readonly compound: string | null
  readonly road: string
  readonly committee: string
  readonly grid: string
  readonly comprehensive: string | null
  readonly shop: string | null
}

export async function knownAddresses(database: Database, street: string): Promise<KnownAddress[]> {
  return database.transaction(street, async (tx) => {
    const grids = new Map((await gridsOf(tx, street)).map((grid) => [grid.code, grid.comprehensive]))
    const { rows } = await sql<Omit<KnownAddress, 'comprehensive' | 'shop'>>`
      select id, text, compound, road, committee, grid from addresses where street = ${street} order by text`.execute(
      tx,
    )
    return rows.map((row) => ({
      ...row,
      shop: row.text.split(' ')[1] ?? null,
      comprehensive: grids.get(row.grid) ?? null,
    }))
  })
}

/** An address that suits what happened: a dwelling, a shop, or anywhere. */
export function placeFor(addresses: readonly KnownAddress[], category: string, rng: Rng): KnownAddress {
  const on = placeOf(category)
  const fitting = on === 'any' ? addresses : addresses.filter((address) => (on === 'shop') === (address.shop !== null))
  return pick(rng, fitting.length > 0 ? fitting : addresses)
}

export async function openStage(
  database: Database,
  implementations: readonly Implementation[],
  dataFolder: string,
  street: string,
  now: Date,
): Promise<Stage> {
  return {
    player: playerOf(database, street, implementations),
    cast: await castOf(database, street),
    parameters: { on: () => undefined },
    ...(await openAlbum(database, dataFolder, street)),
    now,
  }
}

/** How long ago a case that stands here was reported, in hours: fresh ones wait for acceptance, older ones for a check. */
const ages: Readonly<Record<Sample['until'], readonly [number, number]>> = {
  reported: [0.05, 0.6],
  registered: [0.2, 1.5],
  dispatched: [0.5, 20],
  disposing: [1, 40],
  checking: [4, 30],
  visiting: [20, 60],
  closed: [24, 200],
}

function walkOf(
  type: CaseType,
  sample: Sample,
  key: string,
  addresses: readonly KnownAddress[],
  now: Date,
  rng: Rng,
  invented: boolean,
): Walk {
  const address = placeFor(addresses, sample.category, rng)
  const told = invented
    ? describe(
        sample.category,
        address,
        rng,
        sample.source === 'police' ? 'police' : sample.source === 'hotline' ? 'caller' : 'patrol',
      )
    : { title: sample.title, text: sample.text }
  const [from, to] = ages[sample.until]
  const calls = sample.source === 'hotline' || sample.source === 'phone' || sample.source === 'resident'
  return {
    key,
    type,
    source: sample.source,
    category: sample.category,
    answers: sample.answers,
    address,
    ...told,
    upstreamNo:
      sample.source === 'hotline'
        ? `SH${now.getUTCFullYear()}${String(Math.floor(rng() * 1e8)).padStart(8, '0')}`
        : null,
    caller: calls ? { name: personName(rng), phone: phoneNumber(rng) } : null,
    reportedAt: new Date(now.getTime() - share(rng, from, to) * 3_600_000),
    until: sample.until,
    selfDisposed: invented && sample.until === 'closed' && type.id === 'grid-patrol' && rng() < 0.4,
    finding: null,
    satisfaction: rng() < 0.8 ? 'satisfied' : 'mostly',
    pace: sample.until === 'closed' ? share(rng, 0.2, rng() < 0.1 ? 1.3 : 0.8) : share(rng, 0.05, 0.3),
  }
}

/** Cases a street gets beside the samples of its faces: closed ones all over the year, and some in trouble now. */
const inventedIn = (street: string) =>
  street === streets[0]!.code ? { past: 260, troubles: 16 } : { past: 80, troubles: 8 }

interface Planned {
  readonly walk: Walk
  readonly trouble: Trouble | null
}

function plannedIn(street: string, addresses: readonly KnownAddress[], now: Date): Planned[] {
  const rng = makeRng(`living-${street}`)
  const samples = caseTypes.flatMap((type) =>
    type.sample.map((sample, at) => ({ type, sample, key: `living/${street}/${type.id}/${at}` })),
  )
  const closed = samples.filter(({ sample }) => sample.until === 'closed')
  const started = samples.filter(
    ({ type, sample }) =>
      sample.until === 'disposing' &&
      type.steps.answer === false &&
      type.limits.every((limit) => limit.kind !== 'dispose' || limit.steps.length === 1),
  )
  const { past, troubles: wanted } = inventedIn(street)
  const sinceNewYear = Math.max(
    (now.getTime() - startOfDay(`${shanghaiDate(now).slice(0, 4)}-01-01`).getTime()) / 3_600_000,
    48,
  )
  const told = samples.map(({ type, sample, key }) => ({
    walk: walkOf(type, sample, key, addresses, now, rng, false),
    trouble: null,
  }))
  const behind = Array.from({ length: past }, (_, at) => {
    const { type, sample } = pick(rng, closed)
    const walk = walkOf(type, sample, `living/${street}/past/${at}`, addresses, now, rng, true)
    return {
      walk: { ...walk, reportedAt: new Date(now.getTime() - share(rng, 30, sinceNewYear) * 3_600_000) },
      trouble: null,
    }
  })
  const hard = Array.from({ length: wanted }, (_, at) => {
    const { type, sample } = pick(rng, started)
    const walk = walkOf(type, sample, `living/${street}/hard/${at}`, addresses, now, rng, true)
    return {
      walk: { ...walk, reportedAt: new Date(now.getTime() - share(rng, 3, 8) * 3_600_000) },
      trouble: troubles[at % troubles.length]!,
    }
  })
  return [...told, ...behind, ...hard].toSorted((a, b) => a.walk.reportedAt.getTime() - b.walk.reportedAt.getTime())
}

/** Living work in every face of every street, as people would have left it at this hour. */
export async function fillLiving(
  database: Database,
  implementations: readonly Implementation[],
  dataFolder: string,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const planned = await Promise.all(
    streets.map(async ({ code }) => ({
      street: code,
      cases: plannedIn(code, await knownAddresses(database, code), now),
    })),
  )
  const total = planned.reduce((sum, each) => sum + each.cases.length, 0)
  let done = 0
  for (const { street, cases } of planned) {
    const stage = await openStage(database, implementations, dataFolder, street, now)
    const rng = makeRng(`walk-${street}`)
    await inParallel(cases, 6, async ({ walk, trouble }) => {
      await (trouble ? makeTrouble(stage, walk, trouble, rng) : walkCase(stage, walk, rng))
      onProgress(++done, total)
    })
  }
}

export async function inParallel<T>(
  items: readonly T[],
  width: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < items.length) await run(items[next++]!)
    }),
  )
}
