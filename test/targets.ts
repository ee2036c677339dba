import { newId, StaffId, type UnitId } from '#kernel/id'
import { targetHandlers } from '#engines/indicators'
import { indicators, targetRoles, type BookView, type TargetInput, type TargetView } from '#engines/indicators/shared'
import { perform, type Implementation, type Outcome } from '#platform/operations'
import { enforcement, sanitation, type Staff } from './people.ts'
import { aWorld, street, type World } from './world.ts'

/** Someone with what a role may do of target books. */
export function aPlanner(name: string, role: string, unit: UnitId | null = null): Staff {
  const verbs = targetRoles.filter((each) => each.id === role).flatMap((each) => each.may)
  const id = StaffId.parse(newId())
  return {
    kind: 'staff',
    id,
    accountId: id,
    name,
    unit,
    scope: unit === null ? { kind: 'street' } : { kind: 'unit' },
    roles: [role],
    can: new Set(verbs.map((verb) => indicators[verb].name)),
  }
}

export const planner = aPlanner('沈督查', 'planner')
export const secondPlanner = aPlanner('陆督查', 'planner')
export const head = aPlanner('主任', 'approver')
export const sweeper = aPlanner('环卫', 'handler', sanitation)
export const otherSweeper = aPlanner('环卫二', 'handler', sanitation)
export const enforcer = aPlanner('执法', 'handler', enforcement)

type Given = Partial<Omit<TargetInput, 'id' | 'goals' | 'milestones'>> & {
  id?: string
  goals?: readonly object[]
  milestones?: readonly object[]
}

/** A target of sixty lifts signed, the district wanting less. */
export function aTarget(said: Given = {}) {
  return {
    id: newId(),
    level: 1,
    section: 'renewal',
    title: '既有多层住宅加装电梯',
    leader: '分管副主任',
    leadUnit: sanitation,
    deadline: '2026-12-31',
    weight: 10_000,
    kind: 'quantity',
    goals: [{ id: newId(), label: '签约', unit: '台', district: '80', own: '100' }],
    ...said,
  }
}

export interface TargetWorld {
  readonly world: World
  ask(by: Staff, verb: keyof typeof indicators, input?: unknown): Promise<Outcome>
  do(by: Staff, verb: keyof typeof indicators, input?: unknown): Promise<Record<string, unknown>>
  refusal(by: Staff, verb: keyof typeof indicators, input?: unknown): Promise<string | null>
  book(bookId: string, by?: Staff): Promise<BookView>
  target(targetId: string, by?: Staff): Promise<TargetView>
  /** A book with these targets, drawn up by the planner; issued when asked for. */
  aBook(targets: readonly object[], until?: 'draft' | 'submitted' | 'approved' | 'issued'): Promise<string>
}

export async function aTargetWorld(): Promise<TargetWorld> {
  const world = await aWorld(undefined, { measuring: true })
  const handlers = new Map<string, Implementation>(
    targetHandlers(world.measures).map((each) => [each.operation.name, each]),
  )
  let books = 0
  const all: TargetWorld = {
    world,
    ask: (by, verb, input = {}) =>
      perform({ database: world.database, now: () => new Date(world.now) }, handlers.get(indicators[verb].name)!, {
        street,
        actor: by,
        input,
        command: newId(),
      }),
    async do(by, verb, input) {
      const outcome = await all.ask(by, verb, input)
      if (!outcome.ok) throw new Error(`${verb} refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`)
      return outcome.value as Record<string, unknown>
    },
    async refusal(by, verb, input) {
      const outcome = await all.ask(by, verb, input)
      return outcome.ok ? null : outcome.error
    },
    book: async (bookId, by = planner) => (await all.do(by, 'book', { bookId })) as unknown as BookView,
    target: async (targetId, by = planner) => (await all.do(by, 'target', { targetId })) as unknown as TargetView,
    async aBook(targets, until = 'issued') {
      const bookId = newId()
      await all.do(planner, 'draftBook', { bookId, year: 2026, title: `任务书 ${++books}`, organisation: '测试街道' })
      for (const target of targets) await all.do(planner, 'saveTarget', { bookId, target })
      if (until === 'draft') return bookId
      await all.do(planner, 'submitBook', { bookId })
      if (until === 'submitted') return bookId
      await all.do(head, 'approveBook', { bookId })
      if (until === 'approved') return bookId
      await all.do(planner, 'issueBook', { bookId, documentNo: '测街办〔2026〕1 号', on: '2026-11-16' })
      return bookId
    },
  }
  return all
}
