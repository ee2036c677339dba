import { canonicalAddress, type AddressParts } from '../addresses/index.ts'

const spoken = '零一二三四五六七八九'

/** The floor before a room that does not tell it: 12层03, 二层亭子间. */
function roomOnFloor({ floor, room }: AddressParts): string | undefined {
  if (room === undefined) return undefined
  const written = canonicalAddress({ floor, room })
  const bare = room.endsWith('室') ? written : written.replace(/室$/, '')
  // Digits before a word would be read as the number of a room.
  return /\d/.test(room) ? bare : bare.replace(/^(\d)(?=层)/, (digit) => spoken[Number(digit)]!)
}

/**
 * The parts of an address as the fields of a home or shop hold them. What a register has no field for stands before the room,
 * so that 1单元101 and 2单元101, and the 亭子间 of two floors, stay two.
 */
export function placeFields(parts: AddressParts): Readonly<Record<string, string>> {
  const { road, compound, lane, sublane, number, building, unit } = parts
  const staircase = `${building ? `${building}幢` : ''}${unit ? `${unit}单元` : ''}`
  const room = roomOnFloor(parts)
  const written = {
    road: road ?? compound,
    lane,
    sublane,
    number: number ?? (staircase || undefined),
    room: room === undefined ? undefined : (number === undefined ? '' : staircase) + room,
  }
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
