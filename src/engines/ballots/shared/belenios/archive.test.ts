import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  appendBallot,
  appendEncryptedTally,
  appendEndBallots,
  appendPartialDecryption,
  appendResult,
  groupNamed,
  readArchiveEvents,
  sha256Hex,
  startArchive,
  verifyArchive,
} from '#engines/ballots/shared'
import type { ArchiveEvent, ArchiveLimits } from '#engines/ballots/shared'
import { withoutTool } from '../../../../../test/belenios.ts'
import { aTestVote, ballotOf, countedArchive, TestArchive, toolVerdict } from '../../../../../test/belenios-votes.ts'
import { tarHeader } from './archive.ts'
import { archiveLimits } from './archive-reader.ts'

/** Made by belenios-tool 2.0: two of three in threshold, three weighted voters, a matter and an election by k of n. */
const recorded = new Uint8Array(readFileSync(new URL('vectors/threshold.bel', import.meta.url)))

async function read(source: Parameters<typeof readArchiveEvents>[0], limits?: ArchiveLimits): Promise<string[]> {
  const seen: string[] = []
  for await (const event of readArchiveEvents(source, limits)) seen.push(event.ok ? event.value.type : event.error)
  return seen
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('an archive made by belenios-tool', () => {
  it('is verified, whatever pieces it comes in', async () => {
    const whole = await verifyArchive(recorded)
    expect(whole.findings).toEqual([])
    expect(whole.summary).toMatchObject({ phase: 'result', numTallied: 3, totalWeight: 230, decryptedBy: [2, 4, 1] })
    expect(whole.summary.totals).toEqual([
      [150, 3, 77],
      [150, 227, 0],
    ])
    for (const size of [1000, 512, 70_000]) expect(await read(inPieces(recorded, size))).toEqual(await read(recorded))
  })

  it('comes out byte for byte when its events are written again', async () => {
    const events: ArchiveEvent[] = []
    for await (const event of readArchiveEvents(recorded)) if (event.ok) events.push(event.value)
    const [setup, ...rest] = events
    if (setup?.type !== 'Setup') throw new Error('An archive starts with its setup.')
    const archive = new TestArchive(startArchive({ timestamp: 1_795_324_475, ...setup }))
    for (const event of rest) {
      if (event.type === 'Ballot') archive.append((tail) => appendBallot(tail, event.ballot))
      if (event.type === 'EndBallots') archive.append(appendEndBallots)
      if (event.type === 'EncryptedTally') {
        archive.append((tail) => appendEncryptedTally(tail, event.encryptedTally, event))
      }
      if (event.type === 'PartialDecryption') {
        archive.append((tail) => appendPartialDecryption(tail, event.owner, event.partialDecryption))
      }
      if (event.type === 'Result') archive.append((tail) => appendResult(tail, event.result))
    }
    expect(Buffer.from(archive.bytes).equals(Buffer.from(recorded))).toBe(true)
  })
})

let sound: Uint8Array
let files: readonly { readonly at: number; readonly end: number }[]

beforeAll(async () => {
  const vote = await aTestVote({ group: groupNamed('BELENIOS-2048'), areas: [500, 300] })
  const ballots = [ballotOf(vote, 0, [[1, 0, 0]]), ballotOf(vote, 1, [[0, 1, 0]])]
  sound = countedArchive(vote, 'area', ballots).archive.bytes
  const found: { at: number; end: number }[] = []
  for (let at = 0; at < sound.length;) {
    const end = at + 512 + Math.ceil(lengthAt(at) / 512) * 512
    found.push({ at, end })
    at = end
  }
  files = found
})

function lengthAt(at: number): number {
  return Number.parseInt(Buffer.from(sound.subarray(at + 124, at + 135)).toString(), 8)
}

/** The archive's files in this order: 0 the header, 1 to 5 the setup, then two for each ballot. */
function ordered(...order: readonly number[]): Uint8Array {
  return new Uint8Array(Buffer.concat(order.map((i) => sound.subarray(files[i]!.at, files[i]!.end))))
}

function range(from: number, to = files.length): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

/** The archive with another name for its header, summed up anew. */
function renamed(name: string): Uint8Array {
  const header = tarHeader(name, lengthAt(0), 1_795_324_475)
  return new Uint8Array(Buffer.concat([header, sound.subarray(512)]))
}

function withByte(at: number, change: (byte: number) => number): Uint8Array {
  const bytes = Uint8Array.from(sound)
  bytes[at] = change(bytes[at]!)
  return bytes
}

const fileAt = (index: number) => () => `byte ${files[index]!.at}`
const lastFile = () => `byte ${files.at(-1)!.at}`
const end = () => `byte ${sound.length}`

const damaged: readonly (readonly [code: string, what: string, make: () => Uint8Array, where: () => string])[] = [
  ['archive_header_wrong', 'nothing at all', () => new Uint8Array(0), fileAt(0)],
  ['archive_header_wrong', 'no header', () => ordered(...range(1)), fileAt(0)],
  ['archive_header_wrong', 'a header of another name', () => renamed('BELENIOZ'), fileAt(0)],
  ['file_hash_wrong', 'a byte of a ballot changed', () => withByte(files[6]!.at + 700, (byte) => byte ^ 1), fileAt(6)],
  ['file_not_text', 'bytes that are no text', () => withByte(files[6]!.at + 700, () => 0xff), fileAt(6)],
  ['file_header_wrong', 'a date changed', () => withByte(files[6]!.at + 140, (byte) => byte ^ 1), fileAt(6)],
  [
    'file_header_wrong',
    'other permissions of a file',
    () => withByte(files[6]!.at + 104, (byte) => byte ^ 1),
    fileAt(6),
  ],
  ['file_header_wrong', 'a byte after the text of a file', () => withByte(files[5]!.end - 1, () => 1), fileAt(5)],
  ['archive_truncated', 'an end cut off', () => sound.subarray(0, sound.length - 512), lastFile],
  ['archive_truncated', 'half a header', () => sound.subarray(0, files.at(-1)!.at + 100), lastFile],
  [
    'file_header_wrong',
    'zero blocks at the end',
    () => new Uint8Array(Buffer.concat([sound, Buffer.alloc(1024)])),
    end,
  ],
  ['event_chain_broken', 'a ballot taken out', () => ordered(...range(0, 6), ...range(8)), () => 'event 1'],
  [
    'event_chain_broken',
    'ballots in another order',
    () => ordered(...range(0, 6), 8, 9, 6, 7, ...range(10)),
    () => 'event 1',
  ],
  ['file_repeated', 'a ballot twice', () => ordered(...range(0, 8), 6, ...range(8)), fileAt(8)],
  ['event_payload_missing', 'an event without its ballot', () => ordered(...range(0, 6), ...range(7)), () => 'event 1'],
  ['event_payload_missing', 'a setup without trustees', () => ordered(0, 1, ...range(3)), () => 'event 0'],
  ['data_unreferenced', 'a ballot whose event is missing', () => ordered(...range(0, 7)), () => 'event 1'],
  ['event_out_of_order', 'a header and nothing else', () => ordered(0), () => 'event 0'],
]

describe.each(damaged)('%s', (code, what, make, where) => {
  it(`is found: ${what}`, async () => {
    expect((await verifyArchive(make())).findings).toEqual([{ code, where: where(), detail: '' }])
    expect((await read(inPieces(make(), 300))).at(-1)).toBe(code)
  })

  it.skipIf(withoutTool)(`is found by belenios-tool: ${what}`, () => {
    expect(toolVerdict(make()).passed).toBe(false)
  })
})

it.skipIf(withoutTool)('belenios-tool takes the archive before it is damaged', () => {
  expect(toolVerdict(sound)).toMatchObject({ passed: true })
})

describe('reading', () => {
  it('ends where an archive is larger than allowed, not where it is as large', async () => {
    const largest = Math.max(...files.map(({ at }) => lengthAt(at)))
    const exact = { fileBytes: largest, archiveBytes: sound.length, files: files.length }
    expect(await read(sound, exact)).toEqual(await read(sound))
    expect((await read(sound, { ...exact, fileBytes: largest - 1 })).at(-1)).toBe('file_too_large')
    expect((await read(sound, { ...exact, archiveBytes: sound.length - 1 })).at(-1)).toBe('archive_too_large')
    expect((await read(sound, { ...exact, files: files.length - 1 })).at(-1)).toBe('too_many_files')
    expect((await read(sound, { ...archiveLimits, fileBytes: 1000 })).at(-1)).toBe('file_too_large')
    expect((await read(sound, { ...archiveLimits, archiveBytes: 20_000 })).at(-1)).toBe('archive_too_large')
    expect((await read(sound, { ...archiveLimits, files: 8 })).at(-1)).toBe('too_many_files')
  })

  it('does not wait for a file that says it is larger than any may be', async () => {
    for (const [length, code] of [
      [64 * 2 ** 20, 'archive_truncated'],
      [64 * 2 ** 20 + 1, 'file_too_large'],
    ] as const) {
      const header = tarHeader(`${sha256Hex('')}.data.json`, length, 1_795_324_475)
      expect((await read(new Uint8Array(Buffer.concat([sound, header])))).at(-1)).toBe(code)
    }
  })

  it('ends at a file of another name or another time', async () => {
    const hash = sha256Hex('')
    for (const name of ['ballot.json', `x${hash}.data.json`, `${hash}.data.json.x`]) {
      const named = new Uint8Array(Buffer.concat([sound, tarHeader(name, 0, 1_795_324_475)]))
      expect((await read(named)).at(-1)).toBe('file_name_wrong')
    }
    // The field has eleven digits and an end.
    for (const [length, time] of [
      [8 ** 11, 1_795_324_475],
      [0, 8 ** 11],
    ] as const) {
      const twelveDigits = new Uint8Array(Buffer.concat([sound, tarHeader(`${hash}.data.json`, length, time)]))
      expect((await read(twelveDigits)).at(-1)).toBe('file_header_wrong')
    }
    const later = new Uint8Array(Buffer.concat([sound, tarHeader(`${sha256Hex('')}.data.json`, 0, 1_795_324_476)]))
    expect((await read(later)).at(-1)).toBe('file_header_wrong')
  })

  it('lets go of what it reads from where it ends before it', async () => {
    let isLetGo = false
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* inPieces(new Uint8Array(2048), 1024)
      } finally {
        isLetGo = true
      }
    }
    expect(await read(source())).toEqual(['file_header_wrong'])
    expect(isLetGo).toBe(true)
  })

  it('refuses events that the count does not know or that come too late', async () => {
    const archive = startArchive({ timestamp: 1, election: 'e', trustees: 't', credentials: 'c' })
    const after = (...appended: ((tail: typeof archive.tail) => typeof archive)[]) =>
      read(appended.reduce((all, next) => all.append(next), new TestArchive(archive)).bytes)
    expect(await after(appendEndBallots, (tail) => appendBallot(tail, 'late'))).toEqual([
      'Setup',
      'EndBallots',
      'event_out_of_order',
    ])
    expect(await after((tail) => appendResult(tail, '{}'))).toEqual(['Setup', 'event_out_of_order'])
    expect(await after((tail) => appendBallot({ ...tail, height: 7 }, 'b'))).toEqual(['Setup', 'event_height_wrong'])
    expect(await after((tail) => appendBallot({ ...tail, parent: '0'.repeat(64) }, 'b'))).toEqual([
      'Setup',
      'event_chain_broken',
    ])
  })
})
