import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { UnitId } from '#kernel/id'
import type { CaseType } from '../case-type.ts'
import type { CaseFile, Deadline, RecordKind, RecordOf } from '../case.ts'
import type { State } from '../vocabulary.ts'
import { aJourney, anyCaseType, tell, type Journey, type Taken } from '../../../../../test/journeys.ts'
import { propertySeed } from '../../../../../test/property-seed.ts'

let journeys: readonly Journey[]
beforeAll(() => {
  journeys = fc
    .sample(fc.tuple(anyCaseType, fc.nat(0xffff_ffff)), { numRuns: 80 })
    .map(([type, each]) => aJourney(type, each))
})

/** Looks at every step of every journey; a finding tells how the case came there. */
function everyStep(start: (type: CaseType, file: CaseFile) => (taken: Taken) => void): void {
  for (const journey of journeys) {
    const look = start(journey.type, journey.start)
    journey.taken.forEach((taken, index) => {
      try {
        look(taken)
      } catch (cause) {
        throw new Error(`${(cause as Error).message}\nPROPERTY_SEED=${propertySeed}: ${tell(journey, index + 1)}`, {
          cause,
        })
      }
    })
  }
}

const of = <K extends RecordKind>(file: CaseFile, kind: K) =>
  file.records.filter((record) => record.kind === kind) as unknown as RecordOf<K>[]
const isLive = (each: { readonly state: string }) => each.state === 'running' || each.state === 'paused'
const isActive = (task: { readonly state: string }) => task.state === 'dispatched' || task.state === 'signed'

/** As `expect`, and quick enough for every deadline of every step. */
function sure(isSo: boolean, otherwise: string): void {
  if (!isSo) expect.fail(otherwise)
}

/** As `toEqual`, and quick enough for thousands of papers. */
function same(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected)
}

const whatNeverChanges = (each: Deadline) => [
  each.kind,
  each.taskId,
  each.step,
  each.limitValue,
  each.limitUnit,
  each.ruleKey,
  each.ruleFrom,
  each.startedAt,
  each.firstDueAt,
]

test('a deadline never moves except by a recorded act, and one that is met or ended never changes again', () => {
  everyStep(() => ({ from, to, now }) => {
    for (const before of from.deadlines) {
      const then = to.deadlines.find((each) => each.id === before.id)
      if (!then) throw new Error('a deadline is gone')
      if (!isLive(before)) same(then, before)
      same(whatNeverChanges(then), whatNeverChanges(before))
      if (then.dueAt === before.dueAt) continue
      const old = from.records.find((record) => record.id === then.movedBy)
      const mover = to.records.find((record) => record.id === then.movedBy)
      // The act that moved it was written in this very step: a new paper, or one decided now.
      expect(mover && (old ? old.state === 'pending' && mover.decidedAt === now : mover.at === now)).toBe(true)
    }
    for (const each of to.deadlines) {
      sure(each.dueAt === each.firstDueAt || each.movedBy !== null, 'moved by nothing')
      sure((each.state === 'met') === (each.metAt !== null), 'met without an instant')
      sure((each.state === 'paused') === (each.pausedAt !== null), 'paused without an instant')
      sure(each.halfAt <= each.orangeAt && each.orangeAt <= each.dueAt, 'lights out of order')
    }
  })
})

test('no path reaches closed without what its type demands, and whoever handled a case neither checks nor visits it', () => {
  let closed = 0
  everyStep((type, start) => {
    const hands = new Set<string | null>(start.case.selfDisposed ? [start.case.createdBy] : [])
    let [isChecked, isAnswered, missed] = [false, false, 0]
    return ({ name, by, from, to }) => {
      if (['contact', 'completeStep', 'answer', 'feedback'].includes(name)) hands.add(by.id)
      if (name === 'answer') isAnswered = true
      if (name === 'feedback') {
        const said = of(to, 'feedback').at(-1)!
        const task = to.tasks.find((each) => each.id === said.taskId)!
        if (type.proof !== 'none') expect(said.photos.map((photo) => photo.purpose)).toContain('after')
        if (task.role === 'lead') {
          isChecked = false
          const steps = type.limits.find((rule) => rule.kind === 'dispose')!.steps.length
          if (type.stepped === 'all')
            expect(of(to, 'step').filter((record) => record.taskId === task.id)).toHaveLength(steps - 1)
          if (type.steps.contact) expect(of(to, 'contact').length).toBeGreaterThan(0)
          if (type.steps.answer) expect(isAnswered).toBe(true)
        }
      }
      if (name === 'check' || name === 'visit')
        expect(hands.has(by.id) || from.tasks.some((task) => task.handler === by.id)).toBe(false)
      if (name === 'check') [isChecked, missed] = [of(to, 'check').at(-1)!.body.passed, 0]
      if (name === 'visit' && !of(to, 'visit').at(-1)!.body.reached) missed += 1
      // Another unit, or the same one later, begins anew.
      if (name === 'reopen' || (name === 'returnOrder' && to.case.leadUnit === null))
        [isChecked, isAnswered] = [false, false]
      if (to.case.state !== 'closed') return
      expect(to.case.checkedBy !== null && !hands.has(to.case.checkedBy)).toBe(true)
      if (from.case.state === 'closed') return
      closed += 1
      expect(isChecked).toBe(true)
      expect(name).toBe(type.steps.visit ? 'visit' : 'check')
      if (type.steps.visit) expect(of(to, 'visit').at(-1)!.body.reached || missed === 3).toBe(true)
      if (type.children === 'all') expect(from.tasks.filter(isActive)).toEqual([])
    }
  })
  // The property would hold of journeys that never get there.
  expect(closed).toBeGreaterThan(10)
})

test('flags and counters are what the papers say, and the whole is the sum of its parts', () => {
  everyStep(() => {
    let [unparked, named] = [0, null as UnitId | null]
    return ({ name, from, to }) => {
      const { case: found, tasks, records } = to
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
      const parkings = of(to, 'parking').filter((record) => record.state === 'approved').length
      expect(found.parked).toBe(found.open && parkings > unparked)
      if (!found.open) unparked = parkings
      expect(found.version).toBe(from.case.version + 1)
      // Papers are only added, or decided once.
      from.records.forEach((old, index) => {
        if (old.state === 'pending') expect(records[index]!.id).toBe(old.id)
        else same(records[index], old)
      })
      expect(Object.entries(found).filter(([, value]) => value === undefined)).toEqual([])
    }
  })
})

test('the deadline that queues sort by is the nearest running one, and what has ended has nothing open', () => {
  everyStep(() => ({ to: { case: found, tasks, deadlines } }) => {
    expect(found.open).toBe(!['closed', 'rejected', 'voided'].includes(found.state))
    expect(found.closedAt !== null).toBe(found.state === 'closed')
    if (found.state === 'closed') expect(found.onTime).not.toBeNull()
    const running = deadlines.filter((each) => each.state === 'running')
    const nearest = running.filter((each) => running.every((other) => each.dueAt <= other.dueAt))
    const shown = [found.nextKind, found.nextDue, found.nextHalf, found.nextOrange]
    if (nearest.length === 0) expect(shown).toEqual([null, null, null, null])
    else
      expect(nearest.map(({ kind, dueAt, halfAt, orangeAt }) => [kind, dueAt, halfAt, orangeAt])).toContainEqual(shown)
    if (!found.open) expect([deadlines.filter(isLive), tasks.filter(isActive)]).toEqual([[], []])

    const lead = tasks.filter((task) => task.role === 'lead' && task.state !== 'returned' && task.state !== 'withdrawn')
    expect(lead.length).toBeLessThanOrEqual(1)
    if (['dispatched', 'disposing', 'checking', 'visiting'].includes(found.state))
      expect(lead[0]?.unit ?? null).toBe(found.leadUnit)
    if (['reported', 'accepted', 'verifying', 'registered'].includes(found.state))
      expect([lead, found.leadUnit]).toEqual([[], null])
    const busy = tasks.filter(isActive).map((task) => task.unit)
    expect(new Set(busy).size).toBe(busy.length)
    const active = new Set(tasks.filter(isActive).map((task) => task.id))
    for (const each of deadlines)
      if (each.kind === 'dispose' && isLive(each)) expect(active.has(each.taskId!)).toBe(true)
  })
})

test('while a case is parked only its review runs, and unparking gives every clock back', () => {
  let parked = 0
  everyStep(() => ({ name, from, to }) => {
    const live = to.deadlines.filter(isLive)
    if (to.case.parked) {
      parked += 1
      expect(live.filter((each) => each.state === 'running').map((each) => each.kind)).toEqual(['review'])
    } else {
      expect(live.filter((each) => each.kind === 'review' || each.state === 'paused')).toEqual([])
    }
    if (name !== 'unpark') return
    const stopped = from.deadlines.filter((each) => each.state === 'paused')
    expect(live.map((each) => each.id)).toEqual(stopped.map((each) => each.id))
    for (const each of stopped) {
      const then = live.find((other) => other.id === each.id)!
      // What was overdue stays as overdue as it was; the others have what was left.
      if (each.dueAt <= each.pausedAt!) expect(then.dueAt).toBe(each.dueAt)
      else expect(then.dueAt >= each.dueAt).toBe(true)
    }
  })
  expect(parked).toBeGreaterThan(0)
})

const next: Readonly<Record<State, readonly State[]>> = {
  reported: ['accepted', 'verifying', 'rejected', 'voided'],
  verifying: ['accepted', 'rejected', 'voided'],
  accepted: ['registered', 'rejected', 'voided'],
  registered: ['dispatched', 'voided'],
  dispatched: ['disposing', 'checking', 'registered'],
  disposing: ['checking', 'registered'],
  checking: ['closed', 'visiting', 'dispatched', 'registered'],
  visiting: ['closed', 'dispatched', 'registered'],
  closed: ['registered'],
  rejected: [],
  voided: [],
}

test('states follow each other only as the loop allows, and the journeys meet them all', () => {
  const met = new Set<State>()
  everyStep(() => ({ from, to }) => {
    met.add(to.case.state)
    if (to.case.state !== from.case.state) expect(next[from.case.state]).toContain(to.case.state)
    // 作废 only before anyone was sent out.
    if (to.case.state === 'voided') expect(to.case.dispatchedAt).toBeNull()
  })
  for (const state of ['verifying', 'disposing', 'checking', 'visiting', 'closed'] as const)
    expect(met).toContain(state)
})
