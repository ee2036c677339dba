import { newId } from '#kernel/id'
import type { Command, SentTo } from '#kernel/operation'
import { perform, Refusal, sendFile, Unreachable } from '../operations/client.ts'
import { serverNow } from '../time/now.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { backOff, discard, hurry, nextToSend, settle, tryAgain, type Entry, type Outcome } from './queue.ts'
import { addAct, changeEntries, readEntries, readFile, type NewFile } from './store.ts'

export interface OutboxState {
  readonly entries: readonly Entry[]
  readonly sending: boolean
  /** The server asked to sign in again; nothing goes until then. */
  readonly signedOut: boolean
  /** False until what is stored has been read. */
  readonly ready: boolean
}

interface Said {
  readonly chain: string
  readonly files?: readonly NewFile[]
}

export interface Outbox {
  /** Writes the command down, then sends it as soon as the line allows. Resolves when it is written. */
  enqueue<C extends Command>(street: string, command: C, input: SentTo<C>, said: Said): Promise<string>
  tryAgain(id: string): Promise<void>
  discard(id: string): Promise<void>
  /** Tries now what waits out its back-off. */
  kick(): void
  signedInAs(user: string | null): void
  state(): OutboxState
  subscribe(listener: () => void): () => void
  /** Called when an act has arrived, with what the server answered. */
  onArrival(listener: (entry: Entry, answer: unknown) => void): () => void
}

const commandPatience = 45_000
const filePatience = 180_000

/** A line that swallows a request must not hold up everything behind it; the id makes a second arrival harmless. */
function within<T>(patience: number, sent: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unreachable('no answer')), patience)
  })
  return Promise.race([sent, tooLong]).finally(() => clearTimeout(timer))
}

async function send(entry: Entry): Promise<unknown> {
  if (entry.kind === 'command') {
    // `perform` reads the name only; the schema has served when the command was made.
    const command = { name: entry.operation } as Command
    return within(commandPatience, perform(entry.street, command, entry.input, { id: entry.id, at: entry.at }))
  }
  const file = await readFile(entry.id)
  if (!file) throw new Refusal(410, { code: 'file_lost', message: '照片已不在这部手机上，请重新拍摄。' })
  return within(filePatience, sendFile(entry.street, entry.id, file, entry.said))
}

function outcomeOf(thrown: unknown): Outcome {
  if (!(thrown instanceof Refusal)) return { kind: 'unreachable' }
  if (thrown.status === 401 || thrown.code === 'password_change_required') return { kind: 'signed_out' }
  if (thrown.status >= 500 || thrown.status === 429 || thrown.status === 408) return { kind: 'later' }
  const fields = thrown.fields.map((field) => `${field.path}: ${field.message}`).join('; ')
  return {
    kind: 'refused',
    status: thrown.status,
    code: thrown.code,
    message: fields ? `${thrown.message} (${fields})` : thrown.message,
  }
}

export function createOutbox(): Outbox {
  const listeners = new Set<() => void>()
  const arrivals = new Set<(entry: Entry, answer: unknown) => void>()
  const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('mofang-outbox')
  let state: OutboxState = { entries: [], sending: false, signedOut: false, ready: false }
  let user: string | null = null
  let draining = false
  let again = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(changed: Partial<OutboxState>): void {
    state = { ...state, ...changed }
    for (const listener of listeners) listener()
  }

  async function change(step: (entries: readonly Entry[]) => Entry[]): Promise<void> {
    show({ entries: await changeEntries(step), ready: true })
    tabs?.postMessage('changed')
  }

  async function reload(): Promise<void> {
    show({ entries: await readEntries(), ready: true })
  }

  function laterAt(instant: number): void {
    clearTimeout(timer)
    timer = setTimeout(drain, Math.max(0, instant - Date.now()))
  }

  async function attempt(entry: Entry): Promise<Outcome> {
    try {
      const answer = await send(entry)
      if (entry.kind === 'command') for (const listener of arrivals) listener(entry, answer)
      return { kind: 'done' }
    } catch (thrown) {
      return outcomeOf(thrown)
    }
  }

  async function sendAll(): Promise<void> {
    while (user !== null && !state.signedOut) {
      const next = nextToSend(await readEntries(), user, Date.now())
      if (next === null) return
      if ('waitUntil' in next) return laterAt(next.waitUntil)
      show({ sending: true })
      const { entry } = next
      const outcome = await attempt(entry)
      await change((entries) => settle(entries, entry.id, outcome, Date.now(), Math.random()))
      if (outcome.kind === 'signed_out') return show({ signedOut: true })
      if (outcome.kind === 'unreachable') return laterAt(Date.now() + backOff(failures++, Math.random()))
      failures = 0
    }
  }

  function drain(): void {
    if (draining) {
      again = true
      return
    }
    draining = true
    again = false
    oneAtATime(sendAll)
      // A full disk or a closed database: what is stored stays stored, and the next occasion tries again.
      .catch(() => laterAt(Date.now() + backOff(failures++, Math.random())))
      .finally(() => {
        draining = false
        show({ sending: false })
        if (again) drain()
      })
  }

  function kick(): void {
    // Another tab may have signed in meanwhile; if not, the next answer says so again.
    if (state.signedOut) show({ signedOut: false })
    failures = 0
    void change(hurry).then(drain)
  }

  tabs?.addEventListener('message', () => void reload())
  addEventListener('online', kick)
  addEventListener('pageshow', kick)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') kick()
  })
  void reload()

  return {
    async enqueue(street, command, input, { chain, files = [] }) {
      if (user === null) throw new Error('nobody is signed in')
      const id = newId()
      await addAct({ id, street, user, chain, at: serverNow().toISOString(), operation: command.name, input }, files)
      await reload()
      tabs?.postMessage('changed')
      drain()
      // Asks the browser not to clear this when space runs short; without an answer the work goes on as well.
      void navigator.storage?.persist?.()
      return id
    },
    async tryAgain(id) {
      await change((entries) => tryAgain(entries, id, newId()))
      drain()
    },
    async discard(id) {
      await change((entries) => discard(entries, id))
      drain()
    },
    kick,
    signedInAs(name) {
      user = name
      show({ signedOut: false })
      drain()
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onArrival(listener) {
      arrivals.add(listener)
      return () => arrivals.delete(listener)
    },
  }
}
