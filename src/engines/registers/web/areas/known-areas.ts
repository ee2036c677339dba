import type { OutputOf } from '#kernel/operation'
import {
  cornerOf,
  doubleArea,
  findArea,
  type Area,
  type AreaKind,
  type Division,
  type LngLat,
  type registers,
  type Ring,
  type SeenArea,
  type TakenCodes,
} from '#engines/registers/shared'

export type KnownAreas = OutputOf<typeof registers.areasOn>

function ringOf(points: readonly LngLat[]): Ring {
  const corners = points.slice(0, -1).map(cornerOf)
  return doubleArea(corners) < 0 ? corners.toReversed() : corners
}

/** The areas of a day, for decisions to be tried on before anything is asked of the server. */
export function divisionOf(items: readonly SeenArea[]): Division {
  return items.map(({ kind, code, name, parent, comprehensive, rings }) => ({
    kind,
    code,
    name,
    parent,
    comprehensive,
    ring: kind === 'comprehensive' || !rings[0] ? [] : ringOf(rings[0]),
  }))
}

/** The kind of which an area is made. */
export const memberKind: Readonly<Record<AreaKind, AreaKind | null>> = {
  committee: 'grid',
  comprehensive: 'grid',
  grid: 'micro',
  micro: null,
}

/** 居委会 goes without saying among committees. */
export const shortName = (name: string) => name.replace(/居民委员会$|居委会$/, '')

/** The codes that closed areas had. */
export const takenBy = ({ closed }: KnownAreas): TakenCodes =>
  new Set(closed.map(({ kind, code }) => `${kind} ${code}`))

/** A code that nothing has or had. */
export function suggestedCode(division: Division, area: Area, street: string, taken: TakenCodes): string {
  const [stem, digits] =
    area.kind === 'committee'
      ? [street, 3]
      : area.kind === 'comprehensive'
        ? [`${street}9`, 2]
        : area.kind === 'grid'
          ? [area.parent ?? '', 3]
          : [area.parent ?? '', 2]
  const serials = division
    .filter(({ kind, code }) => kind === area.kind && code.startsWith(stem) && code.length === stem.length + digits)
    .map(({ code }) => Number(code.slice(stem.length)))
    .filter((serial) => Number.isInteger(serial))
  let serial = Math.max(0, ...serials) + 1
  const code = () => stem + String(serial).padStart(digits, '0')
  while (findArea(division, area.kind, code()) || taken.has(`${area.kind} ${code()}`)) serial += 1
  return code()
}
