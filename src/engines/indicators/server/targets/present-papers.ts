import {
  isOfTarget,
  type AdjustmentSheet,
  type BookFile,
  type SheetView,
  type SupervisionOrder,
  type Target,
} from '#engines/indicators/shared'
import type { Actor } from '#platform/operations'

export function sheetView(file: BookFile, sheet: AdjustmentSheet, reader: string | null): SheetView {
  return {
    ...sheet,
    isOwn: sheet.askedBy === reader,
    changes: sheet.changes.map((change) => {
      const part =
        change.kind === 'goal'
          ? file.goals.find((each) => each.id === change.id)
          : file.milestones.find((each) => each.id === change.id)
      const target = change.kind === 'target' ? change.id : (part?.target ?? '')
      const of = part ? ('label' in part ? part.label : part.title) : ''
      const copy = (value: typeof change.from) => (Array.isArray(value) ? [...value] : value) as string | string[]
      return { ...change, target, of, from: copy(change.from), to: copy(change.to) }
    }),
  }
}

export const targetsOfSheet = (file: BookFile, sheet: AdjustmentSheet): readonly string[] =>
  sheetView(file, sheet, null).changes.map((change) => change.target)

/** Whether someone who sees only their unit's business sees a target. */
export function seesTarget(actor: Actor, target: Pick<Target, 'leadUnit' | 'assisting'>): boolean {
  return actor.kind === 'staff' && (actor.scope.kind === 'street' || isOfTarget(target, actor.unit))
}

export function orderView(order: SupervisionOrder, { id, unit }: Actor) {
  const { target, no, demand, due, state, answeredBy, steps } = order
  return {
    id: order.id,
    target,
    no,
    unit: order.unit,
    demand,
    due,
    state,
    answeredBy,
    answeredByMe: steps.some((step) => step.kind === 'answered' && step.by === id),
    isForMe: order.unit === unit,
    steps: steps.map((step) => ({ ...step })),
  }
}
