import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadAsked, LoadTold } from './load.ts'
import { sampleCase } from './sample-case.ts'
import { ask, bundle, bundled, makeSettled, openWorker, removeFolder, signIn, startServer } from './system.ts'
import { kept, printTable, round } from './table.ts'

interface Usage {
  readonly rss: number
  readonly heapUsed: number
  readonly external: number
}

const steps = 10
const mb = (bytes: number) => round(bytes / 1_048_576)

async function probe(pid: number, file: string): Promise<Usage> {
  rmSync(file, { force: true })
  process.kill(pid, 'SIGUSR2')
  while (!existsSync(file)) await new Promise((settle) => setTimeout(settle, 20))
  return JSON.parse(readFileSync(file, 'utf8')) as Usage
}

/** The server's memory after collecting garbage, while it registers very many cases: it must not grow with them. */
export async function benchMemory(full: boolean): Promise<boolean> {
  const total = full ? 100_000 : 20_000
  await bundle('src/app/server/cli.ts', 'bench/load.ts', 'bench/memory-probe.ts')
  const data = await makeSettled()
  const file = join(data, 'memory.json')
  const node = ['--expose-gc', '--import', bundled('memory-probe')]
  const server = await startServer(data, { env: { MOFANG_PROBE: file, MOFANG_LOG: 'warn' }, node })
  const load = openWorker<LoadAsked, LoadTold>('load')
  try {
    const who = await signIn(server.url, 'zhiban')
    const { items } = await ask<{ items: { id: string; text: string }[] }>(server.url, who, 'registers.addresses', {
      words: '路',
    })
    const body = JSON.stringify({ command: '‹command›', input: sampleCase(items[0]!, '‹case›') })
    const target = {
      port: Number(new URL(server.url).port),
      path: `/api/${who.street}/cases.create`,
      cookie: who.cookie,
      body,
    }
    const rows: string[][] = []
    const used: Usage[] = []
    let [done, seconds] = [0, 0]
    for (let at = 0; at <= steps; at++) {
      if (at > 0) {
        const told = await load.run({ ...target, clients: 8, ms: 1e9, most: total / steps })
        if (told.refused > 0) throw new Error(`a creation was refused: ${told.said}`)
        done += told.done
        seconds = told.seconds
      }
      const usage = await probe(server.child.pid!, file)
      used.push(usage)
      rows.push([
        String(done),
        mb(usage.heapUsed),
        mb(usage.external),
        mb(usage.rss),
        at > 0 ? round(total / steps / seconds, 0) : '',
      ])
    }
    // The first steps fill caches and compile; from then on nothing may stay behind.
    const [early, late] = [used[2]!, used.at(-1)!]
    const perCase = (late.heapUsed + late.external - early.heapUsed - early.external) / ((total * (steps - 2)) / steps)
    const holds = perCase < 20 && late.rss < early.rss * 1.25
    printTable(
      `Memory of the server over ${total.toLocaleString('en')} cases, after collecting garbage: ${round(perCase)} bytes stay for a case (${kept(holds)}: < 20, and RSS < 1.25 ×)`,
      ['cases', 'heap MB', 'external MB', 'RSS MB', 'cases/s'],
      rows,
    )
    return holds
  } finally {
    load.close()
    await server.stop()
    await removeFolder(data)
  }
}
