import { expect, test } from 'vitest'
import type { Case, CaseFile, Deadline, Task } from '../case.ts'
import { reckoned } from './reckoned.ts'

const day = (n: number) => new Date(Date.UTC(2023, 4, n)).toISOString()

function fileOf(
  found: Partial<Case>,
  deadlines: readonly (Partial<Deadline> & Pick<Deadline, 'kind' | 'dueAt'>)[],
): CaseFile {
  return {
    case: { state: 'disposing', parked: false, fedBackAt: null, closedAt: null, ...found } as Case,
    tasks: [{ id: 'lead', role: 'lead' } as unknown as Task, { id: 'other', role: 'assist' } as unknown as Task],
    deadlines: deadlines.map((each) => ({ taskId: 'lead', state: 'running', metAt: null, ...each }) as Deadline),
    records: [],
  }
}

test('what is due and not done is to be handled when it is due', () => {
  expect(reckoned(fileOf({}, [{ kind: 'dispose', dueAt: day(9) }]))).toMatchObject({
    toDisposeAt: day(9),
    disposedAt: null,
    disposedOnTime: null,
  })
})

test('what was done before it was due is to be handled when it was done; what was done late, when it was due', () => {
  const early = fileOf({ state: 'checking', fedBackAt: day(3) }, [{ kind: 'dispose', dueAt: day(9), state: 'met' }])
  expect(reckoned(early)).toMatchObject({ toDisposeAt: day(3), disposedAt: day(3), disposedOnTime: true })
  const late = fileOf({ state: 'closed', fedBackAt: day(12) }, [{ kind: 'dispose', dueAt: day(9), state: 'met' }])
  expect(reckoned(late)).toMatchObject({ toDisposeAt: day(9), disposedAt: day(12), disposedOnTime: false })
})

test('a parked case is not to be handled while its clock stands still', () => {
  const parked = fileOf({ parked: true }, [{ kind: 'dispose', dueAt: day(9), state: 'paused' }])
  expect(reckoned(parked)).toMatchObject({ toDisposeAt: null, toCloseAt: null })
})

test('only the lead unit has the limit of handling, and a limit that was given up does not bind', () => {
  const file = fileOf({}, [
    { kind: 'dispose', dueAt: day(20), taskId: 'other' as never },
    { kind: 'dispose', dueAt: day(15), state: 'ended' },
    { kind: 'dispose', dueAt: day(9) },
  ])
  expect(reckoned(file).toDisposeAt).toBe(day(9))
})

test('a case is to be closed by its limit of completion, or by that of its check', () => {
  const promised = [
    { kind: 'complete', dueAt: day(20) },
    { kind: 'check', dueAt: day(10) },
  ] as const
  expect(reckoned(fileOf({}, promised)).toCloseAt).toBe(day(20))
  expect(reckoned(fileOf({}, promised.slice(1))).toCloseAt).toBe(day(10))
  const closed = { state: 'closed', fedBackAt: day(9), closedAt: day(21) } as const
  expect(reckoned(fileOf(closed, promised))).toMatchObject({ toCloseAt: day(20), closedOnTime: false })
})

test('a step is in time when every promise of it that was kept was kept in time', () => {
  const file = fileOf({}, [
    { kind: 'register', dueAt: day(2), metAt: day(2), state: 'met' },
    { kind: 'dispatch', dueAt: day(2), metAt: day(3), state: 'met' },
    { kind: 'dispatch', dueAt: day(5), metAt: day(4), state: 'met' },
    { kind: 'verify', dueAt: day(5) },
  ])
  expect(reckoned(file)).toMatchObject({
    registeredOnTime: true,
    dispatchedOnTime: false,
    verifiedOnTime: null,
    checkedOnTime: null,
  })
})
