import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Result } from '#kernel/result'
import { addDays, shanghaiDate } from '#kernel/time'
import { anyCaseType, aJourney, everything, tell, today, units } from '../../../../test/journeys.ts'
import { aCaseType, aDesk, answered, bothPhotos, contacted, noTask, type Desk } from '../../../../test/cases.ts'
import { chen, enforcement, everyone, gu, li, property, qian, sanitation, sun, wang } from '../../../../test/people.ts'
import { actionsOf } from './actions.ts'
import type { CaseFile, Task, TaskId } from './case.ts'
import { checkCase, reopenCase, visitCase } from './decide/checking.ts'
import {
  addNote,
  applyForExtension,
  applyForParking,
  consultOn,
  decideApplication,
  replyToSupervision,
  superviseCase,
  unparkCase,
  urgeCase,
} from './decide/control.ts'
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
import { acceptCase, amendCase, registerCase, rejectCase, verifyCase, voidCase } from './decide/intake.ts'
import type { Deciding } from './limits.ts'

const isActive = (task: Task) => task.state === 'dispatched' || task.state === 'signed'
const freeUnit = (file: CaseFile) =>
  units.find((unit) => !file.tasks.some((task) => task.unit === unit && isActive(task)))

/** The nearest day to which the lead unit's deadlines could be extended. */
function nearest(file: CaseFile, now: string): string {
  const lead = file.tasks.findLast(
    (task) => task.role === 'lead' && task.state !== 'returned' && task.state !== 'withdrawn',
  )
  const bound = file.deadlines.filter(
    ({ kind, state, taskId }) =>
      (state === 'running' || state === 'paused') &&
      (kind === 'complete' || (kind === 'dispose' && taskId === (lead?.id ?? null))),
  )
  return addDays(shanghaiDate(new Date([now, ...bound.map((each) => each.dueAt)].toSorted().at(-1)!)), 1)
}

/** The right input for every act that the screen can offer. */
const proper: Readonly<Record<string, (file: CaseFile, deciding: Deciding, taskId: TaskId) => Result<CaseFile>>> = {
  accept: (file, deciding) => acceptCase(file, deciding),
  verify: (file, deciding) => verifyCase(file, { passed: false, note: '未发现', photos: [] }, deciding),
  register: (file, deciding) => registerCase(file, deciding),
  dispatch: (file, deciding) =>
    dispatchCase(file, { unit: file.case.namedUnit ?? freeUnit(file)!, assist: [] }, deciding),
  consult: (file, deciding) =>
    consultOn(file, { units: [sanitation, enforcement], namedUnit: enforcement, minutes: '会商' }, deciding),
  sign: (file, deciding, taskId) => signTask(file, taskId, deciding),
  completeStep: (file, deciding, taskId) => completeStep(file, taskId, { note: '完成', photos: bothPhotos }, deciding),
  feedback: (file, deciding, taskId) =>
    feedBack(file, taskId, { text: '已处置', answers: { how: 'cleared' }, photos: bothPhotos }, deciding),
  check: (file, deciding) => checkCase(file, { passed: false, reason: '未清理', photos: [] }, deciding),
  visit: (file, deciding) =>
    visitCase(
      file,
      { reached: false, contacted: null, solved: null, satisfaction: null, reason: null, next: 'close' },
      deciding,
    ),
  returnOrder: (file, deciding, taskId) =>
    returnTask(
      file,
      taskId,
      { reason: 'unclear_place', note: '找不到', suggestedUnit: property, photos: [] },
      deciding,
    ),
  applyExtension: (file, deciding) =>
    applyForExtension(file, { reason: '等材料', until: nearest(file, deciding.now) }, deciding),
  unpark: (file, deciding) => unparkCase(file, '原因消除', deciding),
  urge: (file, deciding) => urgeCase(file, '请加快', deciding),
  supervise: (file, deciding) =>
    superviseCase(file, { level: 3, demand: '三日内回复', dueOn: addDays(today(deciding), 3) }, deciding),
  amend: (file) => amendCase(file, { place: '长寿路 102 弄口' }),
  reject: (file, deciding) => rejectCase(file, '已在诉讼', deciding),
  void: (file, deciding) => voidCase(file, '测试件', deciding),
  reopen: (file, deciding) => reopenCase(file, '复发', deciding),
  note: (file, deciding) => addNote(file, '记一笔', [], deciding),
}

/** Acts that the case is past, or not yet at, are not offered at all. */
const silent = new Set<string | null>(['wrong_state', 'task_not_found', 'not_needed', 'last_step'])

function look(desk: Desk): void {
  for (const person of [li, sun, chen, gu, qian, wang]) {
    const told = actionsOf(desk.file, desk.deciding(person), everything)
    const own = desk.file.tasks.find((task) => task.unit === person.unit && isActive(task))
    const task = own ?? desk.file.tasks.find(isActive)
    const compare = (name: string, line: { why: string | null } | undefined, refusal: string | null) => {
      if (line ? line.why !== refusal : !silent.has(refusal))
        throw new Error(
          `${name} in ${desk.file.case.state}: told ${line ? line.why : 'nothing'}, and is ${refusal ?? 'granted'}`,
        )
    }
    for (const [action, attempt] of Object.entries(proper)) {
      const refusal = desk.refusal(person, (file, deciding) => attempt(file, deciding, task?.id ?? noTask))
      compare(
        action,
        told.find((each) => each.action === action),
        refusal,
      )
    }
    for (const record of desk.file.records.filter((each) => each.state === 'pending')) {
      const refusal = desk.refusal(person, (file, deciding) =>
        record.kind === 'supervision'
          ? replyToSupervision(file, record.id, '已办', deciding)
          : decideApplication(file, record.id, { approved: false }, deciding),
      )
      compare(
        record.kind,
        told.find((each) => each.recordId === record.id),
        refusal,
      )
    }
    const granted = (action: string, attempt: (file: CaseFile, deciding: Deciding) => Result<CaseFile>) => {
      if (told.some((each) => each.action === action && each.allowed))
        compare(action, { why: null }, desk.refusal(person, attempt))
    }
    granted('contact', (file, deciding) => recordContact(file, { ...contacted, at: deciding.now }, deciding))
    granted('answer', (file, deciding) => answerCase(file, answered, deciding))
    granted('applyParking', (file, deciding) =>
      applyForParking(
        file,
        { reason: 'other', note: '权属待定', reviewOn: addDays(today(deciding), 1), excludedFromKpi: false },
        deciding,
      ),
    )
    if (freeUnit(desk.file)) granted('addUnit', (file, deciding) => addUnit(file, freeUnit(file)!, deciding))
    for (const { action, allowed, taskId } of told)
      if (allowed && ['sign', 'feedback', 'completeStep', 'returnOrder'].includes(action)) expect(taskId).toBe(own?.id)
  }
}

test('what may be done now is what the decisions grant, and a refusal is foretold with its code', () => {
  fc.assert(
    fc.property(anyCaseType, fc.nat(0xffff_ffff), (type, seed) => {
      let desk: Desk | undefined
      try {
        aJourney(type, seed, {
          length: 35,
          rest(now) {
            desk = now
            look(now)
          },
        })
      } catch (cause) {
        throw new Error(`${(cause as Error).message}\n${tell({ type, start: desk!.file, taken: [] })}`, { cause })
      }
    }),
    { numRuns: 15, endOnFailure: true },
  )
})

test('an act for which the right is missing is never offered as possible', () => {
  fc.assert(
    fc.property(anyCaseType, fc.nat(0xffff_ffff), (type, seed) => {
      aJourney(type, seed, {
        length: 30,
        rest(desk) {
          for (const person of everyone) {
            const allowed = actionsOf(desk.file, desk.deciding(person), person.can).filter((each) => each.allowed)
            expect(allowed.filter(({ action }) => !person.can.has(`cases.${action}`))).toEqual([])
          }
        },
      })
    }),
    { numRuns: 6, endOnFailure: true },
  )
})

test('what is refused for want of a second person or a photo says so, and what is out of reach is left out', () => {
  const desk = aDesk(aCaseType({ proof: 'after', contact: true })).reach('dispatched')
  const of = (person: typeof li, action: string) =>
    actionsOf(desk.file, desk.deciding(person), person.can).find((each) => each.action === action)
  expect(of(li, 'feedback')).toMatchObject({ allowed: false, why: 'contact_needed' })
  expect(of(chen, 'sign')).toMatchObject({ allowed: false, why: 'not_your_unit' })
  expect(of(li, 'check')).toBeUndefined()
  expect(of(wang, 'accept')).toBeUndefined()
  expect(of(li, 'sign')).toMatchObject({ allowed: true, taskId: desk.task(sanitation).id })
  // Who registered a case may not void it.
  const fresh = aDesk(aCaseType())
  expect(actionsOf(fresh.file, fresh.deciding(wang), wang.can).find((each) => each.action === 'void')).toMatchObject({
    allowed: false,
    why: 'needs_second_person',
  })
})
