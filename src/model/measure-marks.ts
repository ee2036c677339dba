import { shanghaiDate } from '#kernel/time'
import { holds, type Value } from './conditions.ts'
import { definitionOn, type Amount, type Measure } from './measures.ts'

/** What one record adds to one measure on its day. For a median, `amount` says in which heap it lies. */
export interface Mark {
  readonly day: string
  readonly numerator: number
  readonly denominator: number
  /** For a median only: the amount itself; -1 otherwise. */
  readonly heap: number
}

export const noHeap = -1

function amountOf<F extends string>(amount: Amount<F>, valueOf: (field: F) => Value): number | null {
  if ('field' in amount) {
    const value = valueOf(amount.field)
    return typeof value === 'number' ? value : null
  }
  const [from, to] = [valueOf(amount.from), valueOf(amount.to)]
  if (typeof from !== 'string' || typeof to !== 'string') return null
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 360_000))
}

const never = { now: '', me: null, myUnit: null }

/** What a record adds to a measure; null when it does not belong to it. */
export function markOf<F extends string>(measure: Measure<F>, valueOf: (field: F) => Value): Mark | null {
  const at = valueOf(measure.time)
  if (typeof at !== 'string') return null
  const day = at.length === 10 ? at : shanghaiDate(new Date(at))
  const definition = definitionOn(measure, day)
  if (!holds(definition.of, valueOf, never)) return null
  switch (definition.kind) {
    case 'count':
      return { day, numerator: 1, denominator: 1, heap: noHeap }
    case 'rate':
      return { day, numerator: holds(definition.part, valueOf, never) ? 1 : 0, denominator: 1, heap: noHeap }
    case 'weighted': {
      const weight = definition.weights[String(valueOf(definition.field))]
      return weight === undefined ? null : { day, numerator: weight, denominator: 1, heap: noHeap }
    }
    default: {
      const brought = amountOf(definition.amount, valueOf)
      if (brought === null) return null
      return definition.kind === 'median'
        ? { day, numerator: 1, denominator: 1, heap: brought }
        : { day, numerator: brought, denominator: 1, heap: noHeap }
    }
  }
}
