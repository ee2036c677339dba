import type { Ciphertext } from './encryption.ts'
import { discreteLogTo } from './discrete-log.ts'
import type { DiscreteLog } from './discrete-log.ts'
import type { ByAnswer } from './factors.ts'
import { decrypted, hasShape } from './factors.ts'
import type { Group } from './group.ts'
import { fieldsInOrder, isCount, parseJson } from './strict-json.ts'

export type Totals = ByAnswer<number>

export type ComputedResult =
  | { readonly ok: true; readonly value: Totals }
  | { readonly ok: false; readonly error: 'result_out_of_range' }

/** The totals by their discrete logarithms, none of which can be above the total weight. */
export function computeResult<E>(
  group: Group<E>,
  ciphertexts: ByAnswer<Ciphertext<E>>,
  factors: ByAnswer<E>,
  totalWeight: number,
  log: DiscreteLog<E> = discreteLogTo(group, totalWeight, ciphertexts.flat().length),
): ComputedResult {
  const totals: number[][] = []
  for (const row of decrypted(group, ciphertexts, factors)) {
    const own: number[] = []
    for (const element of row) {
      const total = log(element)
      if (total === undefined || total > totalWeight) return { ok: false, error: 'result_out_of_range' }
      own.push(total)
    }
    totals.push(own)
  }
  return { ok: true, value: totals }
}

/** Checking needs no logarithm: g to the power of the claimed total must be what was decrypted. */
export function isResult<E>(
  group: Group<E>,
  ciphertexts: ByAnswer<Ciphertext<E>>,
  factors: ByAnswer<E>,
  totals: Totals,
): boolean {
  if (!hasShape(ciphertexts, totals)) return false
  const elements = decrypted(group, ciphertexts, factors)
  return elements.every((row, i) =>
    row.every((element, j) => group.equal(element, group.powerOfG(BigInt(totals[i]![j]!)))),
  )
}

export function resultText(totals: Totals): string {
  return JSON.stringify({ result: totals })
}

export function parseResult(text: string): Totals | undefined {
  const [rows] = fieldsInOrder(parseJson(text), ['result']) ?? []
  if (!Array.isArray(rows)) return undefined
  return (rows as unknown[]).every((row) => Array.isArray(row) && row.every(isCount)) ? (rows as Totals) : undefined
}
