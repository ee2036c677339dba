import type { Config } from '#platform/config'
import { streetsOf } from '#platform/db'
import { ensureMeasures, uncountedMeasures, verifyMeasures, type WrongCell } from '#engines/indicators'
import { measuresOf } from './composition.ts'
import { openDatabaseOf } from './database.ts'

export const verifyUsage = `mofang verify measures  逐格重算指标并核对（--street 街道代码，--json，--repair 更正）/ count every figure anew and compare; --repair puts right what differs`

export interface Printed {
  print(line: string): void
  complain(line: string): void
}

const amounts = ({ numerator, denominator }: WrongCell['kept']) => `${numerator}/${denominator}`

function lineOf(street: string, cell: WrongCell): string {
  const where = cell.dimension === 'all' ? '' : ` ${cell.dimension}=${cell.member || '-'}`
  const heap = cell.heap < 0 ? '' : ` [${cell.heap}]`
  return `${street} ${cell.key} ${cell.grain} ${cell.day}${where}${heap}: 存 kept ${amounts(cell.kept)}, 应为 should be ${amounts(cell.counted)}`
}

/** `mofang verify measures`: 0 when every figure is what the cases say, 1 when one is not, 2 when asked wrongly. */
export async function verifyCommand(
  config: Config,
  given: readonly string[],
  { print, complain }: Printed,
): Promise<number> {
  const [what, ...rest] = given
  const at = rest.indexOf('--street')
  const street = at >= 0 ? rest[at + 1] : undefined
  const flags = rest.filter((word, index) => index !== at && (at < 0 || index !== at + 1))
  const unknown = flags.filter((flag) => flag !== '--json' && flag !== '--repair')
  if (what !== 'measures' || unknown.length > 0 || (at >= 0 && !/^\d{9}$/.test(street ?? ''))) {
    complain(verifyUsage)
    return 2
  }
  const [json, repair] = [flags.includes('--json'), flags.includes('--repair')]
  const opened = await openDatabaseOf(config)
  try {
    const streets = (await streetsOf(opened.database)).filter((code) => street === undefined || code === street)
    if (street !== undefined && streets.length === 0) {
      complain(`没有这个街道 / there is no street ${street}`)
      return 2
    }
    const deps = measuresOf(opened.ownerUrl)
    const found: { street: string; uncounted: readonly string[]; wrong: readonly WrongCell[] }[] = []
    for (const code of streets) {
      if (repair) await ensureMeasures(opened.database, deps, code)
      const uncounted = await uncountedMeasures(opened.database, deps, code)
      found.push({ street: code, uncounted, wrong: await verifyMeasures(opened.database, deps, code, { repair }) })
    }
    const total = found.reduce((sum, { wrong }) => sum + wrong.length, 0)
    const missing = found.reduce((sum, { uncounted }) => sum + uncounted.length, 0)
    if (json) print(JSON.stringify({ repaired: repair, streets: found }))
    else {
      for (const { street: code, uncounted, wrong } of found) {
        for (const key of uncounted) print(`${code} ${key}: 尚未统计 / not counted yet`)
        for (const cell of wrong) print(lineOf(code, cell))
      }
      if (missing > 0)
        print(
          `${missing} 项尚未统计，启动平台或用 --repair 统计 / ${missing} are not counted yet: start Mofang, or use --repair`,
        )
      if (total > 0)
        print(
          `${total} 格不符${repair ? '，已更正' : '，用 --repair 更正'} / ${total} cells differ${repair ? ' and were put right' : '; --repair puts them right'}`,
        )
      if (total + missing === 0)
        print(
          `${streets.length} 个街道的指标与案件一致 / the figures of ${streets.length} streets are what the cases say`,
        )
    }
    return (total === 0 && missing === 0) || repair ? 0 : 1
  } finally {
    await opened.close()
  }
}
