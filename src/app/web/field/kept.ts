import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Answers } from '#model'
import type { Photo } from '#engines/cases/shared'

/** An answer of the server as it was last heard, to work from where there is no line. */
export interface KeptAnswer {
  readonly value: unknown
  /** When it was asked (epoch milliseconds): what arrived later is not in it. */
  readonly at: number
}

export interface DraftPhoto extends Photo {
  readonly takenAt: string
  readonly lng?: number
  readonly lat?: number
}

/** What was begun and is not yet an act; it survives closing the app. */
export interface Draft {
  readonly photos: readonly DraftPhoto[]
  readonly text: string | null
  readonly answers: Answers
  /** Fields of one page that no other reads. */
  readonly more: Readonly<Record<string, string>>
}

export const emptyDraft: Draft = { photos: [], text: null, answers: {}, more: {} }

interface Schema extends DBSchema {
  answers: { key: string; value: KeptAnswer }
  drafts: { key: string; value: Draft }
  photos: { key: string; value: { type: string; bytes: ArrayBuffer } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('mofang-field', 1, {
    upgrade(db) {
      db.createObjectStore('answers')
      db.createObjectStore('drafts')
      db.createObjectStore('photos')
    },
    terminated() {
      opened = undefined
    },
  })
  return opened
}

const week = 7 * 24 * 3_600_000

/** Everything kept for one person, by the key of its question; what is older than a week is thrown away. */
export async function readKept(prefix: string): Promise<Map<string, KeptAnswer>> {
  const db = await database()
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  const [keys, values] = await Promise.all([db.getAllKeys('answers', range), db.getAll('answers', range)])
  const kept = new Map<string, KeptAnswer>()
  for (const [index, key] of keys.entries()) {
    const answer = values[index]!
    if (Date.now() - answer.at > week) await db.delete('answers', key)
    else kept.set(key.slice(prefix.length), answer)
  }
  return kept
}

export async function keep(key: string, answer: KeptAnswer): Promise<void> {
  await (await database()).put('answers', answer, key)
}

/** On signing out: nothing that the next person on this phone should see. What waits in the outbox stays. */
export async function forgetKept(): Promise<void> {
  const db = await database()
  await db.clear('answers')
  if ('caches' in globalThis) await caches.delete('mofang-photos')
}

export async function readDraft(key: string): Promise<Draft> {
  return (await (await database()).get('drafts', key)) ?? emptyDraft
}

export async function writeDraft(key: string, draft: Draft): Promise<void> {
  await (await database()).put('drafts', draft, key)
}

export async function addDraftPhoto(id: string, blob: Blob): Promise<void> {
  const bytes = await blob.arrayBuffer()
  await (await database()).put('photos', { type: blob.type, bytes }, id)
}

export async function readDraftPhoto(id: string): Promise<Blob | null> {
  const kept = await (await database()).get('photos', id)
  return kept ? new Blob([kept.bytes], { type: kept.type }) : null
}

/** The draft has become an act, which has its own copy of the photos. */
export async function dropDraft(key: string): Promise<void> {
  const db = await database()
  const draft = await db.get('drafts', key)
  await Promise.all([...(draft?.photos ?? []).map((photo) => db.delete('photos', photo.id)), db.delete('drafts', key)])
}
