import { addingUp } from './adding-up.ts'
import type { EncryptedTally, WeighedBallot } from './adding-up.ts'
import type { Ciphertext, CiphertextJson } from './encryption.ts'
import { encodeCiphertexts } from './encryption.ts'
import type { ByAnswer } from './factors.ts'
import type { Group } from './group.ts'
import { fieldsInOrder, parseJson } from './strict-json.ts'
import { elementOf } from './trustees-schnorr.ts'

export type { EncryptedTally, WeighedBallot } from './adding-up.ts'

/** The last ballot of each credential, in the order of the archive: what the specification calls last(B). */
export function lastBallots<B extends { readonly credential: string }>(ballots: readonly B[]): readonly B[] {
  const last = new Map<string, B>()
  for (const ballot of ballots) {
    last.delete(ballot.credential)
    last.set(ballot.credential, ballot)
  }
  return [...last.values()]
}

/** The product of the counted ballots, each raised to its weight. `answers` is how many each question has. */
export function encryptedTally<E>(
  group: Group<E>,
  answers: readonly number[],
  ballots: readonly WeighedBallot<E>[],
): EncryptedTally<E> {
  const adding = addingUp(group, answers)
  for (const ballot of ballots) adding.add(ballot)
  const steps = adding.totals()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value.weighted
  }
}

export function encryptedTallyText<E>(group: Group<E>, ciphertexts: ByAnswer<Ciphertext<E>>): string {
  return JSON.stringify(ciphertexts.map((row) => encodeCiphertexts(group, row)))
}

/** The encrypted choices of one ballot or tally: `given` is rows of {alpha, beta}. */
export function decodeCiphertexts<E>(
  group: Group<E>,
  answers: readonly number[],
  given: unknown,
): ByAnswer<Ciphertext<E>> | undefined {
  if (!Array.isArray(given) || given.length !== answers.length) return undefined
  const rows: Ciphertext<E>[][] = []
  for (const [i, row] of (given as unknown[]).entries()) {
    if (!Array.isArray(row) || row.length !== answers[i]) return undefined
    const decoded: Ciphertext<E>[] = []
    for (const item of row as unknown[]) {
      const [alpha, beta] = (fieldsInOrder(item, ['alpha', 'beta']) ?? []).map((value) => elementOf(group, value))
      if (alpha === undefined || beta === undefined) return undefined
      decoded.push({ alpha, beta })
    }
    rows.push(decoded)
  }
  return rows
}

/** What the encrypted tally in an archive says, as texts: it is compared with what the ballots give, not believed. */
export function parseEncryptedTally(text: string): ByAnswer<CiphertextJson> | undefined {
  const rows = parseJson(text)
  if (!Array.isArray(rows)) return undefined
  const parsed = (rows as unknown[]).map((row) => {
    if (!Array.isArray(row)) return undefined
    const items = (row as unknown[]).map((item) => {
      const [alpha, beta] = fieldsInOrder(item, ['alpha', 'beta']) ?? []
      return typeof alpha === 'string' && typeof beta === 'string' ? { alpha, beta } : undefined
    })
    const all = items.filter((item) => item !== undefined)
    return all.length === items.length ? all : undefined
  })
  const all = parsed.filter((row) => row !== undefined)
  return all.length === parsed.length ? all : undefined
}
