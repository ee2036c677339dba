import type { Comparable } from './operations/checking.ts'

/** What of a claim tells which number of the records it may be. */
export interface LinkableClaim {
  readonly id: string
  /** The words before the number, its own label among them. */
  readonly words: string
  readonly value: number
  readonly unit: string
  /** How exactly it is said. */
  readonly decimals: number
}

/** A claim that seems to speak of a number of the records. */
export interface ClaimLink {
  readonly claim: string
  readonly comparable: Comparable
  /** Whether the records read as the text says, at the precision that it says it. */
  readonly same: boolean
}

const pairsOf = (text: string): ReadonlySet<string> => {
  const letters = [...text.replaceAll(/[^\p{Script=Han}\p{N}]/gu, '')]
  return new Set(letters.slice(1).map((letter, at) => letters[at]! + letter))
}

function share(text: string, claimed: ReadonlySet<string>): number {
  const pairs = [...pairsOf(text)]
  return pairs.length === 0 ? 0 : pairs.filter((pair) => claimed.has(pair)).length / pairs.length
}

/** How much of the example's words the claim has, and of the name of the measure and of whose it is. */
function likeness(claimed: ReadonlySet<string>, { words, label, of }: Comparable): number {
  return Math.max(share(words, claimed), share(label[0], claimed)) + share(`${of[0]}${words}`, claimed) / 2
}

const least = 0.6

/** The best of the comparables for each claim, where one is like enough to be worth a look. */
export function linkClaims(claims: readonly LinkableClaim[], comparables: readonly Comparable[]): readonly ClaimLink[] {
  return claims.flatMap((claim): ClaimLink[] => {
    const claimed = pairsOf(claim.words)
    const [best] = comparables
      // Of nothing recorded nothing can be said: the year may lie before the records.
      .filter(({ isShare, ours }) => isShare === (claim.unit === '%') && ours !== null && ours !== '0')
      .map((comparable) => ({ comparable, score: likeness(claimed, comparable) }))
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score)
    if (!best) return []
    const { ours } = best.comparable
    const same = Math.abs(Number(ours!.replace('%', '')) - claim.value) < 10 ** -claim.decimals
    return [{ claim: claim.id, comparable: best.comparable, same }]
  })
}
