import type { Confidence } from '#model'
import { rulesOn, voteParameters, type MatterId, type Rule, type VoteParameter } from './rules.ts'

/** A number of procedure that a street set from a day on. */
export interface SetParameter {
  readonly key: VoteParameter
  readonly value: number
  readonly from: string
  readonly source: string
}

/** What a street has put in force beside the rules that the program knows, each from a day on. */
export interface Amendments {
  readonly rules: readonly Rule[]
  readonly parameters: readonly SetParameter[]
}

export const noAmendments: Amendments = { rules: [], parameters: [] }

/** A number of procedure as it is in force on a day. */
export interface ParameterInForce {
  readonly value: number
  readonly basis: string
  readonly confidence: Confidence
  /** Null: as the program knows it. */
  readonly from: string | null
}

/** By what votes of one day are held and counted. */
export interface LawOfDay {
  readonly day: string
  readonly rules: ReadonlyMap<MatterId, Rule>
  readonly parameter: (key: VoteParameter) => ParameterInForce
  readonly numberOf: (key: VoteParameter) => number
}

export function lawOn(day: string, { rules, parameters }: Amendments = noAmendments): LawOfDay {
  const set = new Map<VoteParameter, SetParameter>()
  for (const each of parameters) {
    const known = set.get(each.key)
    if (each.from <= day && (!known || known.from <= each.from)) set.set(each.key, each)
  }
  const parameter = (key: VoteParameter): ParameterInForce => {
    const own = set.get(key)
    const { value, basis, confidence } = voteParameters[key]
    return own
      ? { value: own.value, basis: own.source, confidence: 'sure', from: own.from }
      : { value, basis, confidence, from: null }
  }
  return { day, rules: rulesOn(day, rules), parameter, numberOf: (key) => parameter(key).value }
}
