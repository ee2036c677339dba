import type { Command } from '#kernel/operation'
import { indicatorRefusals } from '#engines/indicators/shared'
import { ActForm as UiActForm, type Act } from '#ui/act-form'

export { Unfolded } from '#ui/act-form'

/** One act on a target book with what it needs to know. */
export function ActForm<C extends Command>(given: Omit<Act<C>, 'refusals'>) {
  return <UiActForm {...(given as Act<C>)} refusals={indicatorRefusals} />
}
