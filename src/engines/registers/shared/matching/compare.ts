import { compareEnterprises } from './compare-enterprises.ts'
import { comparePersons } from './compare-persons.ts'
import type { Compared } from './compare-persons.ts'
import type { Traits } from './traits.ts'
import { weights } from './weights.ts'

export type { Compared, Verdict } from './compare-persons.ts'

export function compare(a: Traits, b: Traits): Compared {
  if (a.register !== b.register) return { verdict: 'different', score: Number.NEGATIVE_INFINITY, reasons: [] }
  return a.register === 'person' ? comparePersons(a, b) : compareEnterprises(a, b)
}

export interface Candidate {
  readonly id: string
  readonly traits: Traits
}

export interface Found {
  readonly id: string
  readonly compared: Compared
}

export type Match =
  | { readonly verdict: 'same'; readonly id: string; readonly compared: Compared }
  | { readonly verdict: 'doubtful'; readonly candidates: readonly Found[] }
  | { readonly verdict: 'new' }

/** A second candidate this many bits behind the best is no rival. */
const clearLead = 8

/** One statement against all candidates found by its keys. Their order does not matter. */
export function match(statement: Traits, candidates: readonly Candidate[]): Match {
  const found: Found[] = []
  const namesakes: Found[] = []
  for (const { id, traits } of candidates) {
    const compared = compare(statement, traits)
    if (compared.verdict !== 'different') found.push({ id, compared })
    if (isNamesake(compared)) namesakes.push({ id, compared })
  }
  if (found.length === 0) return { verdict: 'new' }
  found.sort(byStrength)
  namesakes.sort(byStrength)
  const [best, second] = found
  if (best!.compared.verdict !== 'same') return { verdict: 'doubtful', candidates: found }
  // One number, but another person bears the name and the birth: the number of a twin, or of the row above.
  const rivals = hasName(best!.compared) ? [] : namesakes.filter(({ id }) => id !== best!.id)
  if (rivals.length > 0) return { verdict: 'doubtful', candidates: [best!, ...rivals] }
  const isRivalled =
    second !== undefined &&
    (second.compared.verdict === 'same' || best!.compared.score - second.compared.score < clearLead)
  if (isRivalled) return { verdict: 'doubtful', candidates: found }
  return { verdict: 'same', ...best! }
}

const byStrength = (a: Found, b: Found) =>
  Number(b.compared.verdict === 'same') - Number(a.compared.verdict === 'same') ||
  b.compared.score - a.compared.score ||
  (a.id < b.id ? -1 : 1)

const hasName = (compared: Compared) => has(compared, 'name', ['equal', 'common', 'swapped'])

const isNamesake = (compared: Compared) =>
  hasName(compared) && has(compared, 'birth', ['equal']) && compared.score > weights.prior

const has = (compared: Compared, field: string, hows: readonly string[]) =>
  compared.reasons.some((reason) => reason.field === field && hows.includes(reason.how))
