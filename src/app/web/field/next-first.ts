import type { Light } from '#engines/cases/shared'
import { distance, type Position } from '../light/position.ts'

const urgency: Readonly<Record<Light, number>> = { red: 0, orange: 1, yellow: 2, green: 3, grey: 4 }

export interface Ahead {
  readonly light: Light
  readonly due: string | null
  readonly lng: number | null
  readonly lat: number | null
}

export function metresTo(to: Pick<Ahead, 'lng' | 'lat'>, here: Position | null): number | null {
  return here && to.lng !== null && to.lat !== null ? distance(here, { lng: to.lng, lat: to.lat }) : null
}

/**
 * What to do next: the more urgent light first; within a light the nearest, where the phone knows its place, else the
 * one due first. Distance never puts a case before one whose light is worse.
 */
export function nextFirst<T extends Ahead>(tasks: readonly T[], here: Position | null): T[] {
  const far = (task: T) => metresTo(task, here) ?? Infinity
  const due = (task: T) => task.due ?? '9999'
  return [...tasks].sort((a, b) => {
    if (urgency[a.light] !== urgency[b.light]) return urgency[a.light] - urgency[b.light]
    const [nearA, nearB] = [far(a), far(b)]
    if (nearA !== nearB) return nearA < nearB ? -1 : 1
    return due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0
  })
}
