// A process of its own: judges and writes one import, and says how long it took and how much memory it held.
import { sql } from 'kysely'
import { openDatabase } from '#platform/db'
import { baseTags, registersWith } from '#engines/registers/shared'
import { runImport, type ImportWorld } from '#engines/registers'

export interface ImportAsked {
  readonly appUrl: string
  readonly data: string
  readonly street: string
  readonly id: string
}

export interface ImportTold {
  readonly seconds: number
  readonly state: string
  /** Processor seconds of this process alone. */
  readonly cpu: number
  /** Bytes over what the process held before. */
  readonly peak: number
}

async function run({ appUrl, data, street, id }: ImportAsked): Promise<ImportTold> {
  const database = openDatabase(appUrl, { maxConnections: 4 })
  const world: ImportWorld = { database, data, registers: registersWith([]), tags: baseTags, now: () => new Date() }
  await database.transaction(street, (tx) => sql`select 1`.execute(tx))
  const base = process.memoryUsage().rss
  let peak = base
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await runImport(world, street, id)
  const seconds = (performance.now() - began) / 1000
  const used = process.cpuUsage(cpu)
  clearInterval(watch)
  const { rows } = await database.transaction(street, (tx) =>
    sql<{ state: string }>`select state from register_imports where id = ${id}`.execute(tx),
  )
  await database.close()
  return { seconds, state: rows[0]!.state, cpu: (used.user + used.system) / 1e6, peak: peak - base }
}

process.on('message', (asked: ImportAsked) => {
  run(asked).then(
    (told) => process.send!(told),
    (cause: unknown) => {
      console.error(cause)
      process.exit(1)
    },
  )
})
