import { newId } from '#kernel/id'
import type { Database } from '#platform/db'
import { perform, type Actor } from '#platform/operations'
import { cases } from '#engines/cases/shared'
import { compose, roles } from '../src/app/server/composition.ts'
import type { BareAsked, BareTold } from './bare.ts'
import type { LoadAsked, LoadTold } from './load.ts'
import { record } from './record.ts'
import { sampleCase } from './sample-case.ts'
import { ask, bundle, makeSettled, openIn, openWorker, removeFolder, signIn, startServer } from './system.ts'
import { kept, median, printTable, round } from './table.ts'

const roundsOf = 5
const ms = 3000
const maxConnections = 12

/** The statements of one creation, and which of their texts are new each time. */
export async function recordCreation(
  database: Database,
  ownerUrl: string,
  street: string,
  address: { id: string; text: string },
) {
  const { implementations } = compose(database, { secret: 'only for the recording, never used', name: ownerUrl })
  const create = implementations.find(({ operation }) => operation.name === cases.create.name)!
  const rights = roles.find((role) => role.id === 'duty')!.may
  const actor = { ...(await someone(database, street)), can: new Set(rights) } as unknown as Actor
  const once = async () => {
    let made = { number: '', followCode: '' }
    const sent = await record(database, async () => {
      const asked = { street, actor, command: newId(), input: sampleCase(address, newId()) }
      const outcome = await perform({ database, now: () => new Date() }, create, asked)
      if (!outcome.ok) throw new Error(`the recording was refused: ${outcome.error}`)
      made = outcome.value as typeof made
    })
    return { sent, made }
  }
  await once()
  const [before, after] = [await once(), await once()]
  const uuids = (text: string) => [...text.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([id]) => id)
  const same = new Set(uuids(JSON.stringify(before.sent)))
  const ids = [...new Set(uuids(JSON.stringify(after.sent)))].filter((id) => !same.has(id))
  return { statements: after.sent, fresh: { ids, numbers: [after.made.number, after.made.followCode] } }
}

async function someone(database: Database, street: string) {
  const { rows } = await database.pool.query<{ id: string; accountId: string; name: string; unit: string }>(
    `select m.id, a.id as "accountId", m.name, m.unit from auth_accounts a cross join lateral memberships_of(a.id) m
     where a.username = 'zhiban' and m.street = $1`,
    [street],
  )
  return { kind: 'staff', ...rows[0]!, scope: { kind: 'street' }, roles: ['duty'] }
}

/** Creation over HTTP, durable and with a session, against its own statements sent bare: at least half the rate. */
export async function benchCreate(): Promise<boolean> {
  await bundle('src/app/server/cli.ts', 'bench/load.ts', 'bench/bare.ts')
  const data = await makeSettled()
  const server = await startServer(data)
  const [load, bare] = [openWorker<LoadAsked, LoadTold>('load'), openWorker<BareAsked, BareTold>('bare')]
  try {
    const who = await signIn(server.url, 'zhiban')
    const { items } = await ask<{ items: { id: string; text: string }[] }>(server.url, who, 'registers.addresses', {
      words: '路',
    })
    const opened = await openIn(data)
    const recorded = await recordCreation(opened.database, opened.ownerUrl, who.street, items[0]!)
    const { appUrl } = opened
    await opened.database.close()

    const body = JSON.stringify({ command: '‹command›', input: sampleCase(items[0]!, '‹case›') })
    const path = `/api/${who.street}/cases.create`
    const port = Number(new URL(server.url).port)
    const overHttp = (clients: number, time: number) =>
      load.run({ port, path, cookie: who.cookie, body, clients, ms: time })
    const sentBare = (clients: number, time: number) =>
      bare.run({ appUrl, maxConnections, ...recorded, clients, ms: time })

    await overHttp(8, ms)
    await sentBare(8, ms)
    const rows: string[][] = []
    let holds = true
    for (const clients of [1, 8, 32]) {
      const [http, raw]: [LoadTold[], BareTold[]] = [[], []]
      for (let at = 0; at < roundsOf; at++) {
        http.push(await overHttp(clients, ms))
        raw.push(await sentBare(clients, ms))
      }
      const refused = http.find((each) => each.refused > 0)
      if (refused) throw new Error(`a creation was refused: ${refused.said}`)
      const rate = (told: readonly { done: number; seconds: number }[]) =>
        median(told.map((each) => each.done / each.seconds))
      const ratio = rate(http) / rate(raw)
      holds &&= ratio >= 0.5
      const time = (told: readonly { p50: number; p99: number }[]) =>
        `${round(median(told.map((each) => each.p50)))} / ${round(median(told.map((each) => each.p99)))}`
      rows.push([
        String(clients),
        round(rate(http), 0),
        round(rate(raw), 0),
        round(ratio, 2),
        time(http),
        time(raw),
        kept(ratio >= 0.5),
      ])
    }
    printTable(
      `Create a case: over HTTP, signed in, durable, against its own ${recorded.statements.length} statements sent bare (median of ${roundsOf} interleaved rounds of ${ms / 1000} s)`,
      ['clients', 'HTTP/s', 'bare/s', 'ratio', 'HTTP ms p50 / p99', 'bare ms p50 / p99', '≥ 0.5'],
      rows,
    )
    return holds
  } finally {
    load.close()
    bare.close()
    await server.stop()
    await removeFolder(data)
  }
}
