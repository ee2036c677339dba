import fc from 'fast-check'
import type { UnitId } from '#kernel/id'
import type { Result } from '#kernel/result'
import { addDays, shanghaiDate } from '#kernel/time'
import {
  acceptCase,
  actionsOf,
  addNote,
  addUnit,
  amendCase,
  answerCase,
  applyForExtension,
  applyForParking,
  cases,
  checkCase,
  completeStep,
  consultOn,
  decideApplication,
  dispatchCase,
  feedBack,
  linkCase,
  rateCase,
  recordContact,
  registerCase,
  rejectCase,
  reopenCase,
  replyToSupervision,
  returnTask,
  signTask,
  superviseCase,
  unlinkCase,
  unparkCase,
  urgeCase,
  urgentHours,
  verifyCase,
  visitCase,
  voidCase,
  workDays,
  workHours,
  type CaseFile,
  type CaseType,
  type Deciding,
  type Intake,
  type RecordId,
} from '#engines/cases/shared'
import { aCaseType, aDesk, after, answered, bothPhotos, contacted, noRecord, noTask, type Desk } from './cases.ts'
import { enforcement, everyone, property, sanitation, type Staff } from './people.ts'

export interface Dice {
  next(): number
  of<T>(list: readonly T[]): T
  yes(share?: number): boolean
}

/** Chances that one number decides, so that a run can be had again. */
export function aDice(seed: number): Dice {
  let state = seed | 1
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return { next, of: (list) => list[Math.floor(next() * list.length)]!, yes: (share = 0.5) => next() < share }
}

export const units: readonly UnitId[] = [sanitation, enforcement, property]
export const today = (deciding: Deciding) => shanghaiDate(new Date(deciding.now))
export const everything: ReadonlySet<string> = new Set(Object.keys(cases).map((verb) => `cases.${verb}`))

const anyTask = (file: CaseFile, dice: Dice) => (file.tasks.length > 0 ? dice.of(file.tasks).id : noTask)
const anyRecord = (file: CaseFile, dice: Dice): RecordId =>
  file.records.length > 0 ? dice.of(file.records).id : noRecord
const somePhotos = (dice: Dice) => (dice.yes(0.8) ? bothPhotos : dice.yes() ? [after] : [])

type Act = (file: CaseFile, deciding: Deciding, dice: Dice) => Result<CaseFile>

/** Everything that can be asked of a case, with an input by chance. */
const acts: Readonly<Record<string, Act>> = {
  accept: (file, deciding) => acceptCase(file, deciding),
  reject: (file, deciding, dice) =>
    dice.yes(0.1) ? rejectCase(file, '重复信访', deciding) : acceptCase(file, deciding),
  verify: (file, deciding, dice) => verifyCase(file, { passed: dice.yes(0.9), note: '现场', photos: [] }, deciding),
  register: (file, deciding) => registerCase(file, deciding),
  void: (file, deciding, dice) => (dice.yes(0.6) ? voidCase(file, '测试件', deciding) : registerCase(file, deciding)),
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
  check(file, deciding, dice) {
    const passed = dice.yes(0.7)
    return checkCase(file, { passed, reason: passed ? null : '未清理干净', photos: [] }, deciding)
  },
  visit(file, deciding, dice) {
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
  consult(file, deciding, dice) {
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

export const anyCaseType = fc
  .record({
    contact: fc.boolean(),
    answer: fc.boolean(),
    visit: fc.boolean(),
    proof: fc.constantFrom<CaseType['proof']>('none', 'after', 'before_after'),
    children: fc.constantFrom<CaseType['children']>('all', 'lead'),
    rework: fc.constantFrom<CaseType['rework']>('CONTINUE', 'RESTART', 'HALF'),
    stepped: fc.constantFrom<CaseType['stepped']>('all', 'until_solved'),
    dispose: fc.constantFrom(workHours(4), workDays(3), [urgentHours(2)], [workHours(4), workDays(7), workDays(20)]),
  })
  .map(aCaseType)

export interface Taken {
  readonly name: string
  readonly by: Staff
  readonly from: CaseFile
  readonly to: CaseFile
  readonly now: string
}

export interface Journey {
  readonly type: CaseType
  readonly start: CaseFile
  readonly taken: readonly Taken[]
}

const onward = new Set([
  'accept',
  'verify',
  'register',
  'dispatch',
  'sign',
  'completeStep',
  'contact',
  'answer',
  'feedback',
  'check',
  'visit',
  'consult',
  'unpark',
  'decide',
])
const dull = new Set(['note', 'link', 'unlink', 'amend', 'urge', 'reject', 'void'])

interface Way {
  readonly length?: number
  /** Sees the desk before each step. */
  readonly rest?: (desk: Desk) => void
  /** Hours from one step to the next. */
  readonly waits?: readonly number[]
  readonly intake?: Partial<Intake>
  readonly by?: Staff | null
  readonly now?: string
  readonly nth?: number
}

/** Acts of everybody on one case, by chance. */
export function aJourney(type: CaseType, seed: number, way: Way = {}): Journey {
  const { length = 50, rest = () => {}, waits = [0.01, 0.01, 0.5, 3, 26, 80], intake, ...from } = way
  const dice = aDice(seed)
  const selfDisposed = !type.steps.contact && !type.steps.answer && dice.yes(0.3)
  const desk = aDesk(type, {
    intake: { source: 'inspector', selfDisposed, photos: bothPhotos, answers: { unsure: dice.yes(0.3) }, ...intake },
    ...from,
  })
  const start = desk.file
  const taken: Taken[] = []
  for (let step = 0; step < length; step++) {
    desk.wait(dice.of(waits))
    rest(desk)
    let [name, by] = [dice.of(actNames), dice.of(everyone)]
    // Most steps are ones that someone may take, or the walk would never get far.
    if (dice.yes(0.7)) {
      const possible = Array.from({ length: 2 }, () => dice.of(everyone)).flatMap((person) =>
        actionsOf(desk.file, desk.deciding(person), everything).flatMap(({ action, allowed }) =>
          allowed && !dull.has(action) ? [{ action, person }] : [],
        ),
      )
      const forward = possible.filter(({ action }) => onward.has(action))
      const offered = forward.length > 0 && dice.yes(0.7) ? forward : possible
      const chosen = offered.length > 0 ? dice.of(offered) : { action: name, person: by }
      ;[name, by] = [chosen.action, chosen.person]
    }
    const earlier = desk.file
    const decided = acts[name]!(earlier, desk.deciding(by), dice)
    if (!decided.ok) continue
    desk.do(by, () => decided)
    taken.push({ name, by, from: earlier, to: desk.file, now: desk.now })
  }
  return { type, start, taken }
}

/** What kind of case it was and how it came where it is. */
export function tell({ type, taken }: Journey, until = taken.length): string {
  const { steps, proof, children, rework, stepped, limits } = type
  const kind = {
    ...steps,
    verify: 'unsure',
    proof,
    children,
    rework,
    stepped,
    dispose: limits.find((rule) => rule.kind === 'dispose')?.steps.length,
  }
  return [
    JSON.stringify(kind),
    ...taken.slice(0, until).map(({ name, by, to }) => `${by.name} ${name} → ${to.case.state}`),
  ].join('\n')
}
