import { canonicalJson } from '#kernel/canonical-json'
import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import type { Choices } from './ballot.ts'
import type { Election } from './election.ts'
import type { ByAnswer, PartialDecryption } from './factors.ts'
import { checkFactors, combineFactors, decrypted, partialDecryption } from './factors.ts'
import type { Group } from './group.ts'
import { secureScalars } from './random.ts'
import type { RandomScalars } from './random.ts'
import { asRecord, fieldsInOrder, isScalar, parseJson } from './strict-json.ts'
import type { Trustees } from './trustees.ts'
import type { CountedBallot } from './verify-archive.ts'
import type { VoteMode } from '../vote.ts'

/**
 * What the election file says of the vote's mode. It is hashed into every ballot, so that the vote cannot be made a
 * named one after an owner signed a secret ballot.
 */
export function modeOf(election: Election): VoteMode | undefined {
  const described = asRecord(parseJson(election.description))
  if (!described || !Object.values(described).every(isScalar)) return undefined
  if (canonicalJson(described) !== election.description) return undefined
  const mode = described['mode']
  return mode === 'secret' || mode === 'named' ? mode : undefined
}

/** One trustee's part in opening one ballot. */
export interface BallotFactors extends PartialDecryption {
  readonly tracker: string
}

/** A trustee's part in opening ballots; in a vote that is not a named one his software will not make it. */
export function openingFactors<E>(
  election: Election,
  group: Group<E>,
  privateKey: bigint,
  ballots: readonly Pick<CountedBallot<E>, 'tracker' | 'choices'>[],
  random: RandomScalars = secureScalars(group.q),
): Result<readonly BallotFactors[], 'vote_not_named'> {
  if (modeOf(election) !== 'named') return err('vote_not_named')
  return ok(
    ballots.map(({ tracker, choices }) => ({
      tracker,
      ...partialDecryption(group, election.hash, privateKey, choices, random),
    })),
  )
}

export type OpeningFactorsFault = 'vote_not_named' | 'ballot_missing' | 'factors_wrong'

/** Whether a trustee's factors open just these ballots; `tracker` of the first that is wrong. */
export function checkOpeningFactors<E>(
  election: Election,
  group: Group<E>,
  publicKey: E,
  ballots: readonly Pick<CountedBallot<E>, 'tracker' | 'choices'>[],
  factors: readonly BallotFactors[],
): { readonly ok: true } | { readonly ok: false; readonly error: OpeningFactorsFault; readonly tracker?: string } {
  if (modeOf(election) !== 'named') return { ok: false, error: 'vote_not_named' }
  const byTracker = new Map(factors.map((each) => [each.tracker, each]))
  for (const { tracker, choices } of ballots) {
    const own = byTracker.get(tracker)
    if (!own) return { ok: false, error: 'ballot_missing', tracker }
    if (!checkFactors(group, election.hash, publicKey, choices, withoutTracker(own)).ok) {
      return { ok: false, error: 'factors_wrong', tracker }
    }
  }
  return { ok: true }
}

function withoutTracker({ decryption_factors, decryption_proofs }: PartialDecryption): PartialDecryption {
  return { decryption_factors, decryption_proofs }
}

export interface OwnedFactors extends PartialDecryption {
  readonly owner: number
}

/** One opened ballot, as it stands in openings.json. */
export interface Opening {
  readonly tracker: string
  readonly credential: string
  readonly choices: Choices
  readonly factors: readonly OwnedFactors[]
}

/** Verified factors of one ballot to its choices; undefined where they are too few or the ballot does not decrypt. */
export function openedChoices<E>(
  group: Group<E>,
  trustees: Trustees<E>,
  ciphertexts: CountedBallot<E>['choices'],
  factors: ReadonlyMap<number, ByAnswer<E>>,
): Choices | undefined {
  const combined = combineFactors(group, trustees, factors)
  if (!combined.ok) return undefined
  const choices = decrypted(group, ciphertexts, combined.value).map((row) =>
    row.map((element) => (group.equal(element, group.one) ? 0 : group.equal(element, group.g) ? 1 : undefined)),
  )
  return choices.every((row) => row.every((choice) => choice !== undefined)) ? (choices as Choices) : undefined
}

/** These ballots opened by the trustees' verified factors. */
export function openBallots<E>(
  election: Election,
  group: Group<E>,
  trustees: Trustees<E>,
  ballots: readonly CountedBallot<E>[],
  factors: ReadonlyMap<number, readonly BallotFactors[]>,
): Result<readonly Opening[], 'vote_not_named' | 'openings_incomplete'> {
  if (modeOf(election) !== 'named') return err('vote_not_named')
  const byOwner = new Map([...factors].map(([owner, all]) => [owner, new Map(all.map((own) => [own.tracker, own]))]))
  const openings: Opening[] = []
  for (const { tracker, credential, choices: ciphertexts } of ballots) {
    const owned = [...byOwner]
      .sort(([a], [b]) => a - b)
      .flatMap(([owner, all]) => {
        const own = all.get(tracker)
        return own ? [{ owner, ...withoutTracker(own) }] : []
      })
    const elements = new Map(owned.map((own) => [own.owner, decodedFactors(group, own)]))
    const choices = openedChoices(group, trustees, ciphertexts, elements)
    if (!choices) return err('openings_incomplete')
    openings.push({ tracker, credential, choices, factors: owned })
  }
  return ok(openings)
}

/** The whole of openings.json. */
export function writeOpenings({ uuid }: Election, openings: readonly Opening[]): string {
  return canonicalJson({ v: 1, election: uuid, openings })
}

export function openingsText<E>(
  election: Election,
  group: Group<E>,
  trustees: Trustees<E>,
  ballots: readonly CountedBallot<E>[],
  factors: ReadonlyMap<number, readonly BallotFactors[]>,
): Result<string, 'vote_not_named' | 'openings_incomplete'> {
  const opened = openBallots(election, group, trustees, ballots, factors)
  return opened.ok ? ok(writeOpenings(election, opened.value)) : opened
}

function decodedFactors<E>(group: Group<E>, { decryption_factors }: PartialDecryption): ByAnswer<E> {
  return decryption_factors.map((row) =>
    row.map((text) => {
      const element = group.decode(text)
      if (element === undefined) throw new Error('Factors must be verified before ballots are opened with them.')
      return element
    }),
  )
}

/** The openings in the file, as far as their shape goes; what they claim is for `verifyOpenings` to see. */
export function parseOpenings(election: Election, text: string): readonly Opening[] | undefined {
  const parsed = parseJson(text)
  const [uuid, openings, version] = fieldsInOrder(parsed, ['election', 'openings', 'v']) ?? []
  if (uuid !== election.uuid || version !== 1 || !Array.isArray(openings)) return undefined
  if (!(openings as unknown[]).every(isOpening)) return undefined
  return canonicalJson(parsed) === text ? (openings as Opening[]) : undefined
}

function isOpening(value: unknown): boolean {
  const [choices, credential, factors, tracker] =
    fieldsInOrder(value, ['choices', 'credential', 'factors', 'tracker']) ?? []
  if (typeof credential !== 'string' || typeof tracker !== 'string') return false
  return isTable(choices, isBit) && Array.isArray(factors) && (factors as unknown[]).every(isOwnedFactors)
}

function isOwnedFactors(value: unknown): boolean {
  const [factors, proofs, owner] = fieldsInOrder(value, ['decryption_factors', 'decryption_proofs', 'owner']) ?? []
  return isTable(factors, isText) && isTable(proofs, isProof) && Number.isSafeInteger(owner)
}

function isTable(value: unknown, is: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && (value as unknown[]).every((row) => Array.isArray(row) && row.every(is))
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isProof(value: unknown): boolean {
  return fieldsInOrder(value, ['challenge', 'response'])?.every(isText) ?? false
}

function isBit(value: unknown): boolean {
  return value === 0 || value === 1
}
