import { idFrom } from '#platform/operations'
import { must } from '#kernel/assert'
import { shanghaiDate } from '#kernel/time'
import type { UnitId } from '#kernel/id'
import { cases, type CaseId } from '#engines/cases/shared'
import { tasksOf } from './player.ts'
import type { Rng } from './rng.ts'
import { walkCase } from './walk-case.ts'
import { photoKey, type Stage, type Walk } from './walk.ts'

/** What does not go smoothly: returned, reworked, parked, supervised, asked to be extended, reported again. */
export const troubles = [
  'returned',
  'returned_twice',
  'reworked',
  'parked',
  'supervised',
  'extension',
  'urged',
  'repeated',
] as const
export type Trouble = (typeof troubles)[number]

/** Walks a case into trouble, by the operations with which people get into it. */
export async function makeTrouble(stage: Stage, walk: Walk, trouble: Trouble, rng: Rng): Promise<void> {
  const { player, cast } = stage
  if (trouble === 'parked') return void (await walkCase(stage, { ...walk, until: 'parked' }, rng))
  const caseId = await walkCase(stage, { ...walk, until: trouble === 'repeated' ? 'dispatched' : 'disposing' }, rng)
  // After everything that the walk did, and before now.
  const at = (share: number) => new Date(stage.now.getTime() - (1 - share) * 20 * 60_000)
  const id = (step: string) => idFrom(walk.key, trouble, step)
  const lead = async () =>
    must(
      (await tasksOf(player, caseId)).find((task) => task.role === 'lead'),
      'lead task',
    )

  const giveBack = async (time: Date, step: string) => {
    const task = await lead()
    await player.play(
      cases.returnOrder,
      cast.handlerOf(task.unit),
      { caseId, taskId: task.id as never, reason: 'not_ours', note: '经现场核对，该处不属本单位养护范围', photos: [] },
      time,
      id(step),
    )
  }
  switch (trouble) {
    case 'returned':
      return giveBack(at(0.3), 'return')
    case 'returned_twice': {
      await giveBack(at(0.2), 'return')
      const other = must(
        cast.units.find((unit) => unit.code === 'management'),
        'management office',
      )
      await player.play(
        cases.dispatch,
        cast.one('duty', rng),
        { caseId, unit: other.id as UnitId },
        at(0.4),
        id('again'),
      )
      return giveBack(at(0.6), 'return-again')
    }
    case 'reworked': {
      const task = await lead()
      const handler = cast.handlerOf(task.unit)
      const photos =
        walk.type.proof === 'none'
          ? []
          : await Promise.all(
              (['before', 'after'] as const).map(async (purpose) => ({
                id: await stage.photo(photoKey(walk, trouble, purpose), at(0.3)),
                purpose,
              })),
            )
      await player.play(
        cases.feedback,
        handler,
        { caseId, taskId: task.id as never, text: '已清理完毕', photos },
        at(0.3),
        id('feedback'),
      )
      return void (await player.play(
        cases.check,
        cast.other('checker', [handler.id], rng),
        { caseId, passed: false, reason: '现场仍有残留，请重新处置' },
        at(0.5),
        id('check'),
      ))
    }
    case 'supervised':
      return void (await player.play(
        cases.supervise,
        cast.one('supervisor', rng),
        {
          caseId,
          level: 2 + Math.floor(rng() * 2),
          demand: '请主办单位今日内到场处置并回复进展',
          dueOn: shanghaiDate(new Date(stage.now.getTime() + 86_400_000)),
        },
        at(0.5),
        id('supervise'),
      ))
    case 'extension': {
      const task = await lead()
      return void (await player.play(
        cases.applyExtension,
        cast.handlerOf(task.unit),
        {
          caseId,
          reason: '配件需订货，预计一周内到货更换',
          until: shanghaiDate(new Date(stage.now.getTime() + 9 * 86_400_000)),
        },
        at(0.5),
        id('extension'),
      ))
    }
    case 'urged':
      return void (await player.play(
        cases.urge,
        cast.one('duty', rng),
        { caseId, text: '来电人再次催问，请尽快联系' },
        at(0.5),
        id('urge'),
      ))
    case 'repeated': {
      const again = idFrom(walk.key, trouble, 'case') as CaseId
      return void (await player.play(
        cases.create,
        cast.one('duty', rng),
        {
          caseId: again,
          type: walk.type.id,
          source: walk.source === 'hotline' ? 'hotline' : 'phone',
          upstreamNo: walk.upstreamNo ? `${walk.upstreamNo}-2` : null,
          title: `${walk.title}（再次来电）`.slice(0, 100),
          description: walk.text,
          category: walk.category,
          answers: { ...walk.answers },
          addressId: walk.address.id,
          place: walk.address.text,
          callerName: walk.caller?.name ?? null,
          callerPhone: walk.caller?.phone ?? null,
          repeatOf: caseId,
        },
        at(0.6),
        id('create'),
      ))
    }
  }
}
