import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import type { Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { reports } from '#engines/reports/shared'
import { streets } from '#engines/registers/shared'
import { castOf } from './cast.ts'
import { playerOf } from './player.ts'
import { makeRng } from './rng.ts'

/** A draft of the running year's report in every street, with a remark of the reviewer's. */
export async function fillReports(
  database: Database,
  implementations: readonly Implementation[],
  now: Date,
): Promise<void> {
  const year = Number(shanghaiDate(now).slice(0, 4))
  for (const { code } of streets) {
    const rng = makeRng(`reports ${code}`)
    const cast = await castOf(database, code)
    const player = playerOf(database, code, implementations)
    const id = newId()
    await player.play(reports.make, cast.one('secretary', rng), { id, template: 'annual', year }, now)
    const remark = { commentId: newId(), id, block: 'b1', words: '导语请补充区委全会精神，全文控制在一万字以内。' }
    await player.play(reports.comment, cast.one('reviewer', rng), remark, now)
  }
}
