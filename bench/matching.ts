// Matching of people on worlds with known truth. The weights were tuned on seeds 1 to 3; what is judged are others.
import { joinTraits, keysOf, match, traitsOf } from '../src/engines/registers/shared/matching/index.ts'
import type { Candidate, Match, Traits } from '../src/engines/registers/shared/matching/index.ts'
import { inventPeople } from './matching-people.ts'
import { sourcesOf, worlds } from './matching-sources.ts'
import type { Row, World } from './matching-sources.ts'
import { kept, printTable, round } from './table.ts'

const promise = { precision: 0.999, recall: 0.95, queue: 0.03 }

interface Entry extends Candidate {
  traits: Traits
  readonly truth: number
}

export interface Tally {
  rows: number
  merges: number
  wrong: { row: Row; statement: Traits; entry: Entry; found: Match }[]
  /** Rows of people who had an entry already. */
  pairs: number
  found: number
  missed: { row: Row; statement: Traits; entries: readonly Entry[] }[]
  /** Merges that no certain document backs. */
  scored: number
  scoredWrong: number
  queued: number
  /** Queued rows of people who had no entry. */
  idle: number
  milliseconds: number
}

export async function benchMatching(full: boolean): Promise<boolean> {
  const count = full ? 150_000 : 20_000
  const seeds = full ? [31] : [31, 32, 33]
  const results = (Object.keys(worlds) as World[]).flatMap((world) =>
    seeds.map((seed) => ({ world, seed, tally: importWorld(seed, count, world) })),
  )
  const judged = results.map(({ world, seed, tally }) => {
    const { precision, recall, queue } = ratesOf(tally)
    const holds = precision >= promise.precision && recall >= promise.recall && queue <= promise.queue
    const cells = [
      world,
      seed,
      tally.rows,
      tally.merges,
      tally.wrong.length,
      `${percent(precision, 3)} (${percent(tally.scored === 0 ? 1 : 1 - tally.scoredWrong / tally.scored, 3)} of ${tally.scored})`,
      percent(recall, 2),
      percent(queue, 2),
      tally.idle,
      Math.round((tally.rows / tally.milliseconds) * 1000),
      kept(holds),
    ]
    return { holds, cells }
  })
  printTable(
    `matching: ${count} people, three sources; precision ≥ 99.9 %, recall ≥ 95 %, queue ≤ 3 %`,
    [
      'world',
      'seed',
      'rows',
      'merged',
      'wrong',
      'precision (without a certain document)',
      'recall',
      'queue',
      'asked in vain',
      'rows/s',
      '',
    ],
    judged.map((row) => row.cells),
  )
  const wrong = results.flatMap(({ tally }) => tally.wrong)
  if (wrong.length > 0)
    printTable(
      'merged wrongly: what spoke for it ← what was wrong with the row',
      ['rows', 'why'],
      countsOf(wrong.map(causeOf)),
    )
  const missed = results.flatMap(({ tally }) => tally.missed)
  printTable(
    'not found, by what was wrong with the row',
    ['rows', 'faults'],
    countsOf(missed.map(({ row }) => row.faults.join(', ') || 'none')).slice(0, 12),
  )
  return judged.every((row) => row.holds)
}

const percent = (part: number, digits: number) => `${round(part * 100, digits)} %`

export function ratesOf(tally: Tally) {
  return {
    precision: tally.merges === 0 ? 1 : 1 - tally.wrong.length / tally.merges,
    recall: tally.pairs === 0 ? 1 : tally.found / tally.pairs,
    queue: tally.queued / tally.rows,
  }
}

/** Takes the sources in one after the other as an import does; after each the queue is worked off by someone who knows. */
export function importWorld(seed: number, count: number, world: World): Tally {
  const tally: Tally = {
    rows: 0,
    merges: 0,
    wrong: [],
    pairs: 0,
    found: 0,
    missed: [],
    scored: 0,
    scoredWrong: 0,
    queued: 0,
    idle: 0,
    milliseconds: 0,
  }
  const entries: Entry[] = []
  const index = new Map<string, number[]>()
  const entriesOfPerson = new Map<number, number[]>()

  function keep(entry: Entry, at: number): void {
    for (const { key } of keysOf(entry.traits)) {
      const known = index.get(key)
      if (!known) index.set(key, [at])
      else if (!known.includes(at)) known.push(at)
    }
  }
  function add(statement: Traits, truth: number): void {
    const entry = { id: String(entries.length), traits: statement, truth }
    entries.push(entry)
    const own = entriesOfPerson.get(truth)
    if (own) own.push(entries.length - 1)
    else entriesOfPerson.set(truth, [entries.length - 1])
    keep(entry, entries.length - 1)
  }
  function join(at: number, statement: Traits): void {
    const entry = entries[at]!
    entry.traits = joinTraits(entry.traits, statement)
    keep(entry, at)
  }

  for (const { rows } of sourcesOf(inventPeople(seed, count), seed, world)) {
    const queue: { statement: Traits; truth: number }[] = []
    const started = performance.now()
    for (const row of rows) {
      const statement = traitsOf('person', row.fields, row.addresses)
      const candidates = new Set<number>()
      for (const { key } of keysOf(statement)) for (const at of index.get(key) ?? []) candidates.add(at)
      const found = match(
        statement,
        [...candidates].map((at) => entries[at]!),
      )
      const own = entriesOfPerson.get(row.truth) ?? []
      tally.rows++
      if (own.length > 0) tally.pairs++
      if (found.verdict === 'same') {
        const entry = entries[Number(found.id)]!
        tally.merges++
        const isScored = !found.compared.reasons.some(({ field, how }) => field === 'document' && how === 'equal')
        if (isScored) tally.scored++
        if (isScored && entry.truth !== row.truth) tally.scoredWrong++
        if (entry.truth !== row.truth) tally.wrong.push({ row, statement, entry, found })
        else tally.found++
        join(Number(found.id), statement)
        continue
      }
      const isFound = found.verdict === 'doubtful' && found.candidates.some(({ id }) => own.includes(Number(id)))
      if (isFound) tally.found++
      else if (own.length > 0) tally.missed.push({ row, statement, entries: own.map((at) => entries[at]!) })
      if (found.verdict === 'doubtful') {
        tally.queued++
        if (!isFound) tally.idle++
        queue.push({ statement, truth: row.truth })
      } else add(statement, row.truth)
    }
    for (const { statement, truth } of queue) {
      const own = entriesOfPerson.get(truth)?.[0]
      if (own === undefined) add(statement, truth)
      else join(own, statement)
    }
    tally.milliseconds += performance.now() - started
  }
  return tally
}

function causeOf({ row, found }: Tally['wrong'][number]): string {
  const reasons = found.verdict === 'same' ? found.compared.reasons : []
  return `${reasons.map((reason) => `${reason.field} ${reason.how}`).join(', ')} ← ${row.faults.join(', ') || 'none'}`
}

function countsOf(all: readonly string[]): readonly (readonly [number, string])[] {
  const counts = new Map<string, number>()
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].map(([each, count]) => [count, each] as const).toSorted((a, b) => b[0] - a[0])
}
