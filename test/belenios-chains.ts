// Archives taken apart and chained anew, so that only what a test changed is wrong.
import { must } from '#kernel/assert'
import {
  appendBallot,
  appendEncryptedTally,
  appendEndBallots,
  appendPartialDecryption,
  appendResult,
  readArchiveEvents,
  sha256Hex,
  startArchive,
} from '#engines/ballots/shared'
import type { ArchiveEvent } from '#engines/ballots/shared'
import { tarHeader } from '../src/engines/ballots/shared/belenios/archive.ts'
import { TestArchive } from './belenios-votes.ts'

export async function eventsOf(bytes: Uint8Array): Promise<readonly ArchiveEvent[]> {
  const read: ArchiveEvent[] = []
  for await (const event of readArchiveEvents(bytes)) {
    if (!event.ok) throw new Error(event.error)
    read.push(event.value)
  }
  return read
}

export function rechained(all: readonly object[]): Uint8Array {
  const [first, ...rest] = all as readonly (ArchiveEvent & { readonly type: 'Setup' })[]
  const archive = new TestArchive(startArchive({ timestamp: 1_795_324_475, ...must(first, 'a setup') }))
  for (const event of rest as readonly ArchiveEvent[]) {
    archive.append((tail) => {
      switch (event.type) {
        case 'Ballot':
          return appendBallot(tail, event.ballot)
        case 'EndBallots':
          return appendEndBallots(tail)
        case 'EncryptedTally':
          return appendEncryptedTally(tail, event.encryptedTally, event)
        case 'PartialDecryption':
          return appendPartialDecryption(tail, event.owner, event.partialDecryption)
        case 'Result':
          return appendResult(tail, event.result)
        case 'Setup':
          throw new Error('A second setup.')
      }
    })
  }
  return archive.bytes
}

export interface RawFile {
  readonly kind: 'data' | 'event'
  readonly text: string
}

/** An archive of files that only look like one: what is in them is anybody's. */
export function rawArchive(files: readonly RawFile[], header = '{"version":1,"timestamp":"7"}'): Uint8Array {
  const named = files.map(({ kind, text }) => [`${sha256Hex(text)}.${kind}.json`, text] as const)
  const parts = [['BELENIOS', header] as const, ...named].flatMap(([name, text]) => {
    const bytes = Buffer.from(text)
    return [tarHeader(name, bytes.length, 7), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return new Uint8Array(Buffer.concat(parts))
}
