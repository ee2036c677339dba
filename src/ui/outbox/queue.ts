/**
 * What waits on this phone to be sent, and the rules of its order. Pure: the same functions run over IndexedDB
 * and under the property tests. Entries are kept in the order in which they were made.
 */

/** A refusal as the server said it. */
export interface Refused {
  readonly status: number
  readonly code: string
  readonly message: string
}

interface Waiting {
  /** Under which the server performs it once: the command's own id, or the file's. */
  readonly id: string
  /** Ascends with the order of making. */
  readonly seq: number
  readonly street: string
  /** Who did it; only under this person's session is it sent. */
  readonly user: string
  /** What must stay in order: one case. */
  readonly chain: string
  /** When it was done, not when it was sent. */
  readonly at: string
  readonly tries: number
  /** Not to be tried before this instant (epoch milliseconds). */
  readonly notBefore: number
  readonly refused: Refused | null
}

export interface CommandEntry extends Waiting {
  readonly kind: 'command'
  readonly operation: string
  readonly input: unknown
  /** Files that the command names: it waits until the server has them. */
  readonly files: readonly string[]
}

/** Kept until the command that names it is through, so that it can be seen meanwhile and sent again. */
export interface FileEntry extends Waiting {
  readonly kind: 'file'
  readonly sent: boolean
  /** Said of the file when it is sent. */
  readonly said: { readonly takenAt?: string; readonly lng?: number; readonly lat?: number }
}

export type Entry = CommandEntry | FileEntry

/** What became of one attempt to send. */
export type Outcome =
  | { readonly kind: 'done' }
  /** The line or the server is down: nothing is known, the same is sent again. */
  | { readonly kind: 'unreachable' }
  /** Too many at once, or the server stumbled over this one: later, and others meanwhile. */
  | { readonly kind: 'later' }
  | { readonly kind: 'signed_out' }
  | ({ readonly kind: 'refused' } & Refused)

const second = 1000
const longestWait = 5 * 60 * second

/** 1, 2, 4 … seconds, at most five minutes; `jitter` in [0, 1) spreads the phones of a street after an outage. */
export function backOff(tries: number, jitter: number): number {
  const wait = Math.min(longestWait, second * 2 ** Math.min(tries, 20))
  return Math.round(wait * (0.5 + jitter / 2))
}

const bySeq = (a: Entry, b: Entry) => a.seq - b.seq

const isSent = (entry: Entry) => entry.kind === 'file' && entry.sent

/** The next to be sent for each chain: its oldest, unless that was refused. A refusal stops its own chain only. */
export function heads(entries: readonly Entry[]): Entry[] {
  const chains = new Map<string, Entry>()
  for (const entry of entries.filter((each) => !isSent(each)).sort(bySeq)) {
    const chain = `${entry.street}/${entry.chain}`
    if (!chains.has(chain)) chains.set(chain, entry)
  }
  return [...chains.values()].filter((entry) => entry.refused === null)
}

export type Next = { readonly entry: Entry } | { readonly waitUntil: number } | null

/** What to send now, or until when to wait, or null when there is nothing that this person can send. */
export function nextToSend(entries: readonly Entry[], user: string, now: number): Next {
  const mine = heads(entries.filter((entry) => entry.user === user))
  const due = mine.find((entry) => entry.notBefore <= now)
  if (due) return { entry: due }
  if (mine.length === 0) return null
  return { waitUntil: Math.min(...mine.map((entry) => entry.notBefore)) }
}

/** Files that no command waiting needs any longer. */
function withoutStray(entries: readonly Entry[]): Entry[] {
  const named = new Set(entries.flatMap((entry) => (entry.kind === 'command' ? entry.files : [])))
  return entries.filter((entry) => entry.kind === 'command' || named.has(entry.id))
}

/** The entries after an attempt: what is done leaves, what is refused stays to be seen, everything else waits its time. */
export function settle(entries: readonly Entry[], id: string, outcome: Outcome, now: number, jitter: number): Entry[] {
  const entry = entries.find((each) => each.id === id)
  if (!entry) return [...entries]
  const put = (changed: Entry) => entries.map((each) => (each.id === id ? changed : each))
  switch (outcome.kind) {
    case 'done':
      return entry.kind === 'file'
        ? put({ ...entry, sent: true })
        : withoutStray(entries.filter((each) => each.id !== id))
    case 'refused':
      return put({ ...entry, refused: { status: outcome.status, code: outcome.code, message: outcome.message } })
    case 'signed_out':
      return [...entries]
    case 'unreachable':
    case 'later':
      return put({ ...entry, tries: entry.tries + 1, notBefore: now + backOff(entry.tries, jitter) })
  }
}

/** The network is back, or the person looks: nothing waits out its back-off. */
export function hurry(entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => (entry.notBefore === 0 ? entry : { ...entry, notBefore: 0 }))
}

/**
 * Asks again what was refused. A command gets a new id, for under the old one it has its answer for ever; it keeps its
 * place and the time at which it was done, and its files go once more in case they were what was missing.
 */
export function tryAgain(entries: readonly Entry[], id: string, freshId: string): Entry[] {
  const entry = entries.find((each) => each.id === id)
  if (!entry?.refused) return [...entries]
  return entries.map((each) => {
    if (each.id === id)
      return { ...each, ...(each.kind === 'command' && { id: freshId }), refused: null, tries: 0, notBefore: 0 }
    if (each.kind === 'file' && entry.kind === 'command' && entry.files.includes(each.id))
      return { ...each, sent: false, refused: null }
    return each
  })
}

/** The input of a command without one of its files, wherever it lists { id }. */
export function withoutFile(input: unknown, id: string): unknown {
  if (Array.isArray(input))
    return input
      .filter((each) => !(each && typeof each === 'object' && (each as { id?: unknown }).id === id))
      .map((each) => withoutFile(each, id))
  if (!input || typeof input !== 'object') return input
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, withoutFile(value, id)]))
}

/**
 * Takes out what was refused and the person gave up. What is not refused stays: it may already have arrived.
 * A photo given up leaves its command, which then goes without it.
 */
export function discard(entries: readonly Entry[], id: string): Entry[] {
  const gone = entries.find((entry) => entry.id === id)
  if (!gone?.refused) return [...entries]
  const left = entries.filter((entry) => entry.id !== id)
  if (gone.kind === 'command') return withoutStray(left)
  return left.map((entry) =>
    entry.kind === 'command' && entry.files.includes(id)
      ? { ...entry, files: entry.files.filter((file) => file !== id), input: withoutFile(entry.input, id) }
      : entry,
  )
}

export interface Tally {
  /** Acts (files not counted) that wait to be sent. */
  readonly waiting: number
  /** Acts and files that the server refused, each stopping its chain. */
  readonly refused: number
  readonly photos: number
}

export function tally(entries: readonly Entry[]): Tally {
  return {
    waiting: entries.filter((entry) => entry.kind === 'command' && entry.refused === null).length,
    refused: entries.filter((entry) => entry.refused !== null).length,
    photos: entries.filter((entry) => entry.kind === 'file' && !entry.sent && entry.refused === null).length,
  }
}
