import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '#platform/db'
import { readPlan } from '../src/app/demo/replay.ts'
import type { Flow } from '../src/app/demo/plan.ts'
import { bundle, bundled, makeSettled, removeFolder } from './system.ts'
import { kept, printTable, round } from './table.ts'

const wanted = 3000
const promised = 150

/** The year's plan with every count cut in the same proportion. */
function cutPlan() {
  const plan = readPlan('changshou-2023')
  const total = plan.flows.reduce((sum, flow) => sum + flow.found, 0)
  const cut = (count: number) => Math.floor((count * wanted) / total)
  /** Counts that must add up to the closed ones: the first takes what rounding left over. */
  const share = (counts: Readonly<Record<string, number | undefined>>, closed: number) => {
    const all = Object.entries(counts).map(([key, count]) => [key, cut(count ?? 0)] as const)
    if (all.length === 0) return {}
    const rest = closed - all.slice(1).reduce((sum, [, count]) => sum + count, 0)
    return Object.fromEntries([[all[0]![0], rest], ...all.slice(1)])
  }
  const flows = plan.flows.map((flow): Flow => {
    const [found, closed] = [cut(flow.found), cut(flow.closed)]
    const smaller = {
      found,
      closed,
      parked: cut(flow.parked),
      selfDisposed: cut(flow.selfDisposed),
      late: cut(flow.late),
    }
    return { ...flow, ...smaller, facts: share(flow.facts, closed), results: share(flow.results, closed) }
  })
  return { ...plan, id: 'bench', flows }
}

/** `mofang replay` of a plan of about three thousand cases, through the real operations: at least 150 cases a second. */
export async function benchReplay(): Promise<boolean> {
  await bundle('src/app/server/cli.ts')
  const data = await makeSettled()
  try {
    const file = join(data, 'plan.json')
    writeFileSync(file, JSON.stringify(cutPlan()))
    const load = loadavg()[0]!
    const said = await run(data, file)
    const [, cases, commands, seconds] = /(\d+) 件 cases（.*?(\d+) 次办理 commands，([\d.]+) 秒/.exec(said) ?? []
    if (!cases) throw new Error(`the replay said:\n${said}`)
    const rate = Number(cases) / Number(seconds)
    const holds = rate >= promised
    printTable(
      'Replay of a cut plan through the real operations',
      ['cases', 'commands', 'seconds', 'cases/s', 'commands/s', 'load before', `≥ ${promised} on two idle cores`],
      [
        [
          cases,
          commands!,
          seconds!,
          round(rate, 0),
          round(Number(commands) / Number(seconds), 0),
          round(load),
          kept(holds),
        ],
      ],
    )
    return holds
  } finally {
    await removeFolder(data)
  }
}

function run(data: string, plan: string): Promise<string> {
  const env = { ...process.env, NODE_ENV: 'production', MOFANG_DATA: data, MOFANG_DEMO: 'off' }
  const child = spawn(process.execPath, [bundled('cli'), 'replay', plan], {
    cwd: packageRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((settle, reject) =>
    child.on('exit', (code) => (code === 0 ? settle(said) : reject(new Error(`replay ended with ${code}: ${said}`)))),
  )
}
