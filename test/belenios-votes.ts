// Whole votes of ours for tests: trustees, roll, ballots and both archives, and what belenios-tool says of an archive.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '#kernel/assert'
import { canonicalJson } from '#kernel/canonical-json'
import {
  acceptShares,
  appendBallot,
  appendEncryptedTally,
  appendEndBallots,
  appendPartialDecryption,
  appendResult,
  checkFactors,
  checkTrustees,
  combineFactors,
  combineThreshold,
  computeResult,
  createBallot,
  credentialsText,
  encryptedTally,
  encryptedTallyText,
  lastBallots,
  newTrusteeKey,
  openDecryptionKey,
  openElection,
  parseElection,
  partialDecryption,
  polynomialOf,
  resultText,
  routeShares,
  sha256Hex,
  secureScalars,
  startArchive,
  startTrustee,
  trusteesText,
  verifyBallot,
  writeElection,
} from '#engines/ballots/shared'
import type {
  Appended,
  ArchiveTail,
  ByAnswer,
  Choices,
  ElectionQuestion,
  Group,
  OpenElection,
  ThresholdStep,
  Totals,
  TrusteeKind,
  Trustees,
} from '#engines/ballots/shared'
import { aMatter, ballotUuid } from './belenios.ts'

export interface VoteOrder {
  readonly group: Group
  readonly questions?: readonly ElectionQuestion[]
  /** One owner for each, in 0.01 m². */
  readonly areas: readonly number[]
  readonly mode?: 'secret' | 'named'
  /** Members of a threshold group beside the server; none where absent. */
  readonly members?: { readonly threshold: number; readonly count: number }
}

export interface TestVote {
  readonly group: Group
  readonly electionText: string
  /** The part of roll.json that archives are checked against. */
  readonly rollText: string
  readonly open: OpenElection
  readonly trusteesText: string
  readonly trustees: Trustees<unknown>
  /** Private keys by owner number, from 1: the server's first. */
  readonly keys: ReadonlyMap<number, bigint>
  readonly owners: readonly { readonly secret: bigint; readonly key: string; readonly area: number }[]
}

export function agreed<T>(step: ThresholdStep<T>): T {
  if (!step.ok) throw new Error(`${step.error} of ${step.trustee ?? 'nobody'}`)
  return step.value
}

/** The threshold protocol from end to end; the private keys come out only because this is a test. */
export async function thresholdMembers(
  group: Group,
  threshold: number,
  count: number,
): Promise<{ readonly kind: TrusteeKind; readonly privateKeys: readonly bigint[] }> {
  const started = Array.from({ length: count }, () => startTrustee(group))
  const certificates = started.map(({ certificate }) => certificate)
  const polynomials: string[] = []
  for (const own of started) {
    const step = await polynomialOf(group, { private: own.private, certificates, threshold })
    polynomials.push(agreed(step).polynomial)
  }
  const members = { certificates, threshold }
  const vinputs = agreed(routeShares(group, members, polynomials))
  const outputs = await Promise.all(
    started.map(async (own, i) => {
      const vinput = must(vinputs[i], 'a vinput')
      return agreed(await acceptShares(group, { private: own.private, certificates, vinput }))
    }),
  )
  const voutputs = outputs.map(({ voutput }) => voutput)
  const { parameters, decryptionKeys } = agreed(combineThreshold(group, members, polynomials, voutputs))
  const privateKeys = await Promise.all(
    started.map(async (own, i) =>
      must(await openDecryptionKey(group, own.private, must(decryptionKeys[i], 'a key')), 'an opened key'),
    ),
  )
  return { kind: ['Pedersen', parameters], privateKeys }
}

export async function aTestVote(order: VoteOrder): Promise<TestVote> {
  const { group, questions = [aMatter], areas, mode = 'secret', members } = order
  const server = newTrusteeKey(group)
  const others = members && (await thresholdMembers(group, members.threshold, members.count))
  const text = trusteesText([['Single', server.publicKey], ...(others ? [others.kind] : [])])
  const trustees = checkTrustees(group, text)
  if (!trustees.ok) throw new Error(trustees.error)
  const random = secureScalars(group.q)
  const owners = areas.map((area) => {
    const secret = random()
    return { secret, key: group.encode(group.powerOfG(secret)), area }
  })
  const rollText = canonicalJson({ v: 1, owners: owners.map(({ key, area }) => ({ key, area })) })
  const electionText = writeElection({
    uuid: ballotUuid,
    name: '幸福小区业主大会',
    description: canonicalJson({ v: 1, mode, roll: sha256Hex(rollText), rules: '1'.repeat(64), vote: '一' }),
    group: group.name,
    publicKey: group.encode(trustees.value.publicKey),
    questions,
    administrator: '业主大会筹备组',
  })
  const election = parseElection(electionText)
  if (!election.ok) throw new Error(election.error)
  const keys = new Map([server.privateKey, ...(others?.privateKeys ?? [])].map((key, i) => [i + 1, key]))
  return {
    group,
    electionText,
    rollText,
    open: openElection(election.value, group),
    trusteesText: text,
    trustees: trustees.value,
    keys,
    owners,
  }
}

export function ballotOf(vote: TestVote, owner: number, choices: Choices): string {
  const { secret } = must(vote.owners[owner], 'an owner')
  const made = createBallot({ open: vote.open, secret, choices, random: secureScalars(vote.group.q) })
  if (!made.ok) throw new Error(made.error)
  return made.value.text
}

export type Measure = 'area' | 'head'

export function credentialsOf(vote: TestVote, measure: Measure): string {
  return credentialsText(
    vote.group,
    vote.owners.map(({ key, area }) => (measure === 'area' ? { key, weight: area } : { key })),
  )
}

/** Collects what is appended, as a server does. */
export class TestArchive {
  private readonly parts: Uint8Array[] = []
  tail: ArchiveTail

  constructor(first: Appended) {
    this.tail = first.tail
    this.parts.push(first.bytes)
  }

  append(next: (tail: ArchiveTail) => Appended): this {
    const { bytes, tail } = next(this.tail)
    this.parts.push(bytes)
    this.tail = tail
    return this
  }

  get bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.parts))
  }
}

export function openArchive(vote: TestVote, measure: Measure, ballots: readonly string[]): TestArchive {
  const archive = new TestArchive(
    startArchive({
      timestamp: 1_795_324_475,
      election: vote.electionText,
      trustees: vote.trusteesText,
      credentials: credentialsOf(vote, measure),
    }),
  )
  for (const ballot of ballots) archive.append((tail) => appendBallot(tail, ballot))
  return archive
}

export interface CountedArchive {
  readonly archive: TestArchive
  readonly totals: Totals
}

/** The archive with its count, decrypted by these owners of keys. */
export function countedArchive(
  vote: TestVote,
  measure: Measure,
  ballots: readonly string[],
  decryptedBy: readonly number[] = [...vote.keys.keys()],
): CountedArchive {
  const { group, open, trustees } = vote
  const verified = ballots.map((text) => {
    const checked = verifyBallot(open, text, () => true)
    if (!checked.ok) throw new Error(checked.error)
    return checked.value
  })
  const areas = new Map(vote.owners.map(({ key, area }) => [key, area]))
  const weighed = lastBallots(verified).map(({ credential, choices }) => ({
    weight: measure === 'area' ? must(areas.get(credential), 'an area') : 1,
    choices,
  }))
  const answers = open.election.questions.map((question) => question.answers.length)
  const tally = encryptedTally(group, answers, weighed)
  const archive = openArchive(vote, measure, ballots)
    .append(appendEndBallots)
    .append((tail) => appendEncryptedTally(tail, encryptedTallyText(group, tally.ciphertexts), tally))
  const factors = new Map<number, ByAnswer<unknown>>()
  for (const owner of decryptedBy) {
    const privateKey = must(vote.keys.get(owner), 'a key')
    const partial = partialDecryption(group, open.election.hash, privateKey, tally.ciphertexts)
    const publicKey = group.powerOfG(privateKey)
    const checked = checkFactors(group, open.election.hash, publicKey, tally.ciphertexts, partial)
    if (!checked.ok) throw new Error(checked.error)
    factors.set(owner, checked.value)
    archive.append((tail) => appendPartialDecryption(tail, owner, JSON.stringify(partial)))
  }
  const combined = combineFactors(group, trustees, factors)
  if (!combined.ok) throw new Error(combined.error)
  const totals = computeResult(group, tally.ciphertexts, combined.value, tally.totalWeight)
  if (!totals.ok) throw new Error(totals.error)
  archive.append((tail) => appendResult(tail, resultText(totals.value)))
  return { archive, totals: totals.value }
}

export interface ToolVerdict {
  readonly passed: boolean
  readonly said: string
}

/** What belenios-tool says of an archive. */
export function toolVerdict(bytes: Uint8Array): ToolVerdict {
  const place = mkdtempSync(join(tmpdir(), 'mofang-archive-'))
  try {
    writeFileSync(join(place, `${ballotUuid}.bel`), bytes)
    const ran = spawnSync('belenios-tool', ['election', 'verify', '--dir', place], { encoding: 'utf8' })
    if (ran.error) throw new Error('belenios-tool is missing: apt-get install belenios-tool')
    return { passed: ran.status === 0, said: ran.stderr }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
