import { z } from 'zod'
import type { Config } from '#platform/config'
import { streetsOf } from '#platform/db'
import { recompute } from '#engines/reports'
import { reportsOf } from './composition.ts'
import { openDatabaseOf } from './database.ts'
import type { Printed } from './verify-command.ts'

export const verifyReportUsage = `mofang verify report ID [--json]  按封存位置复算已签发报告的每个数据 / reckon every figure of a signed report again as of its seal`

/** `mofang verify report ID`: 0 when every sealed digit comes again and the seal is whole, 1 when not, 2 when asked wrongly. */
export async function verifyReportCommand(
  config: Config,
  given: readonly string[],
  { print, complain }: Printed,
): Promise<number> {
  const [id, ...flags] = given
  if (!z.uuid().safeParse(id).success || flags.some((flag) => flag !== '--json')) {
    complain(verifyReportUsage)
    return 2
  }
  const opened = await openDatabaseOf(config)
  try {
    for (const code of await streetsOf(opened.database)) {
      const done = await opened.database.transaction(code, (tx) => recompute(tx, reportsOf(opened.ownerUrl), code, id!))
      if (!done) continue
      const wrong = done.figures.filter((each) => !each.same)
      const isWhole = done.hash.now === done.hash.sealed
      if (flags.includes('--json')) print(JSON.stringify({ street: code, ...done }))
      else {
        print(`${code} ${done.title}`)
        for (const { sealed, shown } of wrong)
          print(`  ${sealed.label[0]}（${sealed.measure}）: 封存 sealed ${sealed.shown}, 复算 again ${shown ?? '—'}`)
        print(
          `  ${done.figures.length - wrong.length} / ${done.figures.length} 项一致 / figures come to the same digits`,
        )
        print(
          isWhole
            ? `  封存完好 / the seal is whole: ${done.hash.now}`
            : `  封存与校验值不符 / the seal does not match its hash: ${done.hash.sealed}`,
        )
      }
      return wrong.length === 0 && isWhole ? 0 : 1
    }
    complain(`没有这份已签发的报告 / there is no signed report ${id}`)
    return 2
  } finally {
    await opened.close()
  }
}
