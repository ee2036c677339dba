import { crash } from '../test/crashes.ts'
import { bundle, bundled, makeDiskFolder, removeFolder } from './system.ts'
import { kept, printTable, round } from './table.ts'

const kills = Number(process.env['MOFANG_CRASHES'] ?? 50)

/** kill -9 at random moments under load, sometimes with the database: nothing acknowledged is lost, nothing done twice. */
export async function benchCrash(): Promise<boolean> {
  await bundle('src/app/server/cli.ts')
  const data = makeDiskFolder()
  try {
    const told = await crash(data, [bundled('cli')], kills, String(Date.now()))
    const holds = told.faults.length === 0
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
      [
        [
          told.kills,
          told.killsOfDatabase,
          told.acknowledged,
          told.retried,
          told.cases,
          told.faults.length,
          `${round(told.slowestStart / 1000)} s`,
          kept(holds),
        ],
      ],
    )
    for (const fault of told.faults.slice(0, 20)) console.log(`  ${fault}`)
    return holds
  } finally {
    await removeFolder(data)
  }
}
