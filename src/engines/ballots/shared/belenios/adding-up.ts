import type { TallySize } from './archive.ts'
import type { Ciphertext } from './encryption.ts'
import type { ByAnswer } from './factors.ts'
import type { Group } from './group.ts'

export interface WeighedBallot<E> {
  readonly weight: number
  readonly choices: ByAnswer<Ciphertext<E>>
}

export interface EncryptedTally<E> extends TallySize {
  readonly ciphertexts: ByAnswer<Ciphertext<E>>
}

/** Of the same ballots, each raised to its weight, and each as one. */
export interface BothTallies<E> {
  readonly weighted: EncryptedTally<E>
  readonly single: EncryptedTally<E>
}

export interface AddingUp<E> {
  add(ballot: WeighedBallot<E>): void
  /** A step for each weight that there is, so that others can be served between them. */
  totals(): Generator<void, BothTallies<E>, void>
}

/**
 * Multiplies ballots, those of one weight with each other first: homes repeat their layouts, and one power serves all
 * that have the same area. `answers` is how many each question has.
 */
export function addingUp<E>(group: Group<E>, answers: readonly number[]): AddingUp<E> {
  const nothing = () =>
    answers.map((count) => Array.from({ length: count }, (): Ciphertext<E> => ({ alpha: group.one, beta: group.one })))
  const classes = new Map<number, Ciphertext<E>[][]>()
  const size = { numTallied: 0, totalWeight: 0 }

  function take(sum: Ciphertext<E>[][], choices: ByAnswer<Ciphertext<E>>, raised: (element: E) => E): void {
    for (const [i, row] of sum.entries()) {
      for (const [j, { alpha, beta }] of row.entries()) {
        const choice = choices[i]![j]!
        row[j] = {
          alpha: group.multiply(alpha, raised(choice.alpha)),
          beta: group.multiply(beta, raised(choice.beta)),
        }
      }
    }
  }

  return {
    add({ weight, choices }) {
      if (!Number.isSafeInteger(weight) || weight < 1) throw new Error('A weight is a whole number from 1.')
      const sum = classes.get(weight) ?? nothing()
      take(sum, choices, (element) => element)
      classes.set(weight, sum)
      size.numTallied += 1
      size.totalWeight += weight
    },
    *totals() {
      const [weighted, single] = [nothing(), nothing()]
      for (const [weight, sum] of classes) {
        const exponent = BigInt(weight)
        take(single, sum, (element) => element)
        take(weighted, sum, (element) => (weight === 1 ? element : group.power(element, exponent)))
        yield
      }
      const { numTallied } = size
      return {
        weighted: { ...size, ciphertexts: weighted },
        single: { numTallied, totalWeight: numTallied, ciphertexts: single },
      }
    },
  }
}
