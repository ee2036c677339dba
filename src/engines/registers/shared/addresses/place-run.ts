import type { AddressParts } from './address-parts.ts'

/** An address while it is read. */
export type Draft = { -readonly [K in keyof AddressParts]?: AddressParts[K] }

type Slot = 'lane' | 'number' | 'building' | 'unit' | 'floor' | 'room'

const isRoomLike = (part: string | undefined) => part !== undefined && /\d{3}/.test(part)

/** Which parts the numbers of a run are, by how many they are and what is known before them. */
function slotsOf(draft: Draft, parts: readonly string[], isRoom: boolean): readonly Slot[] {
  const hasHouse = (draft.number ?? draft.building) !== undefined
  const hasBase = (draft.road ?? draft.compound) !== undefined
  const [first, second] = parts
  switch (parts.length) {
    case 1:
      if (isRoom || hasHouse) return ['room']
      return hasBase || draft.lane || !isRoomLike(first) ? ['number'] : ['room']
    case 2:
      if (hasHouse) return !draft.unit && !isRoomLike(first) && isRoomLike(second) ? ['unit', 'room'] : ['room']
      if (isRoom && isRoomLike(first) && first?.length === second?.length) return ['room']
      return draft.lane || !draft.road || isRoomLike(second) || isRoom ? ['number', 'room'] : ['number']
    case 3:
      if (hasHouse) return ['unit', 'floor', 'room']
      if (draft.lane) return ['number', 'unit', 'room']
      return draft.compound && !draft.road ? ['building', 'unit', 'room'] : ['lane', 'number', 'room']
    default:
      if (hasHouse) return []
      return draft.lane ? ['number', 'unit', 'floor', 'room'] : ['lane', 'number', 'unit', 'room']
  }
}

/** Puts numbers written with dashes or strokes where they belong (749-3-201, 5/101, 12-2-301); false when they fit nowhere. */
export function placeRun(draft: Draft, run: string, isRoom: boolean): boolean {
  const parts = run.split(/[-/,]/)
  const slots = slotsOf(draft, parts, isRoom)
  if (slots.length === 0 || slots.some((slot) => draft[slot] !== undefined)) return false
  if (slots.length < parts.length) draft[slots[0]!] = run.replaceAll('/', '-')
  else for (const [at, slot] of slots.entries()) draft[slot] = parts[at]
  return true
}
