/** What one source said of one thing on a day. A null is "said to be empty"; a field that is not there was not spoken of. */
export interface Said {
  readonly id: string
  readonly source: string
  /** The day of which it speaks, YYYY-MM-DD. */
  readonly observedOn: string
  readonly recordedAt: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** How far a source is believed on a field. Data, not code: each street sets its own. */
export interface TrustRule {
  /** A field, or '*' for all. */
  readonly field: string
  /** A source, or '*' for all. */
  readonly source: string
  /** The higher is believed. */
  readonly rank: number
  /** After so many days its rank is lost; null when it never grows stale. */
  readonly staleAfterDays: number | null
}

export interface Origin {
  readonly source: string
  readonly observedOn: string
  readonly statement: string
}

export interface Standing {
  readonly fields: Record<string, unknown>
  readonly origins: Record<string, Origin>
}

/** What is believed of a thing on a day, field by field, and who said it. The order of the statements does not matter. */
export function standing(said: readonly Said[], rules: readonly TrustRule[], on: string): Standing {
  const best = new Map<string, { statement: Said; rank: number }>()
  const today = dayNumber(on)
  const ruleOf = ruleFinder(rules)
  for (const statement of said) {
    const age = today - dayNumber(statement.observedOn)
    for (const field of Object.keys(statement.fields)) {
      if (statement.fields[field] === undefined) continue
      const rule = ruleOf(field, statement.source)
      const isStale = rule !== undefined && rule.staleAfterDays !== null && age > rule.staleAfterDays
      const claim = { statement, rank: isStale ? staleRank : (rule?.rank ?? unruledRank) }
      const known = best.get(field)
      if (known === undefined || isBetter(claim, known)) best.set(field, claim)
    }
  }
  const fields: Record<string, unknown> = {}
  const origins: Record<string, Origin> = {}
  for (const field of [...best.keys()].toSorted()) {
    const { statement } = best.get(field)!
    fields[field] = statement.fields[field]
    origins[field] = { source: statement.source, observedOn: statement.observedOn, statement: statement.id }
  }
  return { fields, origins }
}

/** A source that no rule speaks of is believed before what is stale, and after what a rule speaks of. */
const unruledRank = -1e9
/** A stale statement still stands when nothing else speaks. */
const staleRank = Number.NEGATIVE_INFINITY

interface Claim {
  readonly statement: Said
  readonly rank: number
}

function isBetter(one: Claim, two: Claim): boolean {
  if (one.rank !== two.rank) return one.rank > two.rank
  const [a, b] = [one.statement, two.statement]
  if (a.observedOn !== b.observedOn) return a.observedOn > b.observedOn
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt
  return a.id > b.id
}

const finders = new WeakMap<readonly TrustRule[], ReturnType<typeof makeFinder>>()

/** An import asks the same rules a hundred thousand times. */
function ruleFinder(rules: readonly TrustRule[]): ReturnType<typeof makeFinder> {
  const known = finders.get(rules)
  if (known) return known
  const made = makeFinder(rules)
  finders.set(rules, made)
  return made
}

/** The most specific rule counts: of field and source, then of the source, then of the field, then of all. */
function makeFinder(rules: readonly TrustRule[]): (field: string, source: string) => TrustRule | undefined {
  const byPlace = new Map<string, TrustRule>()
  for (const rule of rules) {
    const place = `${rule.field}\n${rule.source}`
    const known = byPlace.get(place)
    // Two rules for one place are a slip of whoever wrote them; the result must still not depend on their order.
    if (known === undefined || isStronger(rule, known)) byPlace.set(place, rule)
  }
  return (field, source) =>
    byPlace.get(`${field}\n${source}`) ??
    byPlace.get(`*\n${source}`) ??
    byPlace.get(`${field}\n*`) ??
    byPlace.get('*\n*')
}

const isStronger = (one: TrustRule, two: TrustRule) =>
  one.rank > two.rank || (one.rank === two.rank && (one.staleAfterDays ?? Infinity) > (two.staleAfterDays ?? Infinity))

const dayNumber = (day: string) => Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000)
