import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UnitId } from '#kernel/id'
import type { Result } from '#kernel/result'
import { addDays, shanghaiDate } from '#kernel/time'
import { urgentHours, workDays, workHours, type CaseType } from '../case-type.ts'
import type { CaseFile, CaseRecord, RecordId, RecordKind, RecordOf, State } from '../case.ts'
import { actionsOf } from '../actions.ts'
import type { Deciding } from '../limits.ts'
import { cases } from '../operations.ts'
import {
  after,
  aCaseType,
  aDesk,
  answered,
  bothPhotos,
  contacted,
  noRecord,
  noTask,
  type Desk,
} from '../../../../../test/cases.ts'
import {
  chen,
  enforcement,
  everyone,
  gu,
  li,
  property,
  qian,
  sanitation,
  sun,
  type Staff,
} from '../../../../../test/people.ts'
import { checkCase, rateCase, reopenCase, visitCase } from './checking.ts'
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
} from './control.ts'
import {
  addUnit,
  answerCase,
  completeStep,
  dispatchCase,
  feedBack,
  recordContact,
  returnTask,
  signTask,
} from './handling.ts'
import {
  acceptCase,
  amendCase,
  linkCase,
  registerCase,
  rejectCase,
  unlinkCase,
  verifyCase,
  voidCase,
} from './intake.ts'

/** Chances of one step, all from one number, so that a failing run shrinks. */
class Dice {
  private state: number
  constructor(seed: number) {
    this.state = seed | 1
  }
  next(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0
    return this.state / 2 ** 32
  }
  of<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!
  }
  yes(share = 0.5): boolean {
    return this.next() < share
  }
}

const units: readonly UnitId[] = [sanitation, enforcement, property]
type Act = (file: CaseFile, deciding: Deciding, dice: Dice) => Result<CaseFile>

const anyTask = (file: CaseFile, dice: Dice) => (file.tasks.length > 0 ? dice.of(file.tasks).id : noTask)
const anyRecord = (file: CaseFile, dice: Dice): RecordId =>
  file.records.length > 0 ? dice.of(file.records).id : noRecord
const today = (deciding: Deciding) => shanghaiDate(new Date(deciding.now))
const somePhotos = (dice: Dice) => (dice.yes(0.8) ? bothPhotos : dice.yes() ? [after] : [])

/** Everything that can be asked of a case, with an input by chance. */
const acts: Readonly<Record<string, Act>> = {
  accept: (file, deciding) => acceptCase(file, deciding),
  reject: (file, deciding, dice) =>
    dice.yes(0.1) ? rejectCase(file, '重复信访', deciding) : acceptCase(file, deciding),
  verify: (file, deciding, dice) => verifyCase(file, { passed: dice.yes(0.9), note: '现场', photos: [] }, deciding),
  register: (file, deciding) => registerCase(file, deciding),
  void: (file, deciding, dice) => (dice.yes(0.1) ? voidCase(file, '测试件', deciding) : registerCase(file, deciding)),
  amend: (file) => amendCase(file, { title: '改过的标题' }),
  link: (file) => linkCase(file, file.case.id),
  unlink: (file) => unlinkCase(file),
  dispatch: (file, deciding, dice) =>
    dispatchCase(file, { unit: dice.of(units), assist: dice.yes(0.3) ? [dice.of(units)] : [] }, deciding),
  addUnit: (file, deciding, dice) => addUnit(file, dice.of(units), deciding),
  sign: (file, deciding, dice) => signTask(file, anyTask(file, dice), deciding),
  contact: (file, deciding, dice) =>
    recordContact(
      file,
      dice.yes(0.7)
        ? { ...contacted, at: deciding.now }
        : {
            made: false,
            at: deciding.now,
            person: null,
            reason: dice.of(['no_answer', 'declined', 'anonymous']),
            note: null,
          },
      deciding,
    ),
  completeStep: (file, deciding, dice) => completeStep(file, anyTask(file, dice), { note: null, photos: [] }, deciding),
  answer: (file, deciding) => answerCase(file, answered, deciding),
  feedback: (file, deciding, dice) =>
    feedBack(file, anyTask(file, dice), { text: '已处置', answers: {}, photos: somePhotos(dice) }, deciding),
  returnOrder: (file, deciding, dice) =>
    returnTask(
      file,
      anyTask(file, dice),
      { reason: 'not_ours', note: '不归我们', suggestedUnit: null, photos: [] },
      deciding,
    ),
  check: (file, deciding, dice) => {
    const passed = dice.yes(0.7)
    return checkCase(file, { passed, reason: passed ? null : '未清理干净', photos: [] }, deciding)
  },
  visit: (file, deciding, dice) => {
    const reached = dice.yes(0.6)
    const next = dice.yes(0.7) ? 'close' : 'rework'
    return visitCase(
      file,
      {
        reached,
        contacted: reached || null,
        solved: reached ? next === 'close' : null,
        satisfaction: reached ? 'mostly' : null,
        reason: reached ? '一般' : null,
        next,
      },
      deciding,
    )
  },
  rate: (file, deciding, dice) => rateCase(file, { solved: dice.yes(), satisfaction: 'fair', comment: null }, deciding),
  applyExtension: (file, deciding, dice) =>
    applyForExtension(
      file,
      { reason: '天气', until: addDays(today(deciding), Math.floor(dice.next() * 25)) },
      deciding,
    ),
  applyParking: (file, deciding) =>
    applyForParking(
      file,
      { reason: 'funds', note: '待资金', reviewOn: addDays(today(deciding), 9), excludedFromKpi: false },
      deciding,
    ),
  decide: (file, deciding, dice) =>
    decideApplication(file, anyRecord(file, dice), { approved: dice.yes(0.8) }, deciding),
  unpark: (file, deciding) => unparkCase(file, '资金已落实', deciding),
  supervise: (file, deciding, dice) =>
    superviseCase(file, { level: dice.of([2, 3, 4, 5]), demand: '尽快', dueOn: addDays(today(deciding), 2) }, deciding),
  replySupervision: (file, deciding, dice) => replyToSupervision(file, anyRecord(file, dice), '已安排', deciding),
  consult: (file, deciding, dice) => {
    const namedUnit = dice.of(units)
    return consultOn(file, { units: [namedUnit, sanitation], namedUnit, minutes: '会商' }, deciding)
  },
  reopen: (file, deciding, dice) =>
    dice.yes(0.4)
      ? reopenCase(file, '复发', deciding)
      : rateCase(file, { solved: true, satisfaction: 'fair', comment: null }, deciding),
  urge: (file, deciding) => urgeCase(file, '请加快', deciding),
  note: (file, deciding) => addNote(file, '记一笔', [], deciding),
}
const actNames = Object.keys(acts)
const everything = new Set(Object.keys(cases).map((verb) => `cases.${verb}`))

const anyType: fc.Arbitrary<CaseType> = fc
  .record({
    contact: fc.boolean(),
    answer: fc.boolean(),
    visit: fc.boolean(),
    proof: fc.constantFrom<CaseType['proof']>('none', 'after', 'before_after'),
    children: fc.constantFrom<CaseType['children']>('all', 'lead'),
    rework: fc.constantFrom<CaseType['rework']>('CONTINUE', 'RESTART', 'HALF'),
    dispose: fc.constantFrom(workHours(4), workDays(3), [urgentHours(2)], [workHours(4), workDays(7), workDays(20)]),
  })
  .map(aCaseType)

const anyStep = fc.record({
  act: fc.nat(actNames.length - 1),
  who: fc.nat(everyone.length - 1),
  seed: fc.nat(0xffff_ffff),
  wait: fc.constantFrom(0.01, 0.5, 3, 26, 80),
  /** Most steps are ones that someone may take, or the walk would never get far. */
  guided: fc.integer({ min: 0, max: 9 }).map((n) => n < 7),
})
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

interface Taken {
  readonly name: string
  readonly by: Staff
  readonly from: CaseFile
  readonly to: CaseFile
  readonly now: string
}

/** Takes the steps one by one; `look` sees each that was granted, `rest` the file before each step. */
function walk(
  type: CaseType,
  steps: readonly Step[],
  selfDisposed: boolean,
  look: (taken: Taken, desk: Desk) => void,
  rest: (desk: Desk) => void = () => {},
): Desk | null {
  const canBeSelfDisposed = !type.steps.contact && !type.steps.answer && !type.steps.visit
  const desk = aDesk(type, {
    intake: {
      source: 'inspector',
      selfDisposed: selfDisposed && canBeSelfDisposed,
      photos: bothPhotos,
      answers: { unsure: !selfDisposed },
    },
  })
  for (const step of steps) {
    desk.wait(step.wait)
    rest(desk)
    const dice = new Dice(step.seed)
    let [name, by] = [actNames[step.act]!, everyone[step.who]!]
    if (step.guided) {
      const possible = everyone.flatMap((person) =>
        actionsOf(desk.file, desk.deciding(person), everything).flatMap(({ action, allowed }) =>
          allowed && !['note', 'link', 'unlink', 'amend', 'urge', 'reject', 'void'].includes(action)
            ? [{ action, person }]
            : [],
        ),
      )
      if (possible.length > 0) {
        const chosen = dice.of(possible)
        ;[name, by] = [chosen.action, chosen.person]
      }
    }
    const from = desk.file
    let granted: Result<CaseFile> | undefined
    desk.refusal(by, (file, deciding) => (granted = acts[name]!(file, deciding, dice)))
    if (!granted?.ok) continue
    const decided = granted
    desk.do(by, () => decided)
    look({ name, by, from, to: desk.file, now: desk.now }, desk)
  }
  return desk
}

function walks(check: (type: CaseType, steps: readonly Step[], selfDisposed: boolean) => void, runs = 150): void {
  fc.assert(fc.property(anyType, fc.array(anyStep, { minLength: 20, maxLength: 60 }), fc.boolean(), check), {
    numRuns: runs,
  })
}

const of = <K extends RecordKind>(file: CaseFile, kind: K) =>
  file.records.filter((record) => record.kind === kind) as unknown as RecordOf<K>[]
const ended: readonly State[] = ['closed', 'rejected', 'voided']
const live = (state: string) => state === 'running' || state === 'paused'

test('a deadline never moves except by a recorded act, and one that is met or ended never changes again', () => {
  walks((type, steps, selfDisposed) => {
    walk(type, steps, selfDisposed, ({ from, to, now }) => {
      for (const before of from.deadlines) {
        const then = to.deadlines.find((each) => each.id === before.id)
        if (!then) throw new Error('a deadline is gone')
        if (!live(before.state)) expect(then).toEqual(before)
        const { kind, taskId, step, limitValue, limitUnit, ruleKey, ruleFrom, startedAt, firstDueAt } = before
        expect(then).toMatchObject({
          kind,
          taskId,
          step,
          limitValue,
          limitUnit,
          ruleKey,
          ruleFrom,
          startedAt,
          firstDueAt,
        })
        if (then.dueAt === before.dueAt) continue
        const old = from.records.find((record) => record.id === then.movedBy)
        const mover = to.records.find((record) => record.id === then.movedBy)
        // The act that moved it was written in this very step: a new paper, or one decided now.
        expect(mover && (old ? old.state === 'pending' && mover.decidedAt === now : mover.at === now)).toBe(true)
      }
      for (const each of to.deadlines) {
        expect(each.dueAt === each.firstDueAt || each.movedBy !== null).toBe(true)
        expect((each.state === 'met') === (each.metAt !== null)).toBe(true)
        expect((each.state === 'paused') === (each.pausedAt !== null)).toBe(true)
        expect(each.halfAt <= each.orangeAt && each.orangeAt <= each.dueAt).toBe(true)
      }
    })
  })
})

test('no path reaches closed without the checks that its type demands', () => {
  let closed = 0
  walks((type, steps, selfDisposed) => {
    const hands = new Set<string>()
    let lastFeedback = ''
    let checkedSince = false
    let answeredSince = false
    let missed = 0
    const desk = walk(type, steps, selfDisposed, ({ name, by, from, to }) => {
      if (['sign', 'contact', 'completeStep', 'answer', 'feedback'].includes(name)) hands.add(by.id)
      if (name === 'answer') answeredSince = true
      if (name === 'feedback') {
        const task = to.tasks.find((each) => each.id === of(to, 'feedback').at(-1)?.taskId)
        lastFeedback = by.id
        if (task?.role === 'lead') {
          checkedSince = false
          if (type.steps.contact) expect(of(to, 'contact').length).toBeGreaterThan(0)
          if (type.steps.answer) expect(answeredSince).toBe(true)
          if (type.proof !== 'none')
            expect(
              of(to, 'feedback')
                .at(-1)
                ?.photos.some((photo) => photo.purpose === 'after'),
            ).toBe(true)
          const stepped = type.limits.find((rule) => rule.kind === 'dispose')!.steps.length
          expect(of(to, 'step').filter((record) => record.taskId === task.id).length).toBe(stepped - 1)
        }
      }
      if (name === 'check') {
        missed = 0
        checkedSince = of(to, 'check').at(-1)!.body.passed
        // Whoever had a hand in it neither checks nor visits.
        expect(hands.has(by.id)).toBe(false)
      }
      if (name === 'visit') {
        expect(hands.has(by.id)).toBe(false)
        if (!of(to, 'visit').at(-1)!.body.reached) missed += 1
      }
      if (name === 'reopen' || name === 'returnOrder') {
        checkedSince = false
        if (to.case.leadUnit === null) answeredSince = false
      }
      if (to.case.state === 'closed' && from.case.state !== 'closed') {
        closed += 1
        expect(checkedSince).toBe(true)
        expect(to.case.checkedBy).not.toBeNull()
        expect(to.case.checkedBy).not.toBe(lastFeedback)
        if (type.steps.visit) expect(of(to, 'visit').at(-1)!.body.reached || missed >= 3).toBe(true)
        if (type.steps.visit) expect(name).toBe('visit')
        else expect(name).toBe('check')
      }
      if (to.case.state === 'closed') expect(to.case.checkedBy !== null && !hands.has(to.case.checkedBy)).toBe(true)
    })
    if (desk?.file.case.selfDisposed) expect(desk.file.case.checkedBy).not.toBe(desk.file.case.createdBy)
  }, 250)
  // The property would hold of walks that never get there.
  expect(closed).toBeGreaterThan(50)
})

test('flags and counters are what the papers say, and the whole is the sum of its parts', () => {
  walks((type, steps, selfDisposed) => {
    let [unparked, named] = [0, null as UnitId | null]
    walk(type, steps, selfDisposed, ({ name, from, to }) => {
      const { case: found, tasks, deadlines, records } = to
      if (name === 'unpark') unparked += 1
      if (name === 'consult') named = of(to, 'consultation').at(-1)!.body.namedUnit
      const leads = new Set(tasks.filter((task) => task.role === 'lead').map((task) => task.id))
      expect(found.returnedCount).toBe(of(to, 'return').filter((record) => leads.has(record.taskId!)).length)
      expect(found.difficult).toBe(found.returnedCount >= 2)
      expect(found.reworkCount).toBe(
        of(to, 'check').filter((record) => !record.body.passed).length +
          of(to, 'visit').filter((record) => record.body.next === 'rework').length,
      )
      expect(found.extensionCount).toBe(of(to, 'extension').filter((record) => record.state === 'approved').length)
      expect(found.reopenCount).toBe(of(to, 'reopening').length)
      expect(found.supervised).toBe(
        Math.max(0, ...of(to, 'urge').map(() => 1), ...of(to, 'supervision').map((record) => record.body.level)),
      )
      expect(found.namedUnit).toBe(named)
      if (found.open)
        expect(found.parked).toBe(of(to, 'parking').filter((record) => record.state === 'approved').length > unparked)
      else expect(found.parked).toBe(false)

      expect(found.open).toBe(!ended.includes(found.state))
      expect(found.closedAt !== null).toBe(found.state === 'closed')
      if (found.state === 'closed') expect(found.onTime).not.toBeNull()
      const running = deadlines
        .filter((each) => each.state === 'running')
        .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      expect(found.nextDue).toBe(running[0]?.dueAt ?? null)
      if (running[0])
        expect(
          running.some(
            (each) =>
              each.kind === found.nextKind &&
              each.dueAt === found.nextDue &&
              each.halfAt === found.nextHalf &&
              each.orangeAt === found.nextOrange,
          ),
        ).toBe(true)
      else expect([found.nextKind, found.nextHalf, found.nextOrange]).toEqual([null, null, null])
      if (!found.open) expect(deadlines.filter((each) => live(each.state))).toEqual([])
      if (!found.open)
        expect(tasks.filter((task) => task.state === 'dispatched' || task.state === 'signed')).toEqual([])

      const lead = tasks.filter(
        (task) => task.role === 'lead' && task.state !== 'returned' && task.state !== 'withdrawn',
      )
      expect(lead.length).toBeLessThanOrEqual(1)
      if (['dispatched', 'disposing'].includes(found.state)) expect(lead[0]?.unit).toBe(found.leadUnit)
      if (found.state === 'registered') expect([lead.length, found.leadUnit]).toEqual([0, null])
      expect(
        new Set(tasks.filter((task) => task.state === 'dispatched' || task.state === 'signed').map((task) => task.unit))
          .size,
      ).toBe(tasks.filter((task) => task.state === 'dispatched' || task.state === 'signed').length)
      for (const each of deadlines)
        if (each.taskId !== null && live(each.state))
          expect(
            tasks.some(
              (task) =>
                task.id === each.taskId &&
                (task.state === 'dispatched' || task.state === 'signed' || each.kind === 'supervision'),
            ),
          ).toBe(true)

      expect(found.version).toBe(from.case.version + 1)
      // Papers are only added, or decided once.
      from.records.forEach((old, index) => {
        const kept = records[index] as CaseRecord
        expect(kept.id).toBe(old.id)
        if (old.state !== 'pending') expect(kept).toEqual(old)
      })
      expect(Object.values(found).includes(undefined as never)).toBe(false)
    })
  })
})

test('while a case is parked only its review runs, and unparking gives every clock back', () => {
  let parked = 0
  walks((type, steps, selfDisposed) => {
    walk(type, steps, selfDisposed, ({ name, from, to }) => {
      const reviews = to.deadlines.filter((each) => each.kind === 'review' && live(each.state))
      if (to.case.parked) {
        parked += 1
        expect(reviews.map((each) => each.state)).toEqual(['running'])
        expect(to.deadlines.filter((each) => each.state === 'running').map((each) => each.kind)).toEqual(['review'])
      } else {
        expect(reviews).toEqual([])
        expect(to.deadlines.filter((each) => each.state === 'paused')).toEqual([])
      }
      if (name === 'unpark')
        expect(to.deadlines.filter((each) => each.state === 'running').map((each) => each.id)).toEqual(
          from.deadlines.filter((each) => each.state === 'paused').map((each) => each.id),
        )
    })
  })
  expect(parked).toBeGreaterThan(20)
})

const steps: Readonly<Record<State, readonly State[]>> = {
  reported: ['accepted', 'verifying', 'rejected', 'voided'],
  verifying: ['accepted', 'rejected', 'voided'],
  accepted: ['registered', 'rejected', 'voided'],
  registered: ['dispatched', 'voided'],
  dispatched: ['disposing', 'checking', 'registered'],
  disposing: ['checking', 'registered'],
  checking: ['closed', 'visiting', 'dispatched', 'registered'],
  visiting: ['closed', 'dispatched'],
  closed: ['registered'],
  rejected: [],
  voided: [],
}

test('states follow each other only as the loop allows, and every state is met', () => {
  const met = new Set<State>()
  walks((type, taken, selfDisposed) => {
    walk(type, taken, selfDisposed, ({ from, to }) => {
      met.add(to.case.state)
      if (to.case.state !== from.case.state) expect(steps[from.case.state]).toContain(to.case.state)
      // 作废 only before anyone was sent out.
      if (to.case.state === 'voided') expect(to.case.dispatchedAt).toBeNull()
    })
  })
  expect([...met].toSorted()).toEqual(
    Object.keys(steps)
      .filter((state) => state !== 'reported')
      .toSorted(),
  )
})

/** The right input for every act that the screen can offer. */
const proper: Readonly<Record<string, (file: CaseFile, deciding: Deciding, taskId: never) => Result<CaseFile>>> = {
  accept: (file, deciding) => acceptCase(file, deciding),
  verify: (file, deciding) => verifyCase(file, { passed: false, note: '未发现', photos: [] }, deciding),
  register: (file, deciding) => registerCase(file, deciding),
  dispatch: (file, deciding) =>
    dispatchCase(
      file,
      {
        unit:
          file.case.namedUnit ??
          units.find(
            (unit) =>
              !file.tasks.some(
                (task) => task.unit === unit && (task.state === 'dispatched' || task.state === 'signed'),
              ),
          )!,
        assist: [],
      },
      deciding,
    ),
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
  applyExtension: (file, deciding) => {
    const due = file.deadlines.filter(
      (each) =>
        live(each.state) &&
        ['dispose', 'complete'].includes(each.kind) &&
        (each.taskId === null || file.tasks.some((task) => task.id === each.taskId && task.role === 'lead')),
    )
    const latest = due.reduce((most, each) => (each.dueAt > most ? each.dueAt : most), deciding.now)
    return applyForExtension(file, { reason: '等材料', until: addDays(shanghaiDate(new Date(latest)), 1) }, deciding)
  },
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
const silent = new Set(['wrong_state', 'task_not_found', 'not_needed', 'last_step'])

test('what may be done now is exactly what the decisions grant, and a refusal is foretold with its code', () => {
  walks((type, taken, selfDisposed) => {
    walk(
      type,
      taken,
      selfDisposed,
      () => {},
      (desk) => {
        for (const person of [li, sun, chen, gu, qian]) {
          const told = actionsOf(desk.file, desk.deciding(person), everything)
          const own = desk.file.tasks.find(
            (task) => task.unit === person.unit && (task.state === 'dispatched' || task.state === 'signed'),
          )
          const task = own ?? desk.file.tasks.find((each) => each.state === 'dispatched' || each.state === 'signed')
          for (const [action, attempt] of Object.entries(proper)) {
            const line = told.find((each) => each.action === action)
            if (action === 'addUnit') continue
            const refusal = desk.refusal(person, (file, deciding) =>
              attempt(file, deciding, (task?.id ?? noTask) as never),
            )
            if (line) expect([action, desk.file.case.state, line.why]).toEqual([action, desk.file.case.state, refusal])
            else
              expect([action, desk.file.case.state, silent.has(refusal ?? 'granted')]).toEqual([
                action,
                desk.file.case.state,
                true,
              ])
          }
          for (const record of desk.file.records.filter((each) => each.state === 'pending')) {
            const line = told.find((each) => each.recordId === record.id)
            const refusal = desk.refusal(person, (file, deciding) =>
              record.kind === 'supervision'
                ? replyToSupervision(file, record.id, '已办', deciding)
                : decideApplication(file, record.id, { approved: false }, deciding),
            )
            if (line) expect(line.why).toBe(refusal)
            else expect(silent.has(refusal ?? 'granted')).toBe(true)
          }
          for (const { action, allowed, taskId } of told) {
            if (!allowed) continue
            // What is offered beyond the list above is granted as well.
            if (action === 'contact')
              expect(
                desk.refusal(person, (file, deciding) =>
                  recordContact(file, { ...contacted, at: deciding.now }, deciding),
                ),
              ).toBeNull()
            if (action === 'answer')
              expect(desk.refusal(person, (file, deciding) => answerCase(file, answered, deciding))).toBeNull()
            if (action === 'applyParking')
              expect(
                desk.refusal(person, (file, deciding) =>
                  applyForParking(
                    file,
                    {
                      reason: 'other',
                      note: '权属待定',
                      reviewOn: addDays(today(deciding), 1),
                      excludedFromKpi: false,
                    },
                    deciding,
                  ),
                ),
              ).toBeNull()
            if (['sign', 'feedback', 'completeStep', 'returnOrder'].includes(action)) expect(taskId).toBe(own?.id)
          }
        }
      },
    )
  }, 40)
})

test('an act for which the right is missing is never offered as possible', () => {
  walks((type, taken, selfDisposed) => {
    walk(
      type,
      taken,
      selfDisposed,
      () => {},
      (desk) => {
        for (const person of everyone)
          for (const { action, allowed } of actionsOf(desk.file, desk.deciding(person), person.can))
            if (allowed) expect(person.can.has(`cases.${action}`)).toBe(true)
      },
    )
  }, 15)
})
