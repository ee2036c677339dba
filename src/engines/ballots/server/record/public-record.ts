import { must } from '#kernel/assert'
import type { Context } from '#platform/operations'
import { exportLog } from '#engines/notary'
import {
  appendBallot,
  appendEncryptedTally,
  appendEndBallots,
  appendPartialDecryption,
  appendResult,
  startArchive,
  type Appended,
  type ArchiveTail,
} from '../../shared/belenios/archive.ts'
import { signedSheetOf } from '../counting/sheets.store.ts'
import { allBallots } from '../counting/tally.ts'
import { setupOf, type Setup } from '../setups.store.ts'
import { factorsOf, resultOf, tallyOf } from '../trustees/factors.store.ts'
import type { Vote } from '../votes.store.ts'

type Reading = Pick<Context, 'tx' | 'street'>

/** One of the two archives, piece by piece: of the same ballots, by area or by heads. */
export async function* archivePieces(
  context: Reading,
  vote: Vote,
  setup: Setup,
  side: 'area' | 'head',
): AsyncGenerator<Uint8Array> {
  const { tx, street } = context
  let tail: ArchiveTail | undefined
  const take = ({ bytes, tail: next }: Appended) => {
    tail = next
    return bytes
  }
  const at = () => must(tail, 'a beginning')
  const credentials = side === 'area' ? setup.credentialsArea : setup.credentialsHead
  yield take(
    startArchive({ timestamp: setup.archiveTime, election: setup.election, trustees: setup.trustees, credentials }),
  )
  for await (const { ballot } of allBallots(context, vote.id)) yield take(appendBallot(at(), ballot))
  const tally = await tallyOf(tx, street, vote.id)
  if (!tally) return
  yield take(appendEndBallots(at()))
  // Of the archive by heads every weight is one.
  const totalWeight = side === 'area' ? tally.totalWeight : tally.numTallied
  yield take(appendEncryptedTally(at(), tally[side], { numTallied: tally.numTallied, totalWeight }))
  const result = await resultOf(tx, street, vote.id)
  if (!result) return
  for (const factors of await factorsOf(tx, street, vote.id))
    yield take(appendPartialDecryption(at(), factors.trustee, factors[side]))
  yield take(appendResult(at(), result[side]))
}

export interface RecordFile {
  readonly name: string
  /** Whether it is there by now. */
  readonly ready: boolean
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** The files that are small, by their names in the record. */
async function smallFiles({ tx, street }: Reading, vote: Vote, setup: Setup): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>([
    ['roll.json', utf8(setup.roll)],
    ['rules.json', utf8(setup.rules)],
    ['receipts-key.json', utf8(setup.receiptsKey)],
  ])
  const signed = await signedSheetOf(tx, street, vote.id)
  if (signed) files.set('result.json', utf8(signed.sheet)).set('paper.json', utf8(signed.paper))
  const result = signed && (await resultOf(tx, street, vote.id))
  if (result?.openings) files.set('openings.json', utf8(result.openings))
  for (const [name, bytes] of await exportLog(tx, street, setup.log)) {
    const path = name === 'anchor.json' ? name : `tlog/${name}`
    files.set(path, bytes)
  }
  return files
}

export const archiveName = (vote: Vote, side: 'area' | 'head') => `${side}/${vote.electionUuid}.bel`

export async function listRecord(context: Reading, vote: Vote, setup: Setup): Promise<RecordFile[]> {
  const small = await smallFiles(context, vote, setup)
  const later = ['paper.json', 'result.json', ...(vote.mode === 'named' ? ['openings.json'] : []), 'anchor.json']
  return [
    ...(['area', 'head'] as const).map((side) => ({ name: archiveName(vote, side), ready: true })),
    ...[...small.keys()].map((name) => ({ name, ready: true })),
    ...later.filter((name) => !small.has(name)).map((name) => ({ name, ready: false })),
  ]
}

/** Every file of the public record, each in pieces, as it stands at this moment. */
export async function* recordFiles(
  context: Reading,
  vote: Vote,
): AsyncGenerator<{ name: string; pieces: AsyncIterable<Uint8Array> }> {
  const setup = must(await setupOf(context.tx, context.street, vote.id), 'files of a vote that was frozen')
  for (const side of ['area', 'head'] as const)
    yield { name: archiveName(vote, side), pieces: archivePieces(context, vote, setup, side) }
  for (const [name, bytes] of await smallFiles(context, vote, setup)) yield { name, pieces: one(bytes) }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The whole record in memory: for tests, and for who verifies at once. */
export async function publicRecordOf(context: Reading, vote: Vote): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for await (const { name, pieces } of recordFiles(context, vote)) {
    const parts: Uint8Array[] = []
    for await (const piece of pieces) parts.push(piece)
    files.set(name, Buffer.concat(parts))
  }
  return files
}
