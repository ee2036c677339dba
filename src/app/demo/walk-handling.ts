import { sql } from 'kysely'
import { must } from '#kernel/assert'
import { calendarFrom, dueAt } from '#model'
import { cases, limitsOf, type Case } from '#engines/cases/shared'
import type { KnownUnit } from '#engines/registers'
import { answerText, factNote, feedbackText, firstContactNote } from './descriptions.ts'
import { tasksOf } from './player.ts'
import type { Dispatched } from './walk-intake.ts'
import type { Walking } from './walk.ts'

/** A unit's own office hours decide when its working hours run out. */
const calendarOfUnit = (unit: KnownUnit) => calendarFrom(unit.officeHours ? { officeHours: unit.officeHours } : {})

/** From the unit's signature to the visit after the case is settled, as far as it shall go. */
export async function handle(way: Walking, { lead, record, dispatchedAt }: Dispatched): Promise<void> {
  const { stage, walk, rng, caseId, wantsPhotos, later, moment, reaches, play, photo } = way
  const { player, cast } = stage
  if (!reaches('disposing')) return

  const handler = cast.handlerOf(lead.id)
  const tasks = await tasksOf(player, caseId)
  const mine = must(
    tasks.find((task) => task.role === 'lead'),
    'lead task',
  )
  later(10, 50)
  await play(cases.sign, handler, { caseId, taskId: mine.id as never }, 'sign')
  if (walk.type.steps.contact) {
    later(20, 120)
    await play(
      cases.contact,
      handler,
      {
        caseId,
        made: true,
        at: moment().toISOString(),
        person: walk.caller?.name ?? '诉求人',
        note: firstContactNote(rng),
      },
      'contact',
    )
  }
  if (walk.until === 'parked') {
    later(60, 600)
    await play(
      cases.applyParking,
      handler,
      {
        caseId,
        reason: 'ownership',
        note: '产权单位暂未明确，需协调后处置',
        reviewOn: new Date(way.clock.getTime() + 90 * 86_400_000).toISOString().slice(0, 10),
      },
      'park',
    )
    later(30, 200)
    await play(
      cases.decide,
      cast.one('supervisor', rng),
      { caseId, recordId: (await pendingRecord(way)) as never, approved: true },
      'approve',
    )
    return
  }
  if (!reaches('checking')) return

  const limits = limitsOf(
    walk.type,
    'dispose',
    { ...record, state: 'dispatched' } as Case,
    dispatchedAt.toISOString(),
    stage.parameters,
  )
  const within =
    limits.length > 0
      ? dueAt(dispatchedAt, { value: limits[0]!.value, unit: limits[0]!.unit }, calendarOfUnit(lead)).due.getTime() -
        way.clock.getTime()
      : 4 * 3_600_000
  const whole = Math.min(Math.max(within, 10 * 60_000), 20 * 86_400_000)
  for (let step = 1; step < limits.length; step++) {
    way.pass((whole * walk.pace) / limits.length)
    await play(cases.completeStep, handler, { caseId, taskId: mine.id as never, note: '本阶段已完成' }, `step${step}`)
  }
  way.pass((whole * walk.pace) / Math.max(limits.length, 1))
  if (walk.type.steps.answer) {
    const { fact, appeal, result } = walk.finding ?? ({ fact: 'true', appeal: 'reasonable', result: 'solved' } as const)
    await play(
      cases.answer,
      handler,
      {
        caseId,
        factFinding: fact,
        factNote: fact === 'true' ? null : factNote(fact, rng),
        appealFinding: appeal,
        appealNote: appeal === 'reasonable' ? null : '经核实，该诉求缺乏政策依据',
        result,
        way: 'phone',
        text: answerText(walk.category, { fact, result }, rng, walk.text),
      },
      'answer',
    )
    later(2, 10)
  }
  for (const task of tasks.filter((each) => each.role === 'assist')) {
    const helper = cast.handlerOf(task.unit)
    await play(
      cases.feedback,
      helper,
      {
        caseId,
        taskId: task.id as never,
        text: '已配合主办单位到场处置完毕',
        photos: wantsPhotos ? [await photo('before', task.id), await photo('after', task.id)] : [],
      },
      `assist-${task.unit}`,
    )
  }
  await play(
    cases.feedback,
    handler,
    {
      caseId,
      taskId: mine.id as never,
      text: feedbackText(walk.category, rng, walk.text),
      photos: wantsPhotos ? [await photo('before'), await photo('after')] : [],
    },
    'feedback',
  )
  if (!reaches('visiting')) return
  later(20, 100)
  await play(cases.check, cast.other('checker', [handler.id], rng), { caseId, passed: true }, 'check')
  if (!walk.type.steps.visit || !reaches('closed')) return
  later(30, 300)
  await play(
    cases.visit,
    cast.one('visitor', rng),
    {
      caseId,
      reached: true,
      contacted: true,
      solved: walk.finding ? walk.finding.result === 'solved' : true,
      satisfaction: walk.satisfaction,
      reason: walk.satisfaction === 'satisfied' ? null : '希望处理得更快一些',
      next: 'close',
    },
    'visit',
  )
}

async function pendingRecord({ stage, caseId }: Walking): Promise<string> {
  return stage.player.database.transaction(stage.player.street, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from case_records where street = ${stage.player.street} and case_id = ${caseId} and state in ('pending', 'approved') and kind = 'parking' order by id desc limit 1`.execute(
      tx,
    )
    return must(rows[0]?.id, 'application')
  })
}
