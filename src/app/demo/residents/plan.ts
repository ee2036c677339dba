import type { NewDoubt, Place } from '#engines/registers'
import type { Fields, HeldTie, RegisterId, SourceId } from '#engines/registers/shared'
import { addDays } from '#kernel/time'
import { idFrom } from '#platform/operations'
import { between, type Rng } from '../rng.ts'

export interface SaidOf {
  readonly source: SourceId
  readonly observedOn: string
  readonly fields: Fields
}

export interface Thing {
  readonly id: string
  readonly register: RegisterId
  readonly parent: string | null
  readonly place: Place
  readonly said: readonly SaidOf[]
}

export interface Tag {
  readonly entry: string
  readonly tag: string
  readonly details: Readonly<Record<string, string>>
  readonly source: SourceId
  readonly from: string
  readonly to: string | null
}

/** Everything of a street's registers before it is written: the same at each start for the same day. */
export interface Plan {
  readonly street: string
  readonly today: string
  readonly rng: Rng
  readonly things: Thing[]
  readonly ties: HeldTie[]
  readonly tags: Tag[]
  readonly doubts: NewDoubt[]
}

export function idIn(plan: Plan, kind: string, nth: number | string): string {
  return idFrom('demo register', plan.street, kind, nth)
}

export function add(
  plan: Plan,
  register: RegisterId,
  parent: Thing | null,
  place: Place,
  said: readonly SaidOf[],
): Thing {
  const thing = { id: idIn(plan, register, plan.things.length), register, parent: parent?.id ?? null, place, said }
  plan.things.push(thing)
  return thing
}

export function join(
  plan: Plan,
  kind: HeldTie['kind'],
  subject: Thing,
  object: Thing,
  more: Partial<HeldTie> & { from: string },
): void {
  plan.ties.push({
    id: idIn(plan, 'tie', plan.ties.length),
    kind,
    subject: subject.id,
    object: object.id,
    details: {},
    share: null,
    to: null,
    source: 'committee',
    ...more,
  })
}

export const daysAgo = (plan: Plan, from: number, to: number) => addDays(plan.today, -between(plan.rng, from, to))

/** Drops what is not said. */
export function said(
  source: SourceId,
  observedOn: string,
  fields: Record<string, string | number | boolean | null | undefined>,
): SaidOf {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  return { source, observedOn, fields: Object.fromEntries(known) as Fields }
}
