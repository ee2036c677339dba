import type { EventContent } from './archive-events.ts'
import type { TallySize } from './archive.ts'
import type { ArchiveFinding } from './archive-findings.ts'
import { finding } from './archive-findings.ts'
import type { Ciphertext } from './encryption.ts'
import type { Election } from './election.ts'
import type { ByAnswer } from './factors.ts'
import { checkFactorsText, combineFactors, hasShape } from './factors.ts'
import type { Group } from './group.ts'
import { isResult, parseResult } from './result.ts'
import type { Totals } from './result.ts'
import { decodeCiphertexts, encryptedTally, encryptedTallyText, parseEncryptedTally } from './tally.ts'
import type { WeighedBallot } from './tally.ts'
import type { Trustees } from './trustees.ts'

/** What is known of the count so far, from the encrypted tally on. */
export interface Counting {
  ciphertexts?: ByAnswer<Ciphertext<unknown>>
  size?: TallySize
  readonly factors: Map<number, ByAnswer<unknown>>
  totals?: Totals
}

export function newCounting(): Counting {
  return { factors: new Map() }
}

interface Setup {
  readonly election: Election
  readonly group: Group
  readonly trustees: Trustees<unknown>
}

/** The tally is made again from the ballots; what the archive says is only compared. */
export function takeTally(
  findings: ArchiveFinding[],
  counting: Counting,
  { election, group }: Setup,
  counted: readonly WeighedBallot<unknown>[],
  event: EventContent & { readonly type: 'EncryptedTally' },
  where: string,
): boolean {
  const answers = election.questions.map((question) => question.answers.length)
  const own = encryptedTally(group, answers, counted)
  const stated = parseEncryptedTally(event.encryptedTally)
  if (!stated) {
    findings.push(finding('tally_malformed', where))
    return false
  }
  if (event.numTallied !== own.numTallied) {
    findings.push(finding('num_tallied_wrong', where, `${event.numTallied}, not ${own.numTallied}`))
  }
  if (event.totalWeight !== own.totalWeight) {
    findings.push(finding('total_weight_wrong', where, `${event.totalWeight}, not ${own.totalWeight}`))
  }
  counting.size = { numTallied: event.numTallied, totalWeight: event.totalWeight }
  if (JSON.stringify(stated) === encryptedTallyText(group, own.ciphertexts)) {
    counting.ciphertexts = own.ciphertexts
    return true
  }
  findings.push(finding('tally_wrong', where))
  const decoded = decodeCiphertexts(group, answers, stated)
  if (!decoded) return false
  // What the trustees decrypted is verified against what they were given.
  counting.ciphertexts = decoded
  return true
}

export function takeFactors(
  findings: ArchiveFinding[],
  counting: Counting,
  { election, group, trustees }: Setup,
  event: EventContent & { readonly type: 'PartialDecryption' },
): void {
  const where = `trustee ${event.owner}`
  const member = trustees.sets.flatMap((set) => set.members).find(({ owner }) => owner === event.owner)
  if (!member) {
    findings.push(finding('factors_owner_unknown', where))
    return
  }
  if (counting.factors.has(event.owner)) {
    findings.push(finding('factors_repeated', where))
    return
  }
  const { ciphertexts } = counting
  const checked = checkFactorsText(group, election.hash, member.publicKey, ciphertexts ?? [], event.partialDecryption)
  if (checked.ok) counting.factors.set(event.owner, checked.value)
  else findings.push(finding(checked.error, where))
}

export function takeResult(
  findings: ArchiveFinding[],
  counting: Counting,
  { election, group, trustees }: Setup,
  text: string,
): void {
  const totals = parseResult(text)
  const { ciphertexts, size } = counting
  if (!totals || !ciphertexts || !size || !hasShape(ciphertexts, totals)) {
    findings.push(finding('result_malformed', 'result'))
    return
  }
  counting.totals = totals
  const combined = combineFactors(group, trustees, counting.factors)
  if (!combined.ok) findings.push(finding(combined.error, 'result'))
  else if (!isResult(group, ciphertexts, combined.value, totals)) findings.push(finding('result_wrong', 'result'))
  findings.push(...impossibleTotals(election, size.totalWeight, totals))
}

/** Totals that no ballots can give, whatever was proved of them. */
export function impossibleTotals(election: Election, totalWeight: number, totals: Totals): ArchiveFinding[] {
  return election.questions.flatMap(({ min, max }, i) => {
    const row = totals[i]!
    const above = row.flatMap((total, j) =>
      total > totalWeight ? [finding('result_above_total', `question ${i + 1} answer ${j + 1}`, String(total))] : [],
    )
    const sum = row.reduce((all, total) => all + total, 0)
    const isPossible = sum >= min * totalWeight && sum <= max * totalWeight
    return isPossible ? above : [...above, finding('result_sum_wrong', `question ${i + 1}`, String(sum))]
  })
}
