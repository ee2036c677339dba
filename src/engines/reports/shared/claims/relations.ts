import type { Claim, Relation } from './claim.ts'
import type { Figure } from './figures.ts'
import { completionsOf } from './relations/completion.ts'
import { growthsOf } from './relations/growth.ts'
import { partsOf } from './relations/part.ts'
import { ratiosOf } from './relations/ratio.ts'
import { relationOf, settle, type Assertion, type Scene, type Settled } from './relations/assertion.ts'
import { repeatsOf } from './relations/same.ts'
import { sumsOf } from './relations/sum.ts'
import { rowsOf } from './relations/table.ts'
import { targetsOf } from './relations/target.ts'

const kinds: readonly ((scene: Scene, stated: Figure) => Assertion[])[] = [
  rowsOf,
  completionsOf,
  growthsOf,
  ratiosOf,
  sumsOf,
  targetsOf,
]

/** A part that is in a sum already needs no word of its own. */
function withoutSummed(parts: readonly Settled[], others: readonly Settled[]): Settled[] {
  const summed = new Set(others.flatMap(({ reading }) => (reading.kind === 'sum' ? reading.joined : [])))
  return parts.filter(({ reading, verdict }) => verdict === 'contradicts' || !summed.has(reading.stated))
}

/** Every relation that the text asserts between its figures, in the order of the text. */
export function relationsOf(text: string, figures: readonly Figure[], claims: readonly Claim[]): Relation[] {
  const scene: Scene = { text, figures }
  const settled: Settled[] = []
  const parts: Settled[] = []
  for (const figure of figures) {
    for (const readingsOf of kinds) {
      const best = settle(readingsOf(scene, figure))
      if (!best) continue
      settled.push(best)
      // A share is explained once: a row of a table is no rate of a sentence.
      if (figure.measure === 'percent') break
    }
    const part = settle(partsOf(scene, figure))
    if (part) parts.push(part)
  }
  const repeats = repeatsOf(scene, claims).flatMap((reading) => settle([reading]) ?? [])
  return [...settled, ...withoutSummed(parts, settled), ...repeats]
    .toSorted((a, b) => a.reading.stated.start - b.reading.stated.start)
    .map((each) => relationOf(scene, claims, each))
}
