import { err, ok, type Result } from '#kernel/result'
import type { UnitId } from '#kernel/id'
import { addDays, shanghaiDate, startOfDay } from '#kernel/time'
import { pointAt, type Limit } from '#model'
import type { CaseFile, CaseRecord, Instant, PromiseId, RecordId, RecordOf } from '../case.ts'
import type { ParkingReason } from '../vocabulary.ts'
import { settingOf, type Deciding } from '../limits.ts'
import {
  draftOf,
  file,
  finished,
  keep,
  leadTask,
  openDeadlines,
  pauseAll,
  promise,
  release,
  resumeAll,
  startUntil,
  type Draft,
} from './file.ts'

const endOf = (day: string): Instant => new Date(startOfDay(addDays(day, 1)).getTime() - 1).toISOString()

/** 延期: asked before the deadline, a bounded number of times and by a bounded number of days. */
export function applyForExtension(
  found: CaseFile,
  said: { reason: string; until: string },
  deciding: Deciding,
): Result<
  CaseFile,
  'wrong_state' | 'not_your_unit' | 'deadline_passed' | 'no_extension_left' | 'extension_too_long' | 'already_pending'
> {
  const { now, parameters } = deciding
  const lead = leadTask(found)
  if (!lead || (found.case.state !== 'dispatched' && found.case.state !== 'disposing') || found.case.parked)
    return err('wrong_state')
  if (lead.unit !== deciding.actor.unit) return err('not_your_unit')
  if (
    found.records.some(
      (record) => record.kind === 'extension' && record.state === 'pending' && record.taskId === lead.id,
    )
  )
    return err('already_pending')
  const bound = [...openDeadlines(found, 'dispose', lead), ...openDeadlines(found, 'complete')]
  if (bound.length === 0) return err('wrong_state')
  if (bound.some((deadline) => deadline.dueAt < now)) return err('deadline_passed')
  if (found.case.extensionCount >= settingOf(parameters, 'cases.extension.times', now)) return err('no_extension_left')
  const latest = bound.reduce((most, deadline) => (deadline.dueAt > most ? deadline.dueAt : most), now)
  const most = addDays(shanghaiDate(new Date(latest)), settingOf(parameters, 'cases.extension.days', now))
  if (said.until > most || endOf(said.until) <= latest) return err('extension_too_long')
  const draft = draftOf(found)
  file(draft, 'extension', said, deciding, { task: lead, state: 'pending' })
  return ok(finished(draft))
}

/** 挂账: cannot be solved now for an objective cause; a leader approves, and a review date is promised. */
export function applyForParking(
  found: CaseFile,
  said: { reason: ParkingReason; note: string; reviewOn: string; excludedFromKpi: boolean },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'not_your_unit' | 'review_in_past' | 'already_pending'> {
  if (!['registered', 'dispatched', 'disposing'].includes(found.case.state) || found.case.parked)
    return err('wrong_state')
  // Not yet with a unit, whoever may apply does; then only the unit that has it.
  const lead = leadTask(found)
  if (lead && found.case.state !== 'registered' && lead.unit !== deciding.actor.unit) return err('not_your_unit')
  if (said.reviewOn <= shanghaiDate(new Date(deciding.now))) return err('review_in_past')
  if (found.records.some((record) => record.kind === 'parking' && record.state === 'pending'))
    return err('already_pending')
  const draft = draftOf(found)
  file(draft, 'parking', said, deciding, { state: 'pending' })
  return ok(finished(draft))
}

function extend(draft: Draft, record: RecordOf<'extension'>, deciding: Deciding): void {
  const lead = leadTask(draft)
  const due = endOf(record.body.until)
  for (const deadline of [...openDeadlines(draft, 'dispose', lead ?? null), ...openDeadlines(draft, 'complete')]) {
    if (deadline.dueAt >= due) continue
    const limit: Limit = { value: deadline.limitValue, unit: 'URGENT_HOUR' }
    const calendar = deciding.calendar(lead?.unit ?? null)
    const [start, end] = [new Date(deciding.now), new Date(due)]
    Object.assign(deadline, {
      dueAt: due,
      halfAt: pointAt(start, end, 0.5, limit, calendar).toISOString(),
      orangeAt: pointAt(start, end, 0.8, limit, calendar).toISOString(),
      movedBy: record.id,
    })
  }
  draft.case.extensionCount += 1
}

function park(draft: Draft, record: RecordOf<'parking'>, deciding: Deciding): void {
  draft.case.parked = true
  pauseAll(draft, deciding.now)
  startUntil(draft, 'review', 'cases.parking.review', endOf(record.body.reviewOn), deciding)
}

/** The case may have gone on since it was asked for: then there is nothing left to grant. */
function isGrantable(found: CaseFile, record: CaseRecord): boolean {
  const { state, parked } = found.case
  if (parked) return false
  if (record.kind === 'parking') return ['registered', 'dispatched', 'disposing'].includes(state)
  return (state === 'dispatched' || state === 'disposing') && leadTask(found)?.id === record.taskId
}

type Decided = Result<CaseFile, 'record_not_found' | 'already_decided' | 'approver_is_applicant' | 'wrong_state'>

/** Approval or refusal of an application, by someone other than who applied. */
export function decideApplication(
  found: CaseFile,
  recordId: RecordId,
  said: { approved: boolean },
  deciding: Deciding,
): Decided {
  const draft = draftOf(found)
  const record = draft.records.find((each) => each.id === recordId)
  if (!record || (record.kind !== 'extension' && record.kind !== 'parking')) return err('record_not_found')
  if (record.state !== 'pending') return err('already_decided')
  if (record.by === deciding.actor.id) return err('approver_is_applicant')
  if (said.approved && !isGrantable(found, record)) return err('wrong_state')
  Object.assign(record, {
    state: said.approved ? 'approved' : 'refused',
    decidedAt: deciding.now,
    decidedBy: deciding.actor.id,
  })
  if (said.approved && record.kind === 'extension') extend(draft, record, deciding)
  if (said.approved && record.kind === 'parking') park(draft, record, deciding)
  return ok(finished(draft))
}

/** The cause is gone, or the review says so: every clock goes on from where it stood. */
export function unparkCase(found: CaseFile, note: string, deciding: Deciding): Result<CaseFile, 'wrong_state'> {
  if (!found.case.parked) return err('wrong_state')
  const draft = draftOf(found)
  draft.case.parked = false
  keep(draft, 'review', deciding.now)
  const record = file(draft, 'note', { text: note }, deciding)
  resumeAll(draft, deciding, record.id)
  return ok(finished(draft))
}

export function superviseCase(
  found: CaseFile,
  said: { level: number; demand: string; dueOn: string },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'review_in_past'> {
  if (!found.case.open || found.case.registeredAt === null) return err('wrong_state')
  const dueAt = endOf(said.dueOn)
  if (dueAt < deciding.now) return err('review_in_past')
  const draft = draftOf(found)
  draft.case.supervised = Math.max(draft.case.supervised, said.level)
  const order = file(draft, 'supervision', { level: said.level, demand: said.demand, dueAt, reply: null }, deciding, {
    task: leadTask(found) ?? null,
    state: 'pending',
  })
  const clock = startUntil(draft, 'supervision', 'cases.supervision.reply', dueAt, deciding)
  // An order and its clock carry one id: there may be several of both.
  Object.assign(clock, { id: order.id as string as PromiseId })
  return ok(finished(draft))
}

export function replyToSupervision(
  found: CaseFile,
  recordId: RecordId,
  reply: string,
  deciding: Deciding,
): Result<CaseFile, 'record_not_found' | 'already_decided' | 'not_your_unit'> {
  const draft = draftOf(found)
  const record = draft.records.find(
    (each): each is RecordOf<'supervision'> & CaseRecord => each.id === recordId && each.kind === 'supervision',
  )
  if (!record) return err('record_not_found')
  if (record.state !== 'pending') return err('already_decided')
  const lead = leadTask(found)
  if (!lead || lead.unit !== deciding.actor.unit) return err('not_your_unit')
  Object.assign(record, {
    state: 'replied',
    decidedAt: deciding.now,
    decidedBy: deciding.actor.id,
    body: { ...record.body, reply },
  })
  const clock = draft.deadlines.find((each) => (each.id as string) === recordId)
  if (clock && (clock.state === 'running' || clock.state === 'paused'))
    Object.assign(clock, { state: 'met', metAt: deciding.now, pausedAt: null })
  return ok(finished(draft))
}

/** 联席会商: after two returns the units meet and the meeting names who does it; that unit may not return it again. */
export function consultOn(
  found: CaseFile,
  said: { units: readonly UnitId[]; namedUnit: UnitId; minutes: string },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'not_needed' | 'unit_not_present'> {
  if (found.case.state !== 'registered') return err('wrong_state')
  if (!found.case.difficult) return err('not_needed')
  if (!said.units.includes(said.namedUnit)) return err('unit_not_present')
  const draft = draftOf(found)
  file(draft, 'consultation', said, deciding)
  draft.case.namedUnit = said.namedUnit
  release(draft, (deadline) => deadline.kind === 'dispatch')
  promise(draft, 'dispatch', deciding)
  return ok(finished(draft))
}

export function urgeCase(found: CaseFile, text: string, deciding: Deciding): Result<CaseFile, 'wrong_state'> {
  if (!found.case.open) return err('wrong_state')
  const draft = draftOf(found)
  file(draft, 'urge', { text }, deciding, { task: leadTask(found) ?? null })
  if (draft.case.supervised === 0) draft.case.supervised = 1
  return ok(finished(draft))
}

export function addNote(
  found: CaseFile,
  text: string,
  photos: RecordOf<'note'>['photos'],
  deciding: Deciding,
): Result<CaseFile, never> {
  const draft = draftOf(found)
  file(draft, 'note', { text }, deciding, { photos })
  return ok(finished(draft))
}
