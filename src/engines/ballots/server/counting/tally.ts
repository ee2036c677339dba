import { createHash } from 'node:crypto'
import { must } from '#kernel/assert'
import type { Context } from '#platform/operations'
import { decryptSecret } from '#engines/notary'
import { parseElection, sha256Hex, type Ciphertext, type Election } from '#engines/ballots/shared'
import { addingUp, type BothTallies } from '../../shared/belenios/adding-up.ts'
import {
  checkOpeningFactors,
  openBallots,
  openingFactors,
  writeOpenings,
  type BallotFactors,
  type Opening,
} from '../../shared/belenios/openings.ts'
import { asRecord, parseJson } from '../../shared/belenios/strict-json.ts'
import { checkFactorsText, combineFactors, partialDecryption, type ByAnswer } from '../../shared/belenios/factors.ts'
import { computeResult, resultText } from '../../shared/belenios/result.ts'
import { decodeCiphertexts, encryptedTallyText } from '../../shared/belenios/tally.ts'
import { checkTrustees, type Trustees } from '../../shared/belenios/trustees.ts'
import { ballotsAfter } from '../casting/ballots.store.ts'
import { fastGroupNamed } from '../crypto/fast-group.ts'
import { tell } from '../log.ts'
import { serverKeyFor } from '../roll/freeze.ts'
import { papersOf } from '../paper/papers.store.ts'
import { groupOf } from '../roll/keys.ts'
import { ownersOf } from '../roll.store.ts'
import { serverKeyOf, setupOf, type Setup } from '../setups.store.ts'
import { addFactors, addResult, addTally, factorsOf, tallyOf, type FactorRow } from '../trustees/factors.store.ts'
import { moveVote, type Vote } from '../votes.store.ts'
import { inHandfuls, slices } from './slices.ts'

type Group = ReturnType<typeof fastGroupNamed>

type Choices = ByAnswer<Ciphertext<unknown>>

/** A ballot that counts. */
export interface CountingBallot {
  readonly tracker: string
  readonly credential: string
  readonly ballot: string
  readonly choices: Choices
}

/** How many answers each question has. */
export const answersOf = (vote: Vote): number[] =>
  vote.questions.map((question) => (question.kind === 'matter' ? 3 : question.candidates.length))

const handful = 500
/** Ballots that are opened without a pause. */
const opensAtOnce = 4

/** Every ballot in the order of the archives. */
export async function* allBallots({ tx, street }: Pick<Context, 'tx' | 'street'>, vote: string) {
  for (let seq = 0; ;) {
    const some = await ballotsAfter(tx, street, vote, seq, handful)
    yield* some
    if (some.length < handful) return
    seq = some.at(-1)!.seq
  }
}

/** What a ballot holds that was checked when it was taken. */
function readBallot(
  group: Group,
  answers: readonly number[],
  { tracker, ballot }: { tracker: string; ballot: string },
): CountingBallot {
  const { credential, answers: given } = parseJson(ballot) as { credential: string; answers: { choices: unknown }[] }
  const choices = decodeCiphertexts(group, answers, given.map((each) => each.choices)) // prettier-ignore
  return { tracker, credential, ballot, choices: must(choices, 'a ballot that was checked') }
}

async function paused(steps: Generator<void, BothTallies<unknown>, void>, pause: () => Promise<void>) {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await pause()
  }
}

/** No ballots any more: both totals, encrypted, and the server's own part in decrypting them. */
export async function closeVote(context: Context, vote: Vote): Promise<void> {
  const { tx, street, now } = context
  const setup = must(await setupOf(tx, street, vote.id), 'files of a vote that was frozen')
  const group = fastGroupNamed(groupOf(vote))
  const answers = answersOf(vote)
  const owners = await ownersOf(tx, street, vote.id)
  const areas = new Map(owners.map(({ no, area }) => [no, area]))
  const hash = createHash('sha256')
  const counting: CountingBallot[] = []
  const adding = addingUp(group, answers)
  const pause = slices()
  let ballots = 0
  for await (const each of allBallots(context, vote.id)) {
    ballots += 1
    hash.update(`${each.tracker}\n`)
    if (!each.counts) continue
    const read = readBallot(group, answers, each)
    adding.add({ weight: areas.get(each.owner)!, choices: read.choices })
    if (vote.mode === 'named') counting.push(read)
    await pause()
  }
  const { weighted: byArea, single: byHead } = await paused(adding.totals(), pause)
  const tally = {
    numTallied: byArea.numTallied,
    totalWeight: byArea.totalWeight,
    area: encryptedTallyText(group, byArea.ciphertexts),
    head: encryptedTallyText(group, byHead.ciphertexts),
    ballotsHash: hash.digest('hex'),
    at: now,
  }
  await addTally(tx, street, vote.id, tally)
  // In hand, also those whose second hand comes after the close.
  const papers = (await papersOf(tx, street, vote.id)).filter(({ state }) => state !== 'void').length
  await tell(context, setup.log, 'closed', { vote: vote.id, ballots, papers })
  await tell(context, setup.log, 'tally', {
    vote: vote.id,
    area: sha256Hex(tally.area),
    head: sha256Hex(tally.head),
    numTallied: tally.numTallied,
    totalWeight: tally.totalWeight,
  })
  const { key } = await serverKeyOf(tx, street, vote.id)
  const secret = BigInt(decryptSecret(key, serverKeyFor(vote.id)).toString())
  const election = electionOf(setup)
  const factor = (ciphertexts: Choices) => JSON.stringify(partialDecryption(group, election.hash, secret, ciphertexts))
  // Of a secret vote nothing but totals is ever decrypted.
  const opened: BallotFactors[] = []
  for await (const some of inHandfuls(counting, opensAtOnce)) {
    const factors = openingFactors(election, group, secret, some)
    if (!factors.ok) throw new Error(`The ballots of ${vote.id} cannot be opened: ${factors.error}.`)
    opened.push(...factors.value)
  }
  await addFactors(tx, street, vote.id, {
    trustee: 1,
    area: factor(byArea.ciphertexts),
    head: factor(byHead.ciphertexts),
    ballots: opened.map((each) => JSON.stringify(each)),
    at: now,
  })
  await moveVote(tx, street, vote.id, 'closed', { closed_at: now })
}

export interface ToDecrypt {
  readonly setup: Setup
  readonly area: Choices
  readonly head: Choices
  readonly ballots: readonly CountingBallot[]
}

export async function toDecrypt(context: Pick<Context, 'tx' | 'street'>, vote: Vote): Promise<ToDecrypt> {
  const { tx, street } = context
  const setup = must(await setupOf(tx, street, vote.id), 'files of a vote that was frozen')
  const tally = must(await tallyOf(tx, street, vote.id), 'the totals of a vote that was closed')
  const group = fastGroupNamed(groupOf(vote))
  const answers = answersOf(vote)
  const read = (text: string) => must(decodeCiphertexts(group, answers, parseJson(text)), 'totals as they were written')
  const ballots: CountingBallot[] = []
  const pause = slices()
  if (vote.mode === 'named')
    for await (const each of allBallots(context, vote.id)) {
      if (each.counts) ballots.push(readBallot(group, answers, each))
      await pause()
    }
  return { setup, area: read(tally.area), head: read(tally.head), ballots }
}

/** Whether what a trustee sent are right factors of everything there is to decrypt. */
export async function areFactors(
  vote: Vote,
  what: ToDecrypt,
  { trustee, area, head, ballots }: FactorRow,
): Promise<boolean> {
  const group = fastGroupNamed(groupOf(vote))
  const checked = checkTrustees(group, what.setup.trustees)
  if (!checked.ok) throw new Error(`The trustees of ${vote.id} do not check: ${checked.error}.`)
  const member = checked.value.sets.flatMap((set) => set.members).find(({ owner }) => owner === trustee)
  if (!member) return false
  const election = electionOf(what.setup)
  const fits = (text: string, ciphertexts: Choices) =>
    checkFactorsText(group, election.hash, member.publicKey, ciphertexts, text).ok
  if (!fits(area, what.area) || !fits(head, what.head)) return false
  const factors = new Map(ballots.map((text) => readFactors(text)).map((each) => [each.tracker, each]))
  for await (const some of inHandfuls(what.ballots, opensAtOnce)) {
    const own = some.flatMap(({ tracker }) => factors.get(tracker) ?? [])
    if (!checkOpeningFactors(election, group, member.publicKey, some, own).ok) return false
  }
  return true
}

/** The results of both archives and, of a named vote, of each ballot, once enough trustees decrypted. */
export async function countVote(context: Context, vote: Vote, what: ToDecrypt): Promise<boolean> {
  const { tx, street, now } = context
  const group = fastGroupNamed(groupOf(vote))
  const trustees = checkTrustees(group, what.setup.trustees)
  if (!trustees.ok) throw new Error(`The trustees of ${vote.id} do not check: ${trustees.error}.`)
  const rows = await factorsOf(tx, street, vote.id)
  const parsed = (text: string): ByAnswer<unknown> =>
    (parseJson(text) as { decryption_factors: string[][] }).decryption_factors.map((row) =>
      row.map((each) => must(group.decode(each), 'a factor that was checked')),
    )
  const combined = (textOf: (row: FactorRow) => string) =>
    combineFactors(group, trustees.value, new Map(rows.map((row) => [row.trustee, parsed(textOf(row))])))
  const [area, head] = [combined((row) => row.area), combined((row) => row.head)]
  if (!area.ok || !head.ok) return false
  const tally = must(await tallyOf(tx, street, vote.id), 'the totals of a vote that was closed')
  const byArea = computeResult(group, what.area, area.value, tally.totalWeight)
  const byHead = computeResult(group, what.head, head.value, tally.numTallied)
  if (!byArea.ok || !byHead.ok)
    throw new Error(`The totals of ${vote.id} are no numbers: its factors do not fit together.`)
  const openings = vote.mode === 'named' ? await openingsOf(vote, what, trustees.value, rows) : null
  await addResult(tx, street, vote.id, {
    area: resultText(byArea.value),
    head: resultText(byHead.value),
    openings,
    at: now,
  })
  return true
}

async function openingsOf(
  vote: Vote,
  what: ToDecrypt,
  trustees: Trustees<unknown>,
  rows: readonly FactorRow[],
): Promise<string> {
  const group = fastGroupNamed(groupOf(vote))
  const election = electionOf(what.setup)
  const factors = rows.map(({ trustee, ballots }) => {
    const own = ballots.map((text) => readFactors(text))
    return { trustee, byTracker: new Map(own.map((each) => [each.tracker, each])) }
  })
  const openings: Opening[] = []
  for await (const some of inHandfuls(what.ballots, opensAtOnce)) {
    const own = new Map(factors.map(({ trustee, byTracker }) => [trustee, some.flatMap(({ tracker }) => byTracker.get(tracker) ?? [])])) // prettier-ignore
    const opened = openBallots(election, group, trustees, some.map(counted), own)
    if (!opened.ok) throw new Error(`The ballots of ${vote.id} cannot be opened: ${opened.error}.`)
    openings.push(...opened.value)
  }
  return writeOpenings(election, openings)
}

const counted = (each: CountingBallot) => ({ ...each, hash: '', weight: 1 })

/** A part in opening a ballot as it was sent; nonsense is none of any ballot. */
function readFactors(text: string): BallotFactors {
  const { tracker, decryption_factors, decryption_proofs } = (asRecord(parseJson(text)) ??
    {}) as unknown as BallotFactors
  return { tracker: String(tracker), decryption_factors, decryption_proofs }
}

function electionOf({ vote, election }: Setup): Election {
  const parsed = parseElection(election)
  if (!parsed.ok) throw new Error(`The election file of ${vote} cannot be read: ${parsed.error}.`)
  return parsed.value
}
