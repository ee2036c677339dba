import { err, ok, type Result } from '#kernel/result'
import type { UnitId } from '#kernel/id'
import type { Answers } from '#model'
import type { Case, CaseFile, Instant, Photo, Task, TaskId } from '../case.ts'
import type { AnswerWay, AppealFinding, ContactReason, FactFinding, Outcome, ReturnReason } from '../vocabulary.ts'
import { limitsOf, settingOf, type Deciding } from '../limits.ts'
import {
  draftOf,
  file,
  finished,
  hasReturned,
  isActive,
  keep,
  leadTask,
  openDeadlines,
  promise,
  release,
  startLimit,
  type Draft,
} from './file.ts'

function addTask(draft: Draft, unit: UnitId, role: Task['role'], deciding: Deciding): Task {
  const task: Task = {
    id: deciding.newId() as TaskId,
    caseId: draft.case.id,
    unit,
    role,
    state: 'dispatched',
    handler: null,
    step: 0,
    dispatchedAt: deciding.now,
    signedAt: null,
    fedBackAt: null,
  }
  draft.tasks.push(task)
  promise(draft, 'dispose', deciding, task)
  return task
}

/** 派单: a lead unit and assisting units, each with its own clock. After two returns only the unit named in consultation. */
export function dispatchCase(
  found: CaseFile,
  said: { unit: UnitId; assist: readonly UnitId[] },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'case_parked' | 'needs_consultation' | 'unit_not_named' | 'unit_twice'> {
  if (found.case.state !== 'registered') return err('wrong_state')
  if (found.case.parked) return err('case_parked')
  if (
    found.case.returnedCount >= settingOf(deciding.parameters, 'cases.return.times', deciding.now) &&
    !found.case.namedUnit
  )
    return err('needs_consultation')
  if (found.case.namedUnit && found.case.namedUnit !== said.unit) return err('unit_not_named')
  const stillAssisting = found.tasks.filter((task) => task.role === 'assist' && isActive(task)).map((task) => task.unit)
  const units = [said.unit, ...said.assist, ...stillAssisting]
  if (new Set(units).size !== units.length) return err('unit_twice')
  const draft = draftOf(found)
  Object.assign(draft.case, {
    state: 'dispatched',
    leadUnit: said.unit,
    handler: null,
    dispatchedAt: deciding.now,
    signedAt: null,
  })
  keep(draft, 'dispatch', deciding.now)
  addTask(draft, said.unit, 'lead', deciding)
  for (const unit of said.assist) addTask(draft, unit, 'assist', deciding)
  return ok(finished(draft))
}

/** 加派: one more unit, with a clock of its own. */
export function addUnit(
  found: CaseFile,
  unit: UnitId,
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'case_parked' | 'unit_twice'> {
  if (found.case.state !== 'dispatched' && found.case.state !== 'disposing') return err('wrong_state')
  if (found.case.parked) return err('case_parked')
  if (found.tasks.some((task) => task.unit === unit && isActive(task))) return err('unit_twice')
  const draft = draftOf(found)
  addTask(draft, unit, 'assist', deciding)
  return ok(finished(draft))
}

type TaskRefusal = 'task_not_found' | 'not_your_unit' | 'wrong_state' | 'case_parked'

function activeTask(draft: Draft, id: TaskId, deciding: Deciding): Result<Task, TaskRefusal> {
  const task = draft.tasks.find((each) => each.id === id)
  if (!task) return err('task_not_found')
  if (task.unit !== deciding.actor.unit) return err('not_your_unit')
  if (!isActive(task) || !draft.case.open) return err('wrong_state')
  if (draft.case.parked) return err('case_parked')
  return ok(task)
}

function sign(draft: Draft, task: Task, deciding: Deciding): void {
  Object.assign(task, { state: 'signed', handler: deciding.actor.id, signedAt: deciding.now })
  if (task.role === 'lead')
    Object.assign(draft.case, { state: 'disposing', handler: deciding.actor.id, signedAt: deciding.now })
}

export function signTask(found: CaseFile, taskId: TaskId, deciding: Deciding): Result<CaseFile, TaskRefusal> {
  const draft = draftOf(found)
  const task = activeTask(draft, taskId, deciding)
  if (!task.ok) return task
  if (task.value.state !== 'dispatched') return err('wrong_state')
  sign(draft, task.value, deciding)
  return ok(finished(draft))
}

/** 先行联系: the clock ends when the caller was reached, or wants or allows no contact; a call that rang out does not end it. */
export function recordContact(
  found: CaseFile,
  said: { made: boolean; at: Instant; person: string | null; reason: ContactReason | null; note: string | null },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'not_your_unit' | 'contact_in_future'> {
  if (!found.case.open || found.case.acceptedAt === null) return err('wrong_state')
  // Who checked it may not have a hand in it afterwards, while an assisting unit is still busy.
  if (found.case.checkedBy !== null && found.case.checkedBy === deciding.actor.id) return err('wrong_state')
  if (hasReturned(found, deciding.actor.unit)) return err('not_your_unit')
  if (said.at > deciding.now) return err('contact_in_future')
  const draft = draftOf(found)
  file(draft, 'contact', said, deciding)
  if (said.made || said.reason !== 'no_answer') {
    const clock = openDeadlines(draft, 'contact')[0]
    // While the case is parked its clocks stand still.
    const stoodAt = clock?.pausedAt
    keep(draft, 'contact', deciding.now)
    if (draft.case.contactedAt === null && said.made) draft.case.contactedAt = deciding.now
    if (clock && draft.case.contactOnTime === null) draft.case.contactOnTime = (stoodAt ?? deciding.now) <= clock.dueAt
  }
  return ok(finished(draft))
}

/** One of several handling steps is done; the next one's own limit starts. */
export function completeStep(
  found: CaseFile,
  taskId: TaskId,
  said: { note: string | null; photos: readonly Photo[] },
  deciding: Deciding,
): Result<CaseFile, TaskRefusal | 'last_step'> {
  const draft = draftOf(found)
  const active = activeTask(draft, taskId, deciding)
  if (!active.ok) return active
  const task = active.value
  const next = limitsOf(deciding.type, 'dispose', found.case, deciding.now, deciding.parameters)[task.step + 1]
  if (!next) return err('last_step')
  if (task.state === 'dispatched') sign(draft, task, deciding)
  file(draft, 'step', { step: task.step, note: said.note }, deciding, { task, photos: said.photos })
  keep(draft, 'dispose', deciding.now, task)
  task.step += 1
  startLimit(draft, next, deciding, task)
  return ok(finished(draft))
}

export interface Answered {
  readonly factFinding: FactFinding
  readonly factNote: string | null
  readonly appealFinding: AppealFinding
  readonly appealNote: string | null
  readonly result: Outcome
  readonly way: AnswerWay
  readonly text: string
  readonly photos: readonly Photo[]
}

/** Finding on the facts × finding on the demand × result. Whatever is not the plain case needs its grounds. */
export function answerCase(
  found: CaseFile,
  said: Answered,
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'not_your_unit' | 'fact_note_needed' | 'appeal_note_needed'> {
  if (found.case.state !== 'disposing' && found.case.state !== 'dispatched') return err('wrong_state')
  if (leadTask(found)?.unit !== deciding.actor.unit) return err('not_your_unit')
  if (said.factFinding !== 'true' && !said.factNote) return err('fact_note_needed')
  if (said.appealFinding !== 'reasonable' && !said.appealNote) return err('appeal_note_needed')
  const draft = draftOf(found)
  const { photos, ...body } = said
  file(draft, 'answer', body, deciding, { photos })
  Object.assign(draft.case, {
    factFinding: said.factFinding,
    appealFinding: said.appealFinding,
    result: said.result,
    answerText: said.text,
    answeredAt: deciding.now,
  } satisfies Partial<Case>)
  return ok(finished(draft))
}

export function feedBack(
  found: CaseFile,
  taskId: TaskId,
  said: { text: string; answers: Answers; photos: readonly Photo[] },
  deciding: Deciding,
): Result<CaseFile, TaskRefusal | 'photo_needed' | 'contact_needed' | 'answer_needed' | 'steps_left'> {
  const draft = draftOf(found)
  const active = activeTask(draft, taskId, deciding)
  if (!active.ok) return active
  const task = active.value
  const { type, now } = deciding
  const steps = limitsOf(type, 'dispose', found.case, now, deciding.parameters).length
  // An assisting unit helps with whatever step it is; the steps are the lead unit's.
  if (type.stepped === 'all' && task.role === 'lead' && steps > task.step + 1) return err('steps_left')
  const filed = [...said.photos, ...found.records.flatMap((record) => record.photos)]
  const has = (purpose: Photo['purpose']) => filed.some((photo) => photo.purpose === purpose)
  // What shows how it was before cannot show how it is now.
  const earlier = new Set(filed.filter((photo) => photo.purpose !== 'after').map((photo) => photo.id))
  const isAfter = (photo: Photo) => photo.purpose === 'after' && !earlier.has(photo.id)
  if (type.proof !== 'none' && !said.photos.some(isAfter)) return err('photo_needed')
  if (type.proof === 'before_after' && !has('before') && !has('scene')) return err('photo_needed')
  const isContacted = found.records.some((record) => record.kind === 'contact')
  if (type.steps.contact && task.role === 'lead' && !isContacted) return err('contact_needed')
  if (type.steps.answer && task.role === 'lead' && found.case.answeredAt === null) return err('answer_needed')
  if (task.state === 'dispatched') sign(draft, task, deciding)
  file(draft, 'feedback', { text: said.text, answers: said.answers }, deciding, { task, photos: said.photos })
  Object.assign(task, { state: 'fed_back', fedBackAt: now })
  keep(draft, 'dispose', now, task)
  if (task.role === 'lead') draft.case.fedBackAt = now
  if (isReady(draft, deciding)) toCheck(draft, deciding)
  return ok(finished(draft))
}

/** Whether all that the type waits for has been fed back. An assisting unit may come later, and changes nothing then. */
function isReady(draft: Draft, { type }: Deciding): boolean {
  if (draft.case.state !== 'dispatched' && draft.case.state !== 'disposing') return false
  return leadTask(draft)?.state === 'fed_back' && (type.children === 'lead' || !draft.tasks.some(isActive))
}

function toCheck(draft: Draft, deciding: Deciding): void {
  Object.assign(draft.case, { state: 'checking', fedBackAt: deciding.now })
  promise(draft, 'check', deciding)
}

/** 退单: with reason, evidence and, if known, the unit that should have it. Two returns make the case 疑难. */
export function returnTask(
  found: CaseFile,
  taskId: TaskId,
  said: { reason: ReturnReason; note: string; suggestedUnit: UnitId | null; photos: readonly Photo[] },
  deciding: Deciding,
): Result<CaseFile, TaskRefusal | 'named_unit_keeps'> {
  const draft = draftOf(found)
  const active = activeTask(draft, taskId, deciding)
  if (!active.ok) return active
  const task = active.value
  if (task.role === 'lead' && found.case.namedUnit === task.unit) return err('named_unit_keeps')
  const { photos, ...body } = said
  file(draft, 'return', body, deciding, { task, photos })
  task.state = 'returned'
  release(draft, (deadline) => deadline.taskId === task.id)
  if (task.role === 'lead') {
    const returnedCount = draft.case.returnedCount + 1
    Object.assign(draft.case, {
      state: 'registered',
      leadUnit: null,
      handler: null,
      // Another unit answers for itself.
      answeredAt: null,
      returnedCount,
      difficult:
        draft.case.difficult || returnedCount >= settingOf(deciding.parameters, 'cases.return.times', deciding.now),
    })
    promise(draft, 'dispatch', deciding)
  } else if (isReady(draft, deciding)) {
    // The last unit that was waited for has left: the case goes on to its check.
    toCheck(draft, deciding)
  }
  return ok(finished(draft))
}
