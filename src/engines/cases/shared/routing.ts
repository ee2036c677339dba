import type { Text } from '#kernel/text'
import { explain, holds, type Words } from '#model'
import { findCategory } from './catalogue.ts'
import { caseFields, valueOf, type CaseType, type Destination, type RoutingRule } from './case-type.ts'
import { type Case, type Instant } from './case.ts'
import { appealFindings, factFindings, promiseKinds, results, satisfactions, sources, states } from './vocabulary.ts'

const valueTexts: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  state: states,
  factFinding: factFindings,
  appealFinding: appealFindings,
  result: results,
  satisfaction: satisfactions,
  nextKind: promiseKinds,
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** How conditions on cases of a type read aloud: the desk's own words, and the face's for its answers. */
export function wordsOfType(type?: CaseType): Words<string> {
  return {
    label(field) {
      const answer = field.startsWith('answers.') ? type?.form[field.slice(8)] : undefined
      return answer?.label ?? caseFields[field as keyof typeof caseFields] ?? [field, field]
    },
    say(field, value) {
      const key = typeof value === 'object' ? value.token : String(value)
      if (typeof value === 'boolean') return value ? ['是', 'yes'] : ['否', 'no']
      if (field === 'type' && type?.id === key) return type.label
      if (field === 'category') return findCategory(key)?.name ?? [key, key]
      if (field === 'source') return sources[key as keyof typeof sources]?.label ?? [key, key]
      const answer = field.startsWith('answers.') ? type?.form[field.slice(8)] : undefined
      if (answer?.kind === 'choice') return own(answer.options, key) ?? [key, key]
      return own(valueTexts[field] ?? {}, key) ?? [key, key]
    },
  }
}

export interface RuleOutcome {
  readonly rule: RoutingRule
  readonly matched: boolean
  /** The condition in words: why it proposes what it proposes. */
  readonly why: Text
}

/** Every rule in order, with whether it holds: the first that does is the proposal, the others are what they would have done. */
export function routeCase(type: CaseType, record: Partial<Case>, now: Instant): RuleOutcome[] {
  const words = wordsOfType(type)
  return type.routing.map((rule) => ({
    rule,
    matched: ruleHolds(rule, record, now),
    why: explain(rule.when, words),
  }))
}

export function ruleHolds(rule: RoutingRule, record: Partial<Case>, now: Instant): boolean {
  return holds(rule.when, (field) => valueOf(record, field), { now, me: null, myUnit: null })
}

interface Addressee {
  readonly code: string
  readonly kind: string
  readonly committee: string | null
  readonly comprehensive: string | null
}

/** The unit that a destination means for a case: by its code, or the one that answers for the case's place. */
export function unitFor<U extends Addressee>(
  to: Destination,
  place: { committee: string | null; comprehensive: string | null },
  units: readonly U[],
): U | undefined {
  if ('unit' in to) return units.find((unit) => unit.code === to.unit)
  if (to.unitOf === 'station')
    return units.find(
      (unit) => unit.kind === 'station' && unit.comprehensive === place.comprehensive && place.comprehensive !== null,
    )
  return units.find((unit) => unit.kind === to.unitOf && unit.committee === place.committee && place.committee !== null)
}
