import { crash } from '../test/crashes.ts'
import { crashCasting } from '../test/crash-votes.ts'
import { bundle, bundled, makeDiskFolder, removeFolder } from './system.ts'
import { kept, printTable, round } from './table.ts'

const kills = Number(process.env['MOFANG_CRASHES'] ?? 50)
const seconds = (ms: number) => `${round(ms / 1000)} s`

/** Kills at random moments under load, sometimes with the database: nothing acknowledged is lost, nothing done twice. */
export async function benchCrash(full: boolean): Promise<boolean> {
  await bundle('src/app/server/cli.ts')
  const both = [await crashCases(), await crashVotes(full)]
  return both.every((holds) => holds)
}

async function onFolder<T>(run: (data: string) => Promise<T>): Promise<T> {
  const data = makeDiskFolder()
  try {
    return await run(data)
  } finally {
    await removeFolder(data)
  }
}

function told(faults: readonly string[]): boolean {
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`)
  return faults.length === 0
}

async function crashCases(): Promise<boolean> {
  const { killsOfDatabase, acknowledged, retried, cases, faults, slowestStart } = await onFolder((data) =>
    crash(data, [bundled('cli')], kills, String(Date.now())),
  )
  const holds = faults.length === 0
  printTable(
    `Killed with kill -9 at random moments while six clients work`,
    [
      'kills',
      'of these with the database',
      'acknowledged commands',
      'sent more than once',
      'cases',
      'lost, doubled, holes',
      'longest restart',
      '',
    ],
    [[kills, killsOfDatabase, acknowledged, retried, cases, faults.length, seconds(slowestStart), kept(holds)]],
  )
  return told(faults)
}

async function crashVotes(full: boolean): Promise<boolean> {
  const [owners, times] = full ? [3000, 20] : [300, 5]
  const faults: string[] = []
  const rows: (string | number)[][] = []
  for (const revotes of [false, true]) {
    const each = await onFolder((data) =>
      crashCasting(data, [bundled('cli')], { owners, kills: times, revotes, seed: String(Date.now()) }),
    )
    faults.push(...each.faults)
    rows.push([
      revotes ? 'every fourth votes again' : 'everyone once',
      owners,
      times,
      each.killsOfDatabase,
      each.underWay,
      each.acknowledged,
      each.retried,
      each.faults.length,
      `${round(each.seconds)} s`,
      seconds(each.slowestStart),
      kept(each.faults.length === 0),
    ])
  }
  printTable(
    'Killed with kill -9 while owners cast over HTTP; then closed, decrypted, published, verified, added up beside',
    [
      'votes',
      'owners',
      'kills',
      'of these with the database',
      'casts under way then',
      'acknowledged ballots',
      'sent more than once',
      'lost, doubled, wrong',
      'casting with restarts',
      'longest restart',
      '',
    ],
    rows,
  )
  return told(faults)
}
