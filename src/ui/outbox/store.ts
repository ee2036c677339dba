import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { CommandEntry, Entry, FileEntry } from './queue.ts'

/** Bytes and not a Blob: some browsers lose a Blob's bytes when its page is closed. */
interface Kept {
  readonly type: string
  readonly bytes: ArrayBuffer
}

interface Lease {
  readonly holder: string
  readonly until: number
}

interface Schema extends DBSchema {
  entries: { key: number; value: Entry }
  files: { key: string; value: Kept }
  leases: { key: string; value: Lease }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('mofang-outbox', 1, {
    upgrade(db) {
      db.createObjectStore('entries', { keyPath: 'seq' })
      db.createObjectStore('files')
      db.createObjectStore('leases')
    },
    terminated() {
      opened = undefined
    },
  })
  return opened
}

export async function readEntries(): Promise<Entry[]> {
  return (await database()).getAll('entries')
}

export interface NewFile {
  readonly id: string
  readonly blob: Blob
  readonly at: string
  readonly said: FileEntry['said']
}

export type NewCommand = Pick<CommandEntry, 'id' | 'street' | 'user' | 'chain' | 'at' | 'operation' | 'input'>

/** Writes an act and its photos down, all or nothing, and on the disk before it answers. */
export async function addAct(command: NewCommand, files: readonly NewFile[]): Promise<void> {
  const kept = await Promise.all(
    files.map(async (file) => ({ type: file.blob.type, bytes: await file.blob.arrayBuffer() })),
  )
  const db = await database()
  const change = db.transaction(['entries', 'files'], 'readwrite', { durability: 'strict' })
  const entries = change.objectStore('entries')
  const last = await entries.openKeyCursor(null, 'prev')
  let seq = last ? last.key : 0
  const fresh = {
    street: command.street,
    user: command.user,
    chain: command.chain,
    tries: 0,
    notBefore: 0,
    refused: null,
  }
  const writes: Promise<unknown>[] = []
  for (const [index, file] of files.entries()) {
    writes.push(
      entries.add({ ...fresh, kind: 'file', id: file.id, seq: ++seq, at: file.at, sent: false, said: file.said }),
    )
    writes.push(change.objectStore('files').put(kept[index]!, file.id))
  }
  writes.push(
    entries.add({
      ...fresh,
      kind: 'command',
      id: command.id,
      seq: ++seq,
      at: command.at,
      operation: command.operation,
      input: command.input,
      files: files.map((file) => file.id),
    }),
  )
  await Promise.all([...writes, change.done])
}

/** One step of the queue's rules over what is stored; nothing comes between the reading and the writing. */
export async function changeEntries(step: (entries: readonly Entry[]) => Entry[]): Promise<Entry[]> {
  const db = await database()
  const change = db.transaction(['entries', 'files'], 'readwrite')
  const store = change.objectStore('entries')
  const before = await store.getAll()
  const after = step(before)
  const bySeq = new Map(after.map((entry) => [entry.seq, entry]))
  const writes: Promise<unknown>[] = []
  for (const entry of before) {
    const now = bySeq.get(entry.seq)
    if (now === entry) continue
    if (now) writes.push(store.put(now))
    else {
      writes.push(store.delete(entry.seq))
      if (entry.kind === 'file') writes.push(change.objectStore('files').delete(entry.id))
    }
  }
  await Promise.all([...writes, change.done])
  return after
}

export async function readFile(id: string): Promise<Blob | null> {
  const kept = await (await database()).get('files', id)
  return kept ? new Blob([kept.bytes], { type: kept.type }) : null
}

/** Takes or renews the right to send, for browsers without Web Locks; false while another tab has it. */
export async function takeLease(holder: string, until: number, now: number): Promise<boolean> {
  const change = (await database()).transaction('leases', 'readwrite')
  const held = await change.store.get('sender')
  const free = !held || held.holder === holder || held.until <= now
  if (free) await change.store.put({ holder, until }, 'sender')
  await change.done
  return free
}

export async function dropLease(holder: string): Promise<void> {
  const change = (await database()).transaction('leases', 'readwrite')
  if ((await change.store.get('sender'))?.holder === holder) await change.store.delete('sender')
  await change.done
}
