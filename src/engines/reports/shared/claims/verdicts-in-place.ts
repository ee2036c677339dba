import type { Claim, Relation, Report, ClaimVerdict } from './claim.ts'

/** A stretch of the text; with a claim, what the relations that join it say. */
export interface Passage {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly claim?: Claim
  readonly relations: readonly Relation[]
  /** The gravest of its relations. */
  readonly verdict?: ClaimVerdict
}

const gravest: readonly ClaimVerdict[] = ['contradicts', 'within_rounding', 'reconciles', 'cannot_judge']

/** The whole text in passages, in order, every claim one of its own: what a page needs to mark each figure where it stands. */
export function verdictsInPlace(text: string, { claims, relations }: Report): Passage[] {
  const joining = new Map<string, Relation[]>()
  for (const relation of relations)
    for (const id of relation.claims) {
      const known = joining.get(id)
      if (known) known.push(relation)
      else joining.set(id, [relation])
    }
  const passages: Passage[] = []
  let at = 0
  const plain = (end: number) => {
    if (end > at) passages.push({ start: at, end, text: text.slice(at, end), relations: [] })
  }
  for (const claim of claims) {
    plain(claim.start)
    const own = joining.get(claim.id) ?? []
    const verdict = gravest.find((each) => own.some((relation) => relation.verdict === each))
    const { start, end } = claim
    passages.push({ start, end, text: text.slice(start, end), claim, relations: own, ...(verdict && { verdict }) })
    at = end
  }
  plain(text.length)
  return passages
}
