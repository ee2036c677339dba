import type { Result } from '#kernel/result'
import type { UnitId } from '#kernel/id'
import { addDays, shanghaiDate } from '#kernel/time'
import type { CaseFile, Photo, RecordId, TaskId } from './case.ts'
import { acceptCase, amendCase, registerCase, rejectCase, verifyCase, voidCase } from './decide/intake.ts'
import {
  addUnit,
  answerCase,
  completeStep,
  dispatchCase,
  feedBack,
  recordContact,
  returnTask,
  signTask,
} from './decide/handling.ts'
import { checkCase, reopenCase, visitCase } from './decide/checking.ts'
import {
  applyForExtension,
  applyForParking,
  consultOn,
  decideApplication,
  replyToSupervision,
  superviseCase,
  unparkCase,
  urgeCase,
} from './decide/control.ts'
import { isActive, leadTask, openDeadlines } from './decide/file.ts'
import type { Deciding } from './limits.ts'

export interface PossibleAction {
  readonly action: string
  readonly allowed: boolean
  /** The code of the refusal that the operation itself would give. */
  readonly why: string | null
  readonly taskId: TaskId | null
  readonly recordId: RecordId | null
}

type Try = () => Result<CaseFile>

const photos: readonly Photo[] = ['before', 'after'].map(
  (purpose, index) => ({ id: `00000000-0000-7000-8000-00000000000${index}`, purpose }) as Photo,
)
/** Stands for whichever unit will be chosen. */
const someUnit = '00000000-0000-7000-8000-000000000001' as UnitId

/**
 * What may be done now, found by asking the decisions themselves with an input that is right in every other respect:
 * the screen can never promise what the operation refuses. Acts that the case is past are left out.
 */
export function actionsOf(file: CaseFile, deciding: Deciding, can: ReadonlySet<string>): PossibleAction[] {
  const own = file.tasks.find((task) => task.unit === deciding.actor.unit && isActive(task))
  const anyTask = own ?? file.tasks.find(isActive)
  const taskId = (anyTask?.id ?? '') as TaskId
  const found: PossibleAction[] = []
  const consider = (action: string, attempt: Try, of: { taskId?: TaskId | null; recordId?: RecordId } = {}) => {
    const result = attempt()
    const why = result.ok ? (can.has(`cases.${action}`) ? null : 'forbidden') : result.error
    if (why === 'wrong_state' || why === 'task_not_found' || why === 'not_needed' || why === 'last_step') return
    // What needs a right one has not, and would be refused anyway, is noise.
    if (!can.has(`cases.${action}`) && !result.ok) return
    found.push({ action, allowed: why === null, why, taskId: of.taskId ?? null, recordId: of.recordId ?? null })
  }
  const tomorrow = addDays(shanghaiDate(new Date(deciding.now)), 1)
  const lead = leadTask(file)
  const bound = [...openDeadlines(file, 'dispose', lead ?? null), ...openDeadlines(file, 'complete')]
  const lastDue = bound.reduce((most, { dueAt }) => (dueAt > most ? dueAt : most), deciding.now)
  const afterDue = addDays(shanghaiDate(new Date(lastDue)), 1)

  consider('accept', () => acceptCase(file, deciding))
  consider('verify', () => verifyCase(file, { passed: true, note: '', photos: [] }, deciding))
  consider('register', () => registerCase(file, deciding))
  consider('dispatch', () => dispatchCase(file, { unit: file.case.namedUnit ?? someUnit, assist: [] }, deciding))
  consider('consult', () => consultOn(file, { units: [someUnit], namedUnit: someUnit, minutes: '' }, deciding))
  consider('sign', () => signTask(file, taskId, deciding), { taskId: anyTask?.id ?? null })
  if (deciding.type.steps.contact && file.case.contactedAt === null)
    consider('contact', () =>
      recordContact(file, { made: true, at: deciding.now, person: null, reason: null, note: null }, deciding),
    )
  if (deciding.type.steps.answer)
    consider('answer', () =>
      answerCase(
        file,
        {
          factFinding: 'true',
          factNote: null,
          appealFinding: 'reasonable',
          appealNote: null,
          result: 'solved',
          way: 'phone',
          text: '',
          photos: [],
        },
        deciding,
      ),
    )
  consider('completeStep', () => completeStep(file, taskId, { note: null, photos: [] }, deciding), {
    taskId: anyTask?.id ?? null,
  })
  consider('feedback', () => feedBack(file, taskId, { text: '', answers: {}, photos }, deciding), {
    taskId: anyTask?.id ?? null,
  })
  consider('check', () => checkCase(file, { passed: true, reason: null, photos: [] }, deciding))
  consider('visit', () =>
    visitCase(
      file,
      { reached: true, contacted: true, solved: true, satisfaction: 'satisfied', reason: null, next: 'close' },
      deciding,
    ),
  )
  consider(
    'returnOrder',
    () => returnTask(file, taskId, { reason: 'not_ours', note: '', suggestedUnit: null, photos: [] }, deciding),
    { taskId: anyTask?.id ?? null },
  )
  consider('addUnit', () => addUnit(file, someUnit, deciding))
  consider('applyExtension', () => applyForExtension(file, { reason: '', until: afterDue }, deciding))
  consider('applyParking', () =>
    applyForParking(file, { reason: 'other', note: '', reviewOn: tomorrow, excludedFromKpi: false }, deciding),
  )
  for (const record of file.records) {
    if (record.state !== 'pending') continue
    if (record.kind === 'supervision')
      consider('replySupervision', () => replyToSupervision(file, record.id, '', deciding), { recordId: record.id })
    else
      consider('decide', () => decideApplication(file, record.id, { approved: false }, deciding), {
        recordId: record.id,
      })
  }
  consider('unpark', () => unparkCase(file, '', deciding))
  consider('urge', () => urgeCase(file, '', deciding))
  consider('supervise', () => superviseCase(file, { level: 2, demand: '', dueOn: tomorrow }, deciding))
  consider('amend', () => amendCase(file, {}))
  consider('reject', () => rejectCase(file, '', deciding))
  consider('void', () => voidCase(file, '', deciding))
  consider('reopen', () => reopenCase(file, '', deciding))
  if (can.has('cases.note')) found.push({ action: 'note', allowed: true, why: null, taskId: null, recordId: null })
  if (can.has('cases.link'))
    found.push({
      action: file.case.repeatGroup ? 'unlink' : 'link',
      allowed: true,
      why: null,
      taskId: null,
      recordId: null,
    })
  return found
}
