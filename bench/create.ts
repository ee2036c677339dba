import { newId } from '#kernel/id'
import { cases } from '#engines/cases/shared'
import type { BareAsked, BareTold } from './bare.ts'
import type { LoadAsked, LoadTold } from './load.ts'
import { openOfficer } from './officer.ts'
import { sampleCase } from './sample-case.ts'
import { ask, bundle, makeSettled, openIn, openWorker, removeFolder, signIn, startServer } from './system.ts'
import { kept, median, printTable, round } from './table.ts'

const roundsOf = 9
const ms = 1500
const maxConnections = 12

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
    const officer = await openOfficer(opened.database, opened.ownerUrl, who.street, 'zhiban', 'duty')
    const { statements, ids, answer } = await officer.recorded(() =>
      officer.act(cases.create.name, sampleCase(items[0]!, newId())),
    )
    const recorded = { statements, fresh: { ids, numbers: [answer['number']!, answer['followCode']!] } }
    const { appUrl } = opened
    await opened.database.close()

    const body = JSON.stringify({ command: '‹command›', input: sampleCase(items[0]!, '‹case›') })
    const path = `/api/${who.street}/cases.create`
    const port = Number(new URL(server.url).port)
    const overHttp = (clients: number, time: number) =>
      load.run({ port, path, cookie: who.cookie, body, clients, ms: time })
    const sentBare = (clients: number, time: number) =>
      bare.run({ appUrl, maxConnections, ...recorded, clients, ms: time })

    // Long enough for both to be compiled.
    for (let at = 0; at < 3; at++) await overHttp(8, ms)
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
