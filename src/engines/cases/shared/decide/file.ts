import { dueAt, pointAt, resume, type Limit } from '#model'
import type { Case, CaseFile, CaseRecord, Deadline, Instant, Photo, RecordKind, RecordOf, Task } from '../case.ts'
import type { PromiseKind } from '../vocabulary.ts'
import { limitsOf, type AppliedLimit, type Deciding } from '../limits.ts'
import { reckoned } from './reckoned.ts'

/** A copy of a case file that a decision may change; the file it was given stays as it was. */
export interface Draft {
  case: { -readonly [K in keyof Case]: Case[K] }
  tasks: Task[]
  deadlines: Deadline[]
  records: CaseRecord[]
}

export function draftOf(file: CaseFile): Draft {
  return {
    case: { ...file.case },
    tasks: file.tasks.map((task) => ({ ...task })),
    deadlines: file.deadlines.map((deadline) => ({ ...deadline })),
    records: file.records.map((record) => ({ ...record })) as CaseRecord[],
  }
}

const at = (date: Date): Instant => date.toISOString()
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b)
const limitOf = (deadline: Pick<Deadline, 'limitValue' | 'limitUnit'>): Limit => ({
  value: deadline.limitValue,
  unit: deadline.limitUnit,
})

/** Starts the clock of one applied limit. */
export function startLimit(
  draft: Draft,
  applied: AppliedLimit,
  deciding: Deciding,
  task: Task | null = null,
): Deadline {
  const limit = { value: applied.value, unit: applied.unit }
  const calendar = deciding.calendar(task?.unit ?? null)
  const start = new Date(deciding.now)
  const { due, provisional } = dueAt(start, limit, calendar)
  // A clock that starts while the case is parked stands still with the others.
  const isStopped = draft.case.parked && applied.kind !== 'review'
  const deadline: Deadline = {
    id: deciding.newId() as Deadline['id'],
    caseId: draft.case.id,
    taskId: task?.id ?? null,
    kind: applied.kind,
    step: applied.step,
    limitValue: applied.value,
    limitUnit: applied.unit,
    ruleKey: applied.ruleKey,
    ruleFrom: applied.ruleFrom,
    startedAt: deciding.now,
    halfAt: at(pointAt(start, due, 0.5, limit, calendar)),
    orangeAt: at(pointAt(start, due, 0.8, limit, calendar)),
    dueAt: at(due),
    firstDueAt: at(due),
    state: isStopped ? 'paused' : 'running',
    pausedAt: isStopped ? deciding.now : null,
    metAt: null,
    movedBy: null,
    provisional,
  }
  draft.deadlines.push(deadline)
  return deadline
}

/** Starts a clock whose end someone has set by hand. */
export function startUntil(
  draft: Draft,
  kind: PromiseKind,
  ruleKey: string,
  due: Instant,
  deciding: Deciding,
): Deadline {
  const applied = { kind, step: 0, value: 1, unit: 'NATURAL_DAY', ruleKey, ruleFrom: '1970-01-01' } as const
  const deadline = startLimit(draft, applied, deciding)
  const [from, to] = [Date.parse(deciding.now), Date.parse(due)]
  const point = (share: number) => at(new Date(to <= from ? to : from + share * (to - from)))
  return Object.assign(deadline, {
    dueAt: due,
    firstDueAt: due,
    halfAt: point(0.5),
    orangeAt: point(0.8),
    provisional: false,
  })
}

/** Promises a step of the loop, if the case type promises it: its first limit starts now. */
export function promise(draft: Draft, kind: PromiseKind, deciding: Deciding, task: Task | null = null): void {
  const [first] = limitsOf(deciding.type, kind, draft.case as Case, deciding.now, deciding.parameters)
  if (first) startLimit(draft, first, deciding, task)
}

export function openDeadlines(file: Pick<CaseFile, 'deadlines'>, kind: PromiseKind, task?: Task | null): Deadline[] {
  return file.deadlines.filter(
    (deadline) =>
      deadline.kind === kind &&
      (deadline.state === 'running' || deadline.state === 'paused') &&
      (task === undefined || deadline.taskId === (task?.id ?? null)),
  )
}

/** The promise is kept (in time or late: `metAt` against `dueAt` tells). */
export function keep(draft: Draft, kind: PromiseKind, now: Instant, task?: Task | null): void {
  for (const deadline of openDeadlines(draft, kind, task))
    Object.assign(deadline, { state: 'met', metAt: now, pausedAt: null })
}

/** The promise no longer binds: the case took another way. */
export function release(draft: Draft, which: (deadline: Deadline) => boolean): void {
  for (const deadline of draft.deadlines)
    if ((deadline.state === 'running' || deadline.state === 'paused') && which(deadline))
      Object.assign(deadline, { state: 'ended', pausedAt: null })
}

export function pauseAll(draft: Draft, now: Instant): void {
  for (const deadline of draft.deadlines)
    if (deadline.state === 'running' && deadline.kind !== 'review')
      Object.assign(deadline, { state: 'paused', pausedAt: now })
}

export function resumeAll(draft: Draft, deciding: Deciding, movedBy: RecordOf<RecordKind>['id']): void {
  for (const deadline of draft.deadlines) {
    if (deadline.state !== 'paused' || !deadline.pausedAt) continue
    const unit = draft.tasks.find((task) => task.id === deadline.taskId)?.unit ?? null
    const calendar = deciding.calendar(unit)
    const from = [new Date(deadline.pausedAt), new Date(deciding.now)] as const
    // A light that had already changed before the pause stays as it was, and so does what was overdue.
    const move = (instant: Instant) => at(resume(new Date(instant), ...from, limitOf(deadline), calendar))
    const dueAt = move(deadline.dueAt)
    const orangeAt = earlier(move(deadline.orangeAt), dueAt)
    const halfAt = earlier(move(deadline.halfAt), orangeAt)
    Object.assign(deadline, { state: 'running', pausedAt: null, movedBy, halfAt, orangeAt, dueAt })
  }
}

/** Puts a paper into the case file. */
export function file<K extends RecordKind>(
  draft: Draft,
  kind: K,
  body: RecordOf<K>['body'],
  deciding: Deciding,
  said: { task?: Task | null; state?: RecordOf<K>['state']; photos?: readonly Photo[] } = {},
): RecordOf<K> {
  const record: RecordOf<K> = {
    id: deciding.newId() as RecordOf<K>['id'],
    caseId: draft.case.id,
    taskId: said.task?.id ?? null,
    kind,
    at: deciding.now,
    by: deciding.actor.id as RecordOf<K>['by'],
    state: said.state ?? 'done',
    decidedAt: null,
    decidedBy: null,
    body,
    photos: said.photos ?? [],
  }
  draft.records.push(record as unknown as CaseRecord)
  return record
}

export function leadTask(file: Pick<CaseFile, 'tasks'>): Task | undefined {
  return file.tasks.findLast((task) => task.role === 'lead' && task.state !== 'returned' && task.state !== 'withdrawn')
}

/** Whether a unit had the case and gave it back: it has no more to do with it. */
export function hasReturned({ tasks }: Pick<CaseFile, 'tasks'>, unit: string | null): boolean {
  const own = tasks.filter((task) => task.unit === unit)
  return own.length > 0 && own.every((task) => task.state === 'returned')
}

export function isActive(task: Task): boolean {
  return task.state === 'dispatched' || task.state === 'signed'
}

/** Everyone who handled the case: none of them may check it or make its return visit. */
export function handlersOf(file: CaseFile): ReadonlySet<string> {
  const hands = [
    ...file.tasks.map((task) => task.handler),
    ...file.records
      .filter((record) => ['contact', 'step', 'answer', 'feedback'].includes(record.kind))
      .map((record) => record.by),
    file.case.handler,
    file.case.selfDisposed ? file.case.createdBy : null,
  ]
  return new Set(hands.filter((hand) => hand !== null))
}

/** The finished draft: the deadline that comes next is what queues sort by. */
export function finished(draft: Draft): CaseFile {
  const ended = draft.case.state === 'closed' || draft.case.state === 'rejected' || draft.case.state === 'voided'
  if (ended) {
    release(draft, () => true)
    // Whoever is still busy with it need not be.
    for (const task of draft.tasks) if (isActive(task)) task.state = 'withdrawn'
    draft.case.parked = false
  }
  const next = draft.deadlines
    .filter((deadline) => deadline.state === 'running')
    .reduce<Deadline | null>((least, deadline) => (least && least.dueAt <= deadline.dueAt ? least : deadline), null)
  Object.assign(draft.case, {
    open: !ended,
    nextKind: next?.kind ?? null,
    nextDue: next?.dueAt ?? null,
    nextHalf: next?.halfAt ?? null,
    nextOrange: next?.orangeAt ?? null,
    ...reckoned(draft as CaseFile),
    version: draft.case.version + 1,
  })
  return draft as CaseFile
}
