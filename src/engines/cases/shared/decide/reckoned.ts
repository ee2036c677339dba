import type { Case, CaseFile, Deadline, Instant } from '../case.ts'
import type { PromiseKind } from '../vocabulary.ts'

type Reckoned = Pick<
  Case,
  | 'toDisposeAt'
  | 'disposedAt'
  | 'disposedOnTime'
  | 'toCloseAt'
  | 'closedOnTime'
  | 'verifiedOnTime'
  | 'registeredOnTime'
  | 'dispatchedOnTime'
  | 'checkedOnTime'
>

const latest = (deadlines: readonly Deadline[]): Instant | null =>
  deadlines.reduce<Instant | null>((last, { dueAt }) => (last !== null && last >= dueAt ? last : dueAt), null)

/** The earlier of when something fell due and when it was done. */
const earlier = (due: Instant | null, done: Instant | null): Instant | null =>
  due === null || (done !== null && done < due) ? done : due

/** Whether every promise of a kind that was kept was kept in time; null where none was. */
function keptInTime(deadlines: readonly Deadline[], kind: PromiseKind): boolean | null {
  const met = deadlines.filter((deadline) => deadline.kind === kind && deadline.metAt !== null)
  return met.length === 0 ? null : met.every((deadline) => deadline.metAt! <= deadline.dueAt)
}

/**
 * What the evaluation indicators count by (综合评价). 应处置数 of a period is what fell due in it, done or not, and what
 * was done in it before it fell due: each case is to be handled once, at the earlier of the two. 应结案数 likewise, by
 * the limit of completion where one is promised, and otherwise by that of the check that closes the case. While a case is
 * parked its clocks stand still and it is not to be handled.
 */
export function reckoned({ case: found, tasks, deadlines }: Pick<CaseFile, 'case' | 'tasks' | 'deadlines'>): Reckoned {
  const leads = new Set(tasks.filter((task) => task.role === 'lead').map((task) => task.id as string))
  const ofLead = deadlines.filter(
    (deadline) => deadline.kind === 'dispose' && deadline.taskId !== null && leads.has(deadline.taskId),
  )
  const binding = ofLead.filter((deadline) => deadline.state !== 'ended')
  const isDone = found.state === 'checking' || found.state === 'visiting' || found.state === 'closed'
  const disposedAt = isDone ? found.fedBackAt : null
  const disposeDue = latest(binding)
  const byKind = (kind: PromiseKind) => latest(deadlines.filter((deadline) => deadline.kind === kind))
  const closeDue = byKind('complete') ?? byKind('check') ?? disposeDue
  return {
    disposedAt,
    toDisposeAt: found.parked && disposedAt === null ? null : earlier(disposeDue, disposedAt),
    disposedOnTime: disposedAt === null ? null : disposeDue === null || disposedAt <= disposeDue,
    toCloseAt: found.parked ? null : earlier(closeDue, found.closedAt),
    closedOnTime: found.closedAt === null ? null : closeDue === null || found.closedAt <= closeDue,
    verifiedOnTime: keptInTime(deadlines, 'verify'),
    registeredOnTime: keptInTime(deadlines, 'register'),
    dispatchedOnTime: keptInTime(deadlines, 'dispatch'),
    checkedOnTime: keptInTime(deadlines, 'check'),
  }
}
