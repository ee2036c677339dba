import type { EventType } from './archive.ts'
import { eventTypes } from './archive.ts'
import type { ArchiveFault, ArchiveLimits, ArchiveSource } from './archive-reader.ts'
import { readArchiveFiles } from './archive-reader.ts'
import { asRecord, fieldsInOrder, isCanonicalJson, isCount, isScalar, parseJson } from './strict-json.ts'

export type EventFault =
  | ArchiveFault
  | 'event_malformed'
  | 'event_unsupported'
  | 'event_out_of_order'
  | 'event_chain_broken'
  | 'event_height_wrong'
  | 'event_payload_missing'
  | 'event_payload_malformed'
  | 'data_unreferenced'

/** An event with everything that it refers to, in the texts of the archive. */
export type ArchiveEvent = { readonly hash: string; readonly height: number } & EventContent

export type EventContent =
  | {
      readonly type: 'Setup'
      readonly election: string
      readonly trustees: string
      readonly credentials: string
      readonly hashes: { readonly election: string; readonly trustees: string; readonly credentials: string }
    }
  | { readonly type: 'Ballot'; readonly ballot: string; readonly ballotHash: string }
  | { readonly type: 'EndBallots' }
  | {
      readonly type: 'EncryptedTally'
      readonly numTallied: number
      readonly totalWeight: number
      readonly encryptedTally: string
    }
  | { readonly type: 'PartialDecryption'; readonly owner: number; readonly partialDecryption: string }
  | { readonly type: 'Result'; readonly result: string }

export type ReadEvent =
  | { readonly ok: true; readonly value: ArchiveEvent }
  | { readonly ok: false; readonly error: EventFault; readonly where: string }

/** What may come after what; reading begins before any event. */
const followers: Record<EventType | 'nothing', readonly EventType[]> = {
  nothing: ['Setup'],
  Setup: ['Ballot', 'EndBallots'],
  Ballot: ['Ballot', 'EndBallots'],
  EndBallots: ['EncryptedTally'],
  EncryptedTally: ['PartialDecryption'],
  PartialDecryption: ['PartialDecryption', 'Result'],
  Result: [],
}

interface EventHead {
  readonly parent: unknown
  readonly height: unknown
  readonly type: EventType
  readonly payload: string | undefined
}

function eventHead(text: string): EventHead | 'event_malformed' | 'event_unsupported' {
  const event = asRecord(parseJson(text))
  if (!event) return 'event_malformed'
  const names = ['parent', 'height', 'type', 'payload'].filter((name) => name in event)
  if (!scalarsInOrder(event, names, text)) return 'event_malformed'
  const { parent, height, type, payload } = event
  if (payload !== undefined && typeof payload !== 'string') return 'event_malformed'
  const known = eventTypes.find((each) => each === type)
  return known ? { parent, height, type: known, payload } : 'event_unsupported'
}

/** Data that wait for the event that refers to them; each is referred to once. */
class Waiting {
  private readonly texts = new Map<unknown, string>()

  get size(): number {
    return this.texts.size
  }

  put(hash: string, text: string): void {
    this.texts.set(hash, text)
  }

  take(hash: unknown): string | undefined {
    const text = this.texts.get(hash)
    this.texts.delete(hash)
    return text
  }
}

/** The values where the text is just these fields, none of them nested, as JSON writes them. */
function scalarsInOrder(value: unknown, names: readonly string[], text: string): readonly unknown[] | undefined {
  const fields = fieldsInOrder(value, names)
  return fields?.every(isScalar) && isCanonicalJson(text, value) ? fields : undefined
}

function payloadFields(payload: string, names: readonly string[]): readonly unknown[] | undefined {
  return scalarsInOrder(parseJson(payload), names, payload)
}

type Content = EventContent | 'event_payload_missing' | 'event_payload_malformed'

function contentOf({ type, payload }: EventHead, waiting: Waiting): Content {
  if (type === 'EndBallots') return payload === undefined ? { type } : 'event_payload_malformed'
  const text = waiting.take(payload)
  if (text === undefined) return 'event_payload_missing'
  switch (type) {
    case 'Ballot':
      return { type, ballot: text, ballotHash: payload! }
    case 'Result':
      return { type, result: text }
    case 'Setup':
      return setupOf(text, waiting)
    case 'EncryptedTally': {
      const [numTallied, totalWeight, hash] =
        payloadFields(text, ['num_tallied', 'total_weight', 'encrypted_tally']) ?? []
      if (!isCount(numTallied) || !isCount(totalWeight)) return 'event_payload_malformed'
      const encryptedTally = waiting.take(hash)
      return encryptedTally === undefined ? 'event_payload_missing' : { type, numTallied, totalWeight, encryptedTally }
    }
    case 'PartialDecryption': {
      const [owner, hash] = payloadFields(text, ['owner', 'payload']) ?? []
      if (!isCount(owner)) return 'event_payload_malformed'
      const partialDecryption = waiting.take(hash)
      return partialDecryption === undefined ? 'event_payload_missing' : { type, owner, partialDecryption }
    }
  }
}

function setupOf(payload: string, waiting: Waiting): Content {
  const hashes = payloadFields(payload, ['election', 'trustees', 'credentials'])
  if (!hashes) return 'event_payload_malformed'
  const [election, trustees, credentials] = hashes.map((hash) => waiting.take(hash))
  if (election === undefined || trustees === undefined || credentials === undefined) return 'event_payload_missing'
  const [e, t, c] = hashes as readonly [string, string, string]
  return { type: 'Setup', election, trustees, credentials, hashes: { election: e, trustees: t, credentials: c } }
}

/** The chain of events; ends after the first fault, since what follows hangs on nothing. */
export async function* readArchiveEvents(source: ArchiveSource, limits?: ArchiveLimits): AsyncGenerator<ReadEvent> {
  const waiting = new Waiting()
  let last: EventType | 'nothing' = 'nothing'
  let parent: string | undefined
  let height = 0
  for await (const file of readArchiveFiles(source, limits)) {
    if (!file.ok) return yield file
    if (file.value.kind === 'header') continue
    const { hash, text } = file.value
    if (file.value.kind === 'data') {
      waiting.put(hash, text)
      continue
    }
    const fault = (error: EventFault): ReadEvent => ({ ok: false, error, where: `event ${height}` })
    const head = eventHead(text)
    if (typeof head === 'string') return yield fault(head)
    if (head.parent !== parent) return yield fault('event_chain_broken')
    if (head.height !== height) return yield fault('event_height_wrong')
    if (!followers[last].includes(head.type)) return yield fault('event_out_of_order')
    const content = contentOf(head, waiting)
    if (typeof content === 'string') return yield fault(content)
    if (waiting.size > 0) return yield fault('data_unreferenced')
    yield { ok: true, value: { hash, height, ...content } }
    last = head.type
    parent = hash
    height += 1
  }
  if (waiting.size > 0) yield { ok: false, error: 'data_unreferenced', where: `event ${height}` }
  if (last === 'nothing') yield { ok: false, error: 'event_out_of_order', where: 'event 0' }
}
