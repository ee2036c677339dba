import type { Claim, Relation } from './claim.ts'
import type { Figure } from './figures.ts'
import { accruedOf } from './relations/accrued.ts'
import { completionsOf } from './relations/completion.ts'
import { gridsAgree } from './relations/grid.ts'
import { growthsOf } from './relations/growth.ts'
import { listsOf } from './relations/lists.ts'
import { echoesOf } from './relations/echo.ts'
import { fallbackRateOf, namedWholeOf } from './relations/named-whole.ts'
import { plannedOf } from './relations/planned.ts'
import { partsOf } from './relations/part.ts'
import { ratiosOf } from './relations/ratio.ts'
import { relationOf, settle, type Assertion, type Scene, type Settled } from './relations/assertion.ts'
import { repeatsOf } from './relations/same.ts'
import { sumsOf } from './relations/sum.ts'
import { multiplesOf } from './relations/multiples.ts'
import { restOf } from './relations/rest.ts'
import { runsOf } from './relations/runs.ts'
import { respectiveOf } from './relations/series.ts'
import { rowsOf } from './relations/table.ts'
import { targetsOf } from './relations/target.ts'

const kinds: readonly ((scene: Scene, stated: Figure) => Assertion[])[] = [
  rowsOf,
  completionsOf,
  growthsOf,
  ratiosOf,
  namedWholeOf,
  sumsOf,
  restOf,
  targetsOf,
  runsOf,
  multiplesOf,
]

/** A part that is in a sum already needs no word of its own. */
function withoutSummed(parts: readonly Settled[], others: readonly Settled[]): Settled[] {
  const summed = new Set(others.flatMap(({ reading }) => (reading.kind === 'sum' ? reading.joined : [])))
  return parts.filter(({ reading, verdict }) => verdict === 'contradicts' || !summed.has(reading.stated))
}

const holds = ({ verdict }: Settled): boolean => verdict === 'reconciles' || verdict === 'within_rounding'

/** A share is explained once, and by what it agrees with before what it does not. */
function one(found: readonly Settled[]): Settled[] {
  const best = found.find(holds) ?? found.find(({ verdict }) => verdict === 'contradicts') ?? found[0]
  return best ? [best] : []
}

const joinedOf = ({ reading }: Settled): string => reading.joined.map(({ index }) => index).join()

/** What a wider look finds to hold stands for what a narrower one could not make out. */
function several(own: readonly Settled[], found: readonly Settled[]): readonly Settled[] {
  const holding = found.filter(holds)
  const known = new Set(own.filter(holds).map(joinedOf))
  const more = holding.filter((each) => !known.has(joinedOf(each)) && known.add(joinedOf(each)))
  if (own.length === 0 && holding.length === 0) return found.slice(0, 1)
  const kinds = new Set(holding.map(({ reading }) => reading.kind))
  return [...own.filter((each) => holds(each) || !kinds.has(each.reading.kind)), ...more]
}

function byStated(readings: readonly Assertion[]): Map<number, Assertion[]> {
  const groups = new Map<number, Assertion[]>()
  for (const reading of readings)
    groups.set(reading.stated.index, [...(groups.get(reading.stated.index) ?? []), reading])
  return groups
}

/** Every relation that the text asserts between its figures, in the order of the text. */
export function relationsOf(text: string, figures: readonly Figure[], claims: readonly Claim[]): Relation[] {
  const scene: Scene = { text, figures }
  const settled: Settled[] = []
  const parts: Settled[] = []
  const wider = byStated([
    ...listsOf(scene),
    ...respectiveOf(scene),
    ...gridsAgree(scene),
    ...plannedOf(scene, claims),
    ...accruedOf(scene, claims),
  ])
  for (const figure of figures) {
    const plain = kinds.flatMap((readingsOf) => settle(readingsOf(scene, figure)) ?? [])
    const isJudged = plain.some((each) => holds(each) || each.verdict === 'contradicts')
    const last = isJudged ? undefined : settle(fallbackRateOf(scene, figure))
    const own = last ? [last, ...plain] : plain
    const found = (wider.get(figure.index) ?? []).flatMap((reading) => settle([reading]) ?? [])
    settled.push(...(figure.measure === 'percent' ? one([...found, ...own]) : several(own, found)))
    const part = settle(partsOf(scene, figure))
    if (part) parts.push(part)
  }
  const repeats = repeatsOf(scene, claims).flatMap((reading) => settle([reading]) ?? [])
  const known = new Set(repeats.flatMap(({ reading }) => reading.stated.index))
  const echoes = echoesOf(scene, known).flatMap((reading) => settle([reading]) ?? [])
  return [...settled, ...withoutSummed(parts, settled), ...repeats, ...echoes]
    .toSorted((a, b) => a.reading.stated.start - b.reading.stated.start)
    .map((each) => relationOf(scene, claims, each))
}
