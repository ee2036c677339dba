import { sha256Hex } from './hash.ts'

export const eventTypes = ['Setup', 'Ballot', 'EndBallots', 'EncryptedTally', 'PartialDecryption', 'Result'] as const
export type EventType = (typeof eventTypes)[number]

/** What a writer must remember of an archive to append to it; plain data. */
export interface ArchiveTail {
  /** The archive's one time stamp in Unix seconds: every file in it carries it, so that the bytes can be made again. */
  readonly timestamp: number
  /** Hash of the last event; absent before the first. */
  readonly parent?: string
  readonly height: number
}

export interface Appended {
  readonly bytes: Uint8Array
  readonly tail: ArchiveTail
}

const encoder = new TextEncoder()
export const tarBlock = 512

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0') + '\0'
}

/** The header of one file of an old-style tar: no magic, nobody's file, the archive's one time stamp. */
export function tarHeader(name: string, length: number, timestamp: number): Uint8Array {
  const header = new Uint8Array(tarBlock)
  const put = (offset: number, text: string) => header.set(encoder.encode(text), offset)
  put(0, name)
  put(100, octal(0o644, 7))
  put(108, octal(0, 7))
  put(116, octal(0, 7))
  put(124, octal(length, 11))
  put(136, octal(timestamp, 11))
  put(148, '        ')
  put(156, '0')
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(148, `${octal(sum, 6)} `)
  return header
}

/** Without zero blocks at the end of the archive, so that it only ever grows. */
function tarFile(name: string, content: Uint8Array, timestamp: number): Uint8Array {
  const file = new Uint8Array(tarBlock + Math.ceil(content.length / tarBlock) * tarBlock)
  file.set(tarHeader(name, content.length, timestamp))
  file.set(content, tarBlock)
  return file
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

function dataFile(text: string, timestamp: number): Uint8Array {
  return tarFile(`${sha256Hex(text)}.data.json`, encoder.encode(text), timestamp)
}

/** The last of `data` is what the event refers to; those before it are what that one refers to. */
function append(tail: ArchiveTail, type: EventType, data: readonly string[]): Appended {
  const payload = data.at(-1)
  const event = JSON.stringify({
    parent: tail.parent,
    height: tail.height,
    type,
    payload: payload === undefined ? undefined : sha256Hex(payload),
  })
  const hash = sha256Hex(event)
  const files = [
    ...data.map((text) => dataFile(text, tail.timestamp)),
    tarFile(`${hash}.event.json`, encoder.encode(event), tail.timestamp),
  ]
  return { bytes: joined(files), tail: { timestamp: tail.timestamp, parent: hash, height: tail.height + 1 } }
}

export interface ArchiveSetup {
  readonly timestamp: number
  readonly election: string
  readonly trustees: string
  readonly credentials: string
}

export function startArchive({ timestamp, election, trustees, credentials }: ArchiveSetup): Appended {
  const header = encoder.encode(JSON.stringify({ version: 1, timestamp: String(timestamp) }))
  const setup = JSON.stringify({
    election: sha256Hex(election),
    trustees: sha256Hex(trustees),
    credentials: sha256Hex(credentials),
  })
  const first = append({ timestamp, height: 0 }, 'Setup', [election, trustees, credentials, setup])
  return { bytes: joined([tarFile('BELENIOS', header, timestamp), first.bytes]), tail: first.tail }
}

export function appendBallot(tail: ArchiveTail, ballot: string): Appended {
  return append(tail, 'Ballot', [ballot])
}

export function appendEndBallots(tail: ArchiveTail): Appended {
  return append(tail, 'EndBallots', [])
}

export interface TallySize {
  readonly numTallied: number
  readonly totalWeight: number
}

export function appendEncryptedTally(tail: ArchiveTail, encryptedTally: string, size: TallySize): Appended {
  const sized = JSON.stringify({
    num_tallied: size.numTallied,
    total_weight: size.totalWeight,
    encrypted_tally: sha256Hex(encryptedTally),
  })
  return append(tail, 'EncryptedTally', [encryptedTally, sized])
}

/** `owner` counts from 1 over all trustees, the members of a threshold group one by one. */
export function appendPartialDecryption(tail: ArchiveTail, owner: number, partialDecryption: string): Appended {
  const owned = JSON.stringify({ owner, payload: sha256Hex(partialDecryption) })
  return append(tail, 'PartialDecryption', [partialDecryption, owned])
}

export function appendResult(tail: ArchiveTail, result: string): Appended {
  return append(tail, 'Result', [result])
}
