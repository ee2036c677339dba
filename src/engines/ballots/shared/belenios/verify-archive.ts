import { must } from '#kernel/assert'
import type { ArchiveEvent, EventContent } from './archive-events.ts'
import { readArchiveEvents } from './archive-events.ts'
import { readCredentials } from './archive-credentials.ts'
import type { ArchiveFinding } from './archive-findings.ts'
import { finding } from './archive-findings.ts'
import type { ArchiveLimits, ArchiveSource } from './archive-reader.ts'
import { parseBallot } from './ballot-json.ts'
import { trackerOf } from './ballot.ts'
import { verifyBallot } from './ballot-verification.ts'
import { openElection, parseElection } from './election.ts'
import type { Election, OpenElection } from './election.ts'
import type { Ciphertext } from './encryption.ts'
import type { ByAnswer } from './factors.ts'
import type { Group } from './group.ts'
import { groupNamed } from './named-groups.ts'
import type { Totals } from './result.ts'
import { decodeCiphertexts } from './tally.ts'
import { checkTrustees } from './trustees.ts'
import type { Trustees } from './trustees.ts'
import { newCounting, takeFactors, takeResult, takeTally } from './verify-archive-count.ts'
import type { Counting } from './verify-archive-count.ts'

export interface BallotBatch {
  readonly electionText: string
  readonly ballots: readonly string[]
  readonly credentials: ReadonlySet<string>
}

export type BallotsVerdict = { readonly ok: true } | { readonly ok: false; readonly error: string }

/** The verdicts in the order of the ballots. */
export type VerifyBallots = (batch: BallotBatch) => Promise<readonly BallotsVerdict[]>

export interface VerifyArchiveOptions {
  /** A faster back-end than the pure one, used where the election is in its group. */
  readonly group?: Group
  /** Verifies ballots elsewhere, as in worker threads; without it they are verified one by one here. */
  readonly verifyBallots?: VerifyBallots
  readonly limits?: ArchiveLimits
  /** Hash of the last event of a copy kept from earlier; where it is missing, what was there has been changed. */
  readonly knownEvent?: string
  /** Called after each batch with the number of ballots verified so far. */
  readonly onBallots?: (verified: number) => void | Promise<void>
}

export type ArchivePhase = 'empty' | 'voting' | 'closed' | 'tallied' | 'decrypting' | 'result'

export interface ArchiveBallot {
  /** SHA-256 in hexadecimal, as in the archive's file name. */
  readonly hash: string
  readonly tracker: string
  readonly credential: string
}

/** The last ballot of a credential. */
export interface CountedBallot<E = unknown> extends ArchiveBallot {
  readonly weight: number
  readonly choices: ByAnswer<Ciphertext<E>>
}

export interface ArchiveSetupSummary<E = unknown> {
  readonly election: Election
  readonly hashes: { readonly election: string; readonly trustees: string; readonly credentials: string }
  readonly group: Group<E>
  readonly trustees: Trustees<E>
  readonly weights: ReadonlyMap<string, number>
  readonly weighted: boolean
}

export interface ArchiveSummary {
  readonly phase: ArchivePhase
  readonly events: number
  /** Hash of the last event: who keeps it can prove later that nothing before it was changed. */
  readonly lastEvent?: string
  readonly setup?: ArchiveSetupSummary
  /** All in the order of the archive, revotes included. */
  readonly ballots: readonly ArchiveBallot[]
  readonly counted: readonly CountedBallot[]
  readonly numTallied?: number
  readonly totalWeight?: number
  /** What there is to decrypt, and the event that settled it. */
  readonly tally?: { readonly event: string; readonly ciphertexts: ByAnswer<Ciphertext<unknown>> }
  readonly decryptedBy: readonly number[]
  readonly totals?: Totals
}

export interface VerifiedArchive {
  readonly findings: readonly ArchiveFinding[]
  readonly summary: ArchiveSummary
}

const batchHere = 64
/** Threads are worth starting for many ballots only. */
const batchElsewhere = 8192

interface Reading {
  readonly options: VerifyArchiveOptions
  readonly findings: ArchiveFinding[]
  readonly ballots: ArchiveBallot[]
  readonly counted: Map<string, CountedBallot>
  readonly counting: Counting
  waiting: { readonly text: string; readonly hash: string; readonly where: string }[]
  open?: { readonly election: OpenElection; readonly text: string; readonly setup: ArchiveSetupSummary }
  phase: ArchivePhase
  events: number
  lastEvent?: string
  tallyEvent?: string
  isKnownEventSeen: boolean
}

/**
 * Verifies everything that belenios-tool does, and that elements are in the subgroup, encodings canonical and sums
 * possible. Never throws on what an archive holds; says what is wrong, as far as it can be read.
 */
export async function verifyArchive(
  source: ArchiveSource,
  options: VerifyArchiveOptions = {},
): Promise<VerifiedArchive> {
  const reading: Reading = {
    options,
    findings: [],
    ballots: [],
    counted: new Map(),
    counting: newCounting(),
    waiting: [],
    phase: 'empty',
    events: 0,
    isKnownEventSeen: options.knownEvent === undefined,
  }
  for await (const event of readArchiveEvents(source, options.limits)) {
    if (!event.ok) {
      reading.findings.push(finding(event.error, event.where))
      break
    }
    reading.events += 1
    reading.lastEvent = event.value.hash
    reading.isKnownEventSeen ||= event.value.hash === options.knownEvent
    const goesOn = await take(reading, event.value)
    if (!goesOn) break
  }
  await flush(reading)
  if (!reading.isKnownEventSeen) reading.findings.push(finding('earlier_event_missing', 'archive', options.knownEvent))
  return { findings: reading.findings, summary: summaryOf(reading) }
}

function summaryOf({ counting, ...reading }: Reading): ArchiveSummary {
  return {
    phase: reading.phase,
    events: reading.events,
    ...(reading.lastEvent !== undefined && { lastEvent: reading.lastEvent }),
    ...(reading.open && { setup: reading.open.setup }),
    ballots: reading.ballots,
    counted: [...reading.counted.values()],
    ...counting.size,
    ...(reading.tallyEvent !== undefined &&
      counting.ciphertexts && { tally: { event: reading.tallyEvent, ciphertexts: counting.ciphertexts } }),
    decryptedBy: [...counting.factors.keys()],
    ...(counting.totals && { totals: counting.totals }),
  }
}

/** False where nothing after this event can be understood. */
async function take(reading: Reading, event: ArchiveEvent): Promise<boolean> {
  const where = `event ${event.height}`
  if (event.type === 'Setup') return takeSetup(reading, event)
  const { findings, counting } = reading
  const open = must(reading.open, 'the setup that events begin with')
  switch (event.type) {
    case 'Ballot':
      reading.waiting.push({ text: event.ballot, hash: event.ballotHash, where })
      if (reading.waiting.length >= (reading.options.verifyBallots ? batchElsewhere : batchHere)) await flush(reading)
      return true
    case 'EndBallots':
      await flush(reading)
      reading.phase = 'closed'
      return true
    case 'EncryptedTally':
      reading.phase = 'tallied'
      reading.tallyEvent = event.hash
      return takeTally(findings, counting, open.setup, [...reading.counted.values()], event, where)
    case 'PartialDecryption':
      reading.phase = 'decrypting'
      takeFactors(findings, counting, open.setup, event)
      return true
    case 'Result':
      reading.phase = 'result'
      takeResult(findings, counting, open.setup, event.result)
      return true
  }
}

function takeSetup(reading: Reading, event: EventContent & { readonly type: 'Setup' }): boolean {
  const { findings, options } = reading
  const parsed = parseElection(event.election)
  if (!parsed.ok) {
    findings.push(finding('election_wrong', 'election', parsed.error))
    return false
  }
  const election = parsed.value
  const group = options.group?.name === election.group ? options.group : groupNamed(election.group)
  const trustees = checkTrustees(group, event.trustees)
  if (!trustees.ok) {
    findings.push(finding('trustees_wrong', `trustee ${trustees.owner ?? 0}`, trustees.error))
    return false
  }
  if (election.publicKey !== group.encode(trustees.value.publicKey)) {
    findings.push(finding('election_key_wrong', 'election'))
  }
  const credentials = readCredentials(group, event.credentials)
  if (!credentials.ok) {
    findings.push(finding(credentials.error, `credential ${credentials.line}`))
    return false
  }
  const setup = { election, hashes: event.hashes, group, trustees: trustees.value, ...credentials.value }
  reading.open = { election: openElection(election, group), text: event.election, setup }
  reading.phase = 'voting'
  return true
}

async function flush(reading: Reading): Promise<void> {
  const { open, waiting, options } = reading
  if (!open || waiting.length === 0) return
  reading.waiting = []
  const verdicts = await options.verifyBallots?.({
    electionText: open.text,
    ballots: waiting.map(({ text }) => text),
    credentials: new Set(open.setup.weights.keys()),
  })
  for (const [index, { text, hash, where }] of waiting.entries()) {
    const checked = verdicts
      ? checkedElsewhere(open.election, text, verdicts[index], open.setup.weights)
      : verifyBallot(open.election, text, (credential) => open.setup.weights.has(credential))
    reading.ballots.push({ hash, tracker: trackerOf(text), credential: credentialOf(open.election.election, text) })
    if (!checked.ok) {
      reading.findings.push(finding('ballot_wrong', where, checked.error))
      continue
    }
    const { credential, tracker, choices } = checked.value
    const weight = open.setup.weights.get(credential)!
    // The last ballot counts, and stands where it was cast.
    reading.counted.delete(credential)
    reading.counted.set(credential, { hash, tracker, credential, weight, choices })
  }
  await options.onBallots?.(reading.ballots.length)
}

function credentialOf(election: Election, text: string): string {
  const parsed = parseBallot(election, text)
  return parsed.ok ? parsed.value.credential : ''
}

type CheckedElsewhere =
  | {
      readonly ok: true
      readonly value: {
        readonly credential: string
        readonly tracker: string
        readonly choices: ByAnswer<Ciphertext<unknown>>
      }
    }
  | { readonly ok: false; readonly error: string }

/** What was verified elsewhere comes back as a verdict only; its ciphertexts are read here once more. */
function checkedElsewhere(
  { group, election }: OpenElection,
  text: string,
  verdict: BallotsVerdict | undefined,
  weights: ReadonlyMap<string, number>,
): CheckedElsewhere {
  if (!verdict) throw new Error('Who verifies ballots gives a verdict on each.')
  if (!verdict.ok) return verdict
  const parsed = parseBallot(election, text)
  if (!parsed.ok) return parsed
  const { credential, answers } = parsed.value
  if (!weights.has(credential)) return { ok: false, error: 'unknown_credential' }
  const choices = decodeCiphertexts(
    group,
    election.questions.map((question) => question.answers.length),
    answers.map((answer) => answer.choices),
  )
  if (!choices) return { ok: false, error: 'ciphertext_not_in_group' }
  return { ok: true, value: { credential, tracker: trackerOf(text), choices } }
}
