import { sql } from 'kysely'
import { must } from '#kernel/assert'
import type { UnitId } from '#kernel/id'
import type { Command, SentTo } from '#kernel/operation'
import { calendarFrom, dueAt, holds } from '#model'
import type { KnownUnit } from '#engines/registers'
import { idFrom, type Actor } from '#platform/operations'
import {
  cases,
  limitsOf,
  routeCase,
  unitFor,
  valueOf,
  type AppealFinding,
  type AttachmentId,
  type Case,
  type CaseId,
  type CaseType,
  type FactFinding,
  type Outcome,
  type Parameters,
  type Satisfaction,
  type Sample,
  type Source,
} from '#engines/cases/shared'
import type { Cast } from './cast.ts'
import { answerText, factNote, feedbackText, firstContactNote } from './descriptions.ts'
import { tasksOf, type Player } from './player.ts'
import { between, type Rng } from './rng.ts'

export interface Walk {
  /** Names the case for ever: the ids of its commands follow from it. */
  readonly key: string
  readonly type: CaseType
  readonly source: Source
  readonly upstreamNo: string | null
  readonly category: string
  readonly title: string
  readonly text: string
  readonly answers: Sample['answers']
  readonly address: {
    readonly id: string
    readonly text: string
    readonly committee: string
    readonly grid: string
    readonly comprehensive: string | null
  }
  readonly caller: { readonly name: string; readonly phone: string } | null
  readonly reportedAt: Date
  readonly until: Sample['until'] | 'parked'
  readonly selfDisposed: boolean
  readonly finding: { readonly fact: FactFinding; readonly appeal: AppealFinding; readonly result: Outcome } | null
  readonly satisfaction: Satisfaction
  /** What share of its limit the handling takes: above 1 it is late. */
  readonly pace: number
}

/** A unit's own office hours decide when its working hours run out. */
const calendarOfUnit = (unit: KnownUnit) => calendarFrom(unit.officeHours ? { officeHours: unit.officeHours } : {})

export interface Stage {
  readonly player: Player
  readonly cast: Cast
  readonly parameters: Parameters
  /** Makes photos of a case arrive, as an upload would. */
  photo(key: string, at: Date): Promise<AttachmentId>
  photos(keys: readonly (readonly [key: string, at: Date])[]): Promise<void>
  /** Nothing is performed later than this. */
  readonly now: Date
}

const order: readonly Walk['until'][] = [
  'reported',
  'registered',
  'dispatched',
  'disposing',
  'checking',
  'visiting',
  'closed',
]
/** Names a photo of a case for ever, as its commands are named. */
export const photoKey = (walk: Pick<Walk, 'key'>, of: string, purpose: 'before' | 'after') =>
  `${walk.key}/${of}/${purpose}`
const minutes = (from: Date, count: number) => new Date(from.getTime() + count * 60_000)

/** Walks one case through the loop by the real operations, as far as it shall go. Returns its id. */
export async function walkCase(stage: Stage, walk: Walk, rng: Rng): Promise<CaseId> {
  const { player, cast } = stage
  const caseId = idFrom(walk.key) as CaseId
  let clock = walk.reportedAt
  const later = (from: number, to: number) => {
    clock = minutes(clock, from + rng() * (to - from))
    return clock
  }
  const moment = () => (clock > stage.now ? stage.now : clock)
  const reaches = (until: Walk['until']) =>
    walk.until === 'parked'
      ? until !== 'checking' && until !== 'visiting' && until !== 'closed'
      : order.indexOf(walk.until) >= order.indexOf(until)
  const play = <C extends Command>(command: C, actor: Actor, input: SentTo<C>, step: string) =>
    player.play(command, actor, input, moment(), idFrom(walk.key, step))
  const photo = (purpose: 'before' | 'after', of = 'lead') =>
    stage.photo(photoKey(walk, of, purpose), clock).then((id) => ({ id, purpose }))

  const finder = walk.source === 'inspector' ? cast.one('inspector', rng) : cast.one('duty', rng)
  const wantsPhotos = walk.type.proof !== 'none'
  await play(
    cases.create,
    finder,
    {
      caseId,
      type: walk.type.id,
      source: walk.source,
      upstreamNo: walk.upstreamNo,
      title: walk.title.slice(0, 100),
      description: walk.text,
      category: walk.category,
      answers: { ...walk.answers },
      addressId: walk.address.id,
      place: walk.address.text,
      callerName: walk.caller?.name ?? null,
      callerPhone: walk.caller?.phone ?? null,
      selfDisposed: walk.selfDisposed,
      photos: walk.selfDisposed && wantsPhotos ? [await photo('before'), await photo('after')] : [],
    },
    'create',
  )
  if (walk.selfDisposed) {
    if (!reaches('closed')) return caseId
    later(20, 90)
    await play(cases.check, cast.other('checker', [finder.id], rng), { caseId, passed: true }, 'check')
    return caseId
  }
  if (!reaches('registered')) return caseId
  const duty = cast.one('duty', rng)
  later(1, 8)
  await play(cases.accept, duty, { caseId }, 'accept')
  const { verify } = walk.type.steps
  const told: Partial<Case> = {
    type: walk.type.id,
    source: walk.source,
    category: walk.category,
    answers: walk.answers,
    committee: walk.address.committee,
    grid: walk.address.grid,
  }
  if (verify && holds(verify, (field) => valueOf(told, field), { now: clock.toISOString(), me: null, myUnit: null })) {
    later(10, 40)
    await play(cases.verify, cast.one('inspector', rng), { caseId, passed: true, note: '现场情况属实' }, 'verify')
  }
  later(1, 8)
  await play(cases.register, duty, { caseId }, 'register')
  if (!reaches('dispatched')) return caseId

  const record: Partial<Case> = { ...told, state: 'registered' }
  const proposals = routeCase(walk.type, record, clock.toISOString()).filter((outcome) => outcome.matched)
  const place = { committee: walk.address.committee, comprehensive: walk.address.comprehensive }
  const chosen = must(
    proposals.map(({ rule }) => ({ rule, unit: unitFor(rule.to, place, cast.units) })).find((each) => each.unit),
    `a unit for ${walk.type.id}`,
  )
  const lead = must(chosen.unit, 'unit')
  const assist = (chosen.rule.assist ?? [])
    .flatMap((to) => unitFor(to, place, cast.units)?.id ?? [])
    .filter((id) => id !== lead.id)
  later(2, 15)
  await play(
    cases.dispatch,
    duty,
    { caseId, unit: lead.id as UnitId, assist: assist as UnitId[], rule: chosen.rule.id },
    'dispatch',
  )
  const dispatchedAt = clock
  if (!reaches('disposing')) return caseId

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
        reviewOn: new Date(clock.getTime() + 90 * 86_400_000).toISOString().slice(0, 10),
      },
      'park',
    )
    later(30, 200)
    await play(
      cases.decide,
      cast.one('supervisor', rng),
      { caseId, recordId: (await pendingRecord(stage, caseId)) as never, approved: true },
      'approve',
    )
    return caseId
  }
  if (!reaches('checking')) return caseId

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
        clock.getTime()
      : 4 * 3_600_000
  const whole = Math.min(Math.max(within, 10 * 60_000), 20 * 86_400_000)
  for (let step = 1; step < limits.length; step++) {
    clock = new Date(clock.getTime() + (whole * walk.pace) / limits.length)
    await play(cases.completeStep, handler, { caseId, taskId: mine.id as never, note: '本阶段已完成' }, `step${step}`)
  }
  clock = new Date(clock.getTime() + (whole * walk.pace) / Math.max(limits.length, 1))
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
  if (!reaches('visiting')) return caseId
  later(20, 100)
  await play(cases.check, cast.other('checker', [handler.id], rng), { caseId, passed: true }, 'check')
  if (!walk.type.steps.visit || !reaches('closed')) return caseId
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
  return caseId
}

async function pendingRecord(stage: Stage, caseId: string): Promise<string> {
  return stage.player.database.transaction(stage.player.street, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from case_records where street = ${stage.player.street} and case_id = ${caseId} and state in ('pending', 'approved') and kind = 'parking' order by id desc limit 1`.execute(
      tx,
    )
    return must(rows[0]?.id, 'application')
  })
}

/** A number between, for paces and waits. */
export const share = (rng: Rng, from: number, to: number) =>
  between(rng, Math.round(from * 1000), Math.round(to * 1000)) / 1000
