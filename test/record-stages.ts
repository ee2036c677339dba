// Records as they stood at an earlier moment of their vote, and such as a lying server would show instead.
import { must } from '#kernel/assert'
import {
  appendBallot,
  appendEncryptedTally,
  appendEndBallots,
  encryptedTally,
  encryptedTallyText,
  groupNamed,
  startArchive,
  verifyArchive,
  type ArchiveEvent,
  type CountedBallot,
} from '#engines/ballots/shared'
import { eventsOf, rechained } from './belenios-chains.ts'
import { TestArchive } from './belenios-votes.ts'
import { leavesIn, withLog, type Files, type LeafOfTest } from './record-files.ts'

const signed = ['result.json', 'paper.json', 'openings.json']
const ofPhase = {
  frozen: ['Setup'],
  voting: ['Setup', 'Ballot'],
  closed: ['Setup', 'Ballot', 'EndBallots'],
  tallied: ['Setup', 'Ballot', 'EndBallots', 'EncryptedTally'],
  counted: ['Setup', 'Ballot', 'EndBallots', 'EncryptedTally', 'PartialDecryption', 'Result'],
} as const
export type RecordPhase = keyof typeof ofPhase

/** The archives as far as a phase, the log up to the first such leaf, and nothing signed. */
export async function recordAt(
  of: ReadonlyMap<string, Uint8Array>,
  phase: RecordPhase,
  until: (leaf: LeafOfTest) => boolean,
): Promise<Files> {
  const files = new Map(of)
  for (const name of signed) files.delete(name)
  const kept: readonly string[] = ofPhase[phase]
  for (const name of files.keys())
    if (name.endsWith('.bel'))
      files.set(name, rechained((await eventsOf(files.get(name)!)).filter(({ type }) => kept.includes(type))))
  const leaves = leavesIn(of)
  const end = leaves.findIndex(until)
  return withLog(files, end < 0 ? leaves : leaves.slice(0, end))
}

/** Both archives with the first few ballots only, added up rightly: each by itself, and both together, verify. */
export async function truncatedTo(of: ReadonlyMap<string, Uint8Array>, ballots: number): Promise<Files> {
  const files = new Map(of)
  for (const [name, bytes] of of) {
    if (!name.endsWith('.bel')) continue
    const events = await eventsOf(bytes)
    const setup = must(events.find(({ type }) => type === 'Setup'), 'a setup') as ArchiveEvent & { readonly type: 'Setup' } // prettier-ignore
    const archive = new TestArchive(startArchive({ timestamp: 1_795_324_475, ...setup }))
    for (const event of events.filter(({ type }) => type === 'Ballot').slice(0, ballots))
      archive.append((tail) => appendBallot(tail, (event as ArchiveEvent & { readonly type: 'Ballot' }).ballot))
    const { summary } = await verifyArchive(archive.bytes)
    const { group, election } = must(summary.setup, 'a setup')
    const answers = election.questions.map((question) => question.answers.length)
    const tally = encryptedTally(groupNamed(group.name), answers, summary.counted as readonly CountedBallot[])
    archive.append(appendEndBallots)
    archive.append((tail) => appendEncryptedTally(tail, encryptedTallyText(group, tally.ciphertexts), tally))
    files.set(name, archive.bytes)
  }
  return files
}
