import type { UnitId } from '#kernel/id'
import type { Result } from '#kernel/result'
import { calendarFrom, type Calendar } from '#model'
import {
  acceptCase,
  answerCase,
  AttachmentId,
  CaseId,
  checkCase,
  completeStep,
  createCase,
  dispatchCase,
  feedBack,
  recordContact,
  registerCase,
  RecordId,
  signTask,
  TaskId,
  verifyCase,
  visitCase,
  type Answered,
  type CaseFile,
  type CaseRecord,
  type CaseType,
  type Deciding,
  type Intake,
  type Parameter,
  type Photo,
  type RecordKind,
  type State,
  type Task,
  type Visited,
} from '#engines/cases/shared'
export { aCaseType } from './case-type.ts'
import { countedId, li, qian, sanitation, wang, wu, type Staff } from './people.ts'

/** 2026-11-16, a Monday, nine o'clock in Shanghai. */
export const monday = '2026-11-16T01:00:00.000Z'

export const before: Photo = { id: AttachmentId.parse(countedId(1, 0xf)), purpose: 'before' }
export const after: Photo = { id: AttachmentId.parse(countedId(2, 0xf)), purpose: 'after' }
export const bothPhotos: readonly Photo[] = [before, after]

export function anIntake(said: Partial<Intake> = {}): Intake {
  return {
    id: CaseId.parse(countedId(1, 0xc)),
    number: '20261116310107015D00001',
    source: 'phone',
    upstreamNo: null,
    title: '垃圾堆放',
    description: '弄口有两袋垃圾',
    category: 'gb2026:m:06010',
    answers: {},
    addressId: null,
    place: '长寿路 100 弄口',
    lng: null,
    lat: null,
    committee: null,
    grid: null,
    followCode: 'ABCD2345EFGH',
    selfDisposed: false,
    photos: [],
    ...said,
  }
}

/** Freezes what a decision is given: one that changes it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

type Decide = (file: CaseFile, deciding: Deciding) => Result<CaseFile>

const answered: Answered = {
  factFinding: 'true',
  factNote: null,
  appealFinding: 'reasonable',
  appealNote: null,
  result: 'solved',
  way: 'phone',
  text: '已清理',
  photos: [],
}
const solved: Visited = {
  reached: true,
  contacted: true,
  solved: true,
  satisfaction: 'satisfied',
  reason: null,
  next: 'close',
}
const contacted = { made: true, person: '张女士', reason: null, note: null }

/** One case on a desk, with a clock that is set by hand, counted ids, and parameters that the test gives. */
export interface Desk {
  now: string
  file: CaseFile
  readonly parameters: Parameter[]
  readonly type: CaseType
  deciding(person: Staff | null): Deciding
  /** Lets hours go by. */
  wait(hours: number): void
  /** Performs a decision that must be granted. */
  do(person: Staff | null, decide: Decide): CaseFile
  /** The code with which a decision is refused. */
  refusal(person: Staff | null, decide: Decide): string | null
  task(unit: UnitId): Task
  /** The last paper of a kind. */
  paper(kind: RecordKind): CaseRecord
  /** Goes the usual way to a state; the sanitation unit leads, others assist. */
  reach(state: State, said?: { assist?: readonly UnitId[] }): Desk
}

const way: readonly State[] = [
  'reported',
  'accepted',
  'registered',
  'dispatched',
  'disposing',
  'checking',
  'visiting',
  'closed',
]

export function aDesk(
  type: CaseType,
  said: { now?: string; intake?: Partial<Intake>; by?: Staff | null; calendar?: Calendar; nth?: number } = {},
): Desk {
  // Several desks in one database must not give the same ids.
  let ids = (said.nth ?? 0) * 10_000
  const calendar = said.calendar ?? calendarFrom()
  const parameters: Parameter[] = []
  const desk: Desk = {
    now: said.now ?? monday,
    file: undefined as unknown as CaseFile,
    parameters,
    type,
    deciding: (person) => ({
      now: desk.now,
      actor: { id: person?.id ?? null, unit: person?.unit ?? null },
      type,
      parameters: {
        on: (key, date) =>
          parameters
            .filter((each) => each.key === key && each.from <= date)
            .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0],
      },
      calendar: () => calendar,
      newId: () => countedId(++ids, 0xd),
    }),
    wait(hours) {
      desk.now = new Date(Date.parse(desk.now) + hours * 3_600_000).toISOString()
    },
    do(person, decide) {
      const decided = decide(frozen(desk.file), desk.deciding(person))
      if (!decided.ok) throw new Error(`refused: ${decided.error} in state ${desk.file.case.state}`)
      desk.file = frozen(decided.value)
      return desk.file
    },
    refusal(person, decide) {
      const decided = decide(frozen(desk.file), desk.deciding(person))
      return decided.ok ? null : decided.error
    },
    task(unit) {
      const task = desk.file.tasks.findLast((each) => each.unit === unit)
      if (!task) throw new Error('no task of this unit')
      return task
    },
    paper(kind) {
      const paper = desk.file.records.findLast((each) => each.kind === kind)
      if (!paper) throw new Error(`no ${kind} in the file`)
      return paper
    },
    reach(state, { assist = [] } = {}) {
      const goal = way.indexOf(state)
      for (let step = 0; way.indexOf(desk.file.case.state) < goal; step++) {
        if (step > 20) throw new Error(`${state} cannot be reached`)
        desk.wait(0.01)
        const task = () => desk.task(sanitation).id
        switch (desk.file.case.state) {
          case 'reported':
            desk.do(wang, acceptCase)
            break
          case 'verifying':
            desk.do(wang, (file, deciding) => verifyCase(file, { passed: true, note: '属实', photos: [] }, deciding))
            break
          case 'accepted':
            desk.do(wang, registerCase)
            break
          case 'registered':
            desk.do(wang, (file, deciding) => dispatchCase(file, { unit: sanitation, assist }, deciding))
            break
          case 'dispatched':
            desk.do(li, (file, deciding) => signTask(file, task(), deciding))
            break
          case 'disposing': {
            if (type.steps.contact)
              desk.do(li, (file, deciding) => recordContact(file, { ...contacted, at: desk.now }, deciding))
            if (type.steps.answer) desk.do(li, (file, deciding) => answerCase(file, answered, deciding))
            for (
              let more = 0;
              more < 5 &&
              desk.refusal(li, (file, deciding) => completeStep(file, task(), { note: null, photos: [] }, deciding)) ===
                null;
              more++
            )
              desk.do(li, (file, deciding) => completeStep(file, task(), { note: null, photos: [] }, deciding))
            desk.do(li, (file, deciding) =>
              feedBack(file, task(), { text: '已清理', answers: {}, photos: bothPhotos }, deciding),
            )
            break
          }
          case 'checking':
            desk.do(qian, (file, deciding) => checkCase(file, { passed: true, reason: null, photos: [] }, deciding))
            break
          case 'visiting':
            desk.do(wu, (file, deciding) => visitCase(file, solved, deciding))
            break
          default:
            throw new Error(`no way on from ${desk.file.case.state}`)
        }
      }
      return desk
    },
  }
  const created = createCase(frozen(anIntake(said.intake)), desk.deciding(said.by === undefined ? wang : said.by))
  if (!created.ok) throw new Error(created.error)
  desk.file = frozen(created.value)
  return desk
}

export { answered, contacted, solved }
export const noTask = TaskId.parse(countedId(999, 0xd))
export const noRecord = RecordId.parse(countedId(998, 0xd))
