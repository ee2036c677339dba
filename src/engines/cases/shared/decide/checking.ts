import { err, ok, type Result } from '#kernel/result'
import type { CaseFile, Photo, Task } from '../case.ts'
import type { Satisfaction } from '../vocabulary.ts'
import { limitsOf, settingOf, type AppliedLimit, type Deciding } from '../limits.ts'
import { draftOf, file, finished, handlersOf, keep, leadTask, promise, startLimit, type Draft } from './file.ts'

function close(draft: Draft, deciding: Deciding): void {
  keep(draft, 'complete', deciding.now)
  const binding = draft.deadlines.filter((deadline) => deadline.kind === 'dispose' || deadline.kind === 'complete')
  Object.assign(draft.case, {
    state: 'closed',
    closedAt: deciding.now,
    // A caller who was never reached was not contacted in time; the ticket stays in the base of the rate.
    contactOnTime: deciding.type.steps.contact ? (draft.case.contactOnTime ?? false) : draft.case.contactOnTime,
    onTime: binding.every(
      (deadline) => deadline.state === 'ended' || (deadline.metAt !== null && deadline.metAt <= deadline.dueAt),
    ),
  })
}

/** Sends the lead unit back to work; what that does to its clock is the case type's policy. */
function sendBack(draft: Draft, deciding: Deciding): void {
  const lead = leadTask(draft)
  const last = draft.deadlines.findLast(
    (deadline) => deadline.kind === 'dispose' && deadline.taskId === (lead?.id ?? null),
  )
  Object.assign(draft.case, {
    state: 'dispatched',
    reworkCount: draft.case.reworkCount + 1,
    fedBackAt: null,
    checkedAt: null,
    checkedBy: null,
  })
  if (!lead) {
    // 自行处置 that failed its check has no unit yet: it goes the ordinary way, from registration.
    draft.case.state = 'registered'
    draft.case.selfDisposed = false
    promise(draft, 'dispatch', deciding)
    return
  }
  Object.assign(lead, { state: 'dispatched', signedAt: null, fedBackAt: null } satisfies Partial<Task>)
  const limits = limitsOf(deciding.type, 'dispose', draft.case, deciding.now, deciding.parameters)
  const declared = limits[Math.min(lead.step, limits.length - 1)]
  if (!declared) return
  switch (deciding.type.rework) {
    case 'CONTINUE':
      if (last) draft.deadlines.push({ ...last, id: deciding.newId() as typeof last.id, state: 'running', metAt: null })
      return
    case 'RESTART':
      startLimit(draft, declared, deciding, lead)
      return
    case 'HALF': {
      const half: AppliedLimit = {
        ...declared,
        value: declared.unit.endsWith('DAY') ? Math.ceil(declared.value / 2) : declared.value / 2,
      }
      startLimit(draft, half, deciding, lead)
    }
  }
}

/** 核查: by someone who had no hand in the handling. A pass closes the case, or sends it to its return visit. */
export function checkCase(
  found: CaseFile,
  said: { passed: boolean; reason: string | null; photos: readonly Photo[] },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'checker_is_handler' | 'reason_needed'> {
  if (found.case.state !== 'checking') return err('wrong_state')
  if (!deciding.actor.id || handlersOf(found).has(deciding.actor.id)) return err('checker_is_handler')
  if (!said.passed && !said.reason) return err('reason_needed')
  const draft = draftOf(found)
  keep(draft, 'check', deciding.now)
  file(draft, 'check', { passed: said.passed, reason: said.reason }, deciding, { photos: said.photos })
  if (!said.passed) {
    sendBack(draft, deciding)
    return ok(finished(draft))
  }
  Object.assign(draft.case, { checkedAt: deciding.now, checkedBy: deciding.actor.id })
  if (deciding.type.steps.visit) {
    draft.case.state = 'visiting'
    promise(draft, 'visit', deciding)
  } else {
    close(draft, deciding)
  }
  return ok(finished(draft))
}

export interface Visited {
  readonly reached: boolean
  readonly contacted: boolean | null
  readonly solved: boolean | null
  readonly satisfaction: Satisfaction | null
  readonly reason: string | null
  readonly next: 'close' | 'rework'
}

/** The street's own return visit. Unreached three times counts as no visit and closes; dissatisfaction may send the case back. */
export function visitCase(
  found: CaseFile,
  said: Visited,
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'visitor_is_handler' | 'reason_needed'> {
  if (found.case.state !== 'visiting') return err('wrong_state')
  if (!deciding.actor.id || handlersOf(found).has(deciding.actor.id)) return err('visitor_is_handler')
  if (said.reached && said.satisfaction !== null && said.satisfaction !== 'satisfied' && !said.reason)
    return err('reason_needed')
  const draft = draftOf(found)
  // What an earlier round missed was visited, or ended, then.
  const since = found.case.checkedAt ?? ''
  const missed =
    found.records.filter((record) => record.kind === 'visit' && !record.body.reached && record.at >= since).length +
    (said.reached ? 0 : 1)
  const again = !said.reached && missed < settingOf(deciding.parameters, 'cases.visit.times', deciding.now)
  const next = again ? 'again' : said.reached ? said.next : 'close'
  file(draft, 'visit', { ...said, next }, deciding)
  if (said.reached)
    Object.assign(draft.case, {
      contactedSay: said.contacted,
      solvedSay: said.solved,
      satisfaction: said.satisfaction,
      visitedAt: deciding.now,
    })
  if (again) return ok(finished(draft))
  keep(draft, 'visit', deciding.now)
  if (next === 'rework') sendBack(draft, deciding)
  else close(draft, deciding)
  return ok(finished(draft))
}

/** 评价: what the person who reported says of a closed case, through the code they follow it by. */
export function rateCase(
  found: CaseFile,
  said: { solved: boolean; satisfaction: Satisfaction; comment: string | null },
  deciding: Deciding,
): Result<CaseFile, 'wrong_state' | 'already_rated'> {
  if (found.case.state !== 'closed') return err('wrong_state')
  if (found.records.some((record) => record.kind === 'rating' && record.at >= (found.case.closedAt ?? '')))
    return err('already_rated')
  const draft = draftOf(found)
  file(draft, 'rating', said, deciding)
  draft.case.solvedSay = said.solved
  draft.case.satisfaction = said.satisfaction
  return ok(finished(draft))
}

export function reopenCase(found: CaseFile, reason: string, deciding: Deciding): Result<CaseFile, 'wrong_state'> {
  if (found.case.state !== 'closed') return err('wrong_state')
  const draft = draftOf(found)
  file(draft, 'reopening', { reason }, deciding)
  Object.assign(draft.case, {
    state: 'registered',
    reopenCount: draft.case.reopenCount + 1,
    leadUnit: null,
    handler: null,
    selfDisposed: false,
    closedAt: null,
    onTime: null,
    fedBackAt: null,
    checkedAt: null,
    checkedBy: null,
    visitedAt: null,
    answeredAt: null,
  })
  for (const task of draft.tasks) if (task.state !== 'returned') task.state = 'withdrawn'
  promise(draft, 'dispatch', deciding)
  promise(draft, 'complete', deciding)
  return ok(finished(draft))
}
