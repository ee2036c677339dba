import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import { crossCheckArchives, crossCheckRoll } from './archive-cross-check.ts'
import type { PartialDecryption } from './factors.ts'
import { partialDecryption } from './factors.ts'
import { secureScalars } from './random.ts'
import type { VerifiedArchive } from './verify-archive.ts'

/** The events that settled what was decrypted; a trustee keeps them for as long as his key. */
export interface DecryptedTallies {
  readonly area: string
  readonly head: string
}

export interface TallyDecryption {
  readonly owner: number
  readonly area: PartialDecryption
  readonly head: PartialDecryption
  readonly decrypted: DecryptedTallies
}

export const tallyDecryptionRefusals = [
  'archives_have_findings',
  'archives_not_tallied',
  'key_of_no_trustee',
  'other_tallies_decrypted_before',
] as const
export type TallyDecryptionRefusal = (typeof tallyDecryptionRefusals)[number]

export interface TalliesToDecrypt {
  readonly area: VerifiedArchive
  readonly head: VerifiedArchive
  /** The text of roll.json. */
  readonly roll: string
  /** What `decryptTallies` gave when this trustee decrypted before. */
  readonly before?: DecryptedTallies
}

/**
 * A trustee's part in decrypting a vote, from both archives at once and after they were verified. What he decrypts he
 * has added up himself, by the areas of the roll that every ballot names: a server could otherwise give him one ballot
 * for a tally, two tallies that differ by one ballot, or areas that tell everybody's answer from the sum. For the same
 * reason he never decrypts other tallies of a vote than the first.
 */
export function decryptTallies(
  { area, head, roll, before }: TalliesToDecrypt,
  privateKey: bigint,
): Result<TallyDecryption, TallyDecryptionRefusal> {
  const differences = [...crossCheckArchives(area.summary, head.summary), ...crossCheckRoll(area.summary, roll)]
  if (area.findings.length + head.findings.length + differences.length > 0) return err('archives_have_findings')
  const { setup } = area.summary
  const [areaTally, headTally] = [area.summary.tally, head.summary.tally]
  if (!setup || !areaTally || !headTally) return err('archives_not_tallied')
  const decrypted = { area: areaTally.event, head: headTally.event }
  if (before && (before.area !== decrypted.area || before.head !== decrypted.head)) {
    return err('other_tallies_decrypted_before')
  }
  const { group, trustees, election } = setup
  const publicKey = group.powerOfG(privateKey)
  const member = trustees.sets.flatMap((set) => set.members).find((each) => group.equal(each.publicKey, publicKey))
  if (!member) return err('key_of_no_trustee')
  const random = secureScalars(group.q)
  const part = (tally: typeof areaTally) =>
    partialDecryption(group, election.hash, privateKey, tally.ciphertexts, random)
  return ok({ owner: member.owner, area: part(areaTally), head: part(headTally), decrypted })
}
