// A process of its own: sends recorded statements over the same pool and driver, and does nothing else.
import { openDatabase, type Database } from '#platform/db'
import { newId } from '#kernel/id'
import type { Statement } from './record.ts'
import { openSender } from './send-bare.ts'

export interface BareAsked {
  readonly appUrl: string
  readonly maxConnections: number
  readonly statements: readonly Statement[]
  /** Texts of the recording that must differ from one time to the next: ids, and numbers that are unique. */
  readonly fresh: { readonly ids: readonly string[]; readonly numbers: readonly string[] }
  readonly clients: number
  readonly ms: number
}

export interface BareTold {
  readonly done: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
}

let database: Database | undefined
let count = 0
const run = Math.floor(Date.now() / 1000).toString(36)

async function bare(asked: BareAsked): Promise<BareTold> {
  database ??= openDatabase(asked.appUrl, { maxConnections: asked.maxConnections })
  const { ids, numbers } = asked.fresh
  const send = openSender(database.pool, asked.statements, [...ids, ...numbers])
  const times: number[] = []
  const began = performance.now()
  const ends = began + asked.ms
  const client = async () => {
    for (let at = performance.now(); at < ends; at = performance.now()) {
      const made = new Map<string, string>()
      for (const id of ids) made.set(id, newId())
      count += 1
      for (const number of numbers) made.set(number, `${run}${count.toString(36)}`.padStart(number.length, '0'))
      await send(made)
      times.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: asked.clients }, client))
  const seconds = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0
  return { done: times.length, seconds, p50: at(0.5), p99: at(0.99) }
}

process.on('message', (asked: BareAsked) => {
  bare(asked).then(
    (told) => process.send!(told),
    (cause: unknown) => {
      console.error(cause)
      process.exit(1)
    },
  )
})
