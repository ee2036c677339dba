import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { useCallback, useState } from 'react'
import { newId } from '#kernel/id'
import type { Answers } from '#model'

export interface ReportPhoto {
  readonly id: string
  readonly takenAt: string
}

/** A report that is not yet sent, kept on this phone under ids of its own, so that sending it twice is sending it once. */
export interface ReportDraft {
  readonly caseId: string
  readonly command: string
  readonly type: string | null
  readonly group: string | null
  readonly category: string | null
  readonly place: string
  readonly addressId: string | null
  readonly lng: number | null
  readonly lat: number | null
  readonly photos: readonly ReportPhoto[]
  readonly words: string
  readonly answers: Answers
  readonly name: string
  readonly phone: string
  /** It was sent and the outcome is not known: it may have arrived, and is only sent again as it was. */
  readonly sending: boolean
}

export interface SentReport {
  readonly code: string
  readonly number: string
  readonly title: string
  readonly at: string
}

export function freshDraft(): ReportDraft {
  return {
    caseId: newId(),
    command: newId(),
    type: null,
    group: null,
    category: null,
    place: '',
    addressId: null,
    lng: null,
    lat: null,
    photos: [],
    words: '',
    answers: {},
    name: '',
    phone: '',
    sending: false,
  }
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A full or forbidden storage: the draft then lasts as long as the page.
  }
}

const draftKey = (street: string) => `mofang.me.draft.${street}`
const sentKey = (street: string) => `mofang.me.sent.${street}`

export function readDraft(street: string): ReportDraft | null {
  return read<ReportDraft>(draftKey(street))
}

export function useReportDraft(street: string) {
  const [draft, setDraft] = useState<ReportDraft>(() => readDraft(street) ?? freshDraft())
  const change = useCallback(
    (changed: Partial<ReportDraft>) =>
      setDraft((before) => {
        const after = { ...before, ...changed }
        write(draftKey(street), after)
        return after
      }),
    [street],
  )
  return { draft, change }
}

export function dropDraft(street: string): void {
  localStorage.removeItem(draftKey(street))
}

export function sentReports(street: string): readonly SentReport[] {
  return read<SentReport[]>(sentKey(street)) ?? []
}

export function rememberSent(street: string, sent: SentReport): void {
  write(sentKey(street), [sent, ...sentReports(street).filter((each) => each.code !== sent.code)].slice(0, 20))
}

interface Schema extends DBSchema {
  photos: { key: string; value: { type: string; bytes: ArrayBuffer } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined
/** Where no database may be opened (private windows of old browsers), photos last as long as the page. */
const inMemory = new Map<string, Blob>()

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('mofang-me', 1, { upgrade: (db) => void db.createObjectStore('photos') })
  return opened
}

export async function keepPhoto(id: string, blob: Blob): Promise<void> {
  inMemory.set(id, blob)
  try {
    const bytes = await new Response(blob).arrayBuffer()
    await (await database()).put('photos', { type: blob.type, bytes }, id)
  } catch {
    opened = undefined
  }
}

export async function readPhoto(id: string): Promise<Blob | null> {
  const held = inMemory.get(id)
  if (held) return held
  try {
    const kept = await (await database()).get('photos', id)
    return kept ? new Blob([kept.bytes], { type: kept.type }) : null
  } catch {
    return null
  }
}

export async function dropPhotos(ids: readonly string[]): Promise<void> {
  for (const id of ids) inMemory.delete(id)
  try {
    const db = await database()
    await Promise.all(ids.map((id) => db.delete('photos', id)))
  } catch {
    opened = undefined
  }
}
