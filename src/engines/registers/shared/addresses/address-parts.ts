/** An address in its parts; what was not written is undefined. */
export interface AddressParts {
  /** Only where it is not Shanghai: with its province, 江苏省南京市. */
  readonly city?: string | undefined
  readonly district?: string | undefined
  /** 街道 or 镇. */
  readonly street?: string | undefined
  /** 居委会, as written. */
  readonly committee?: string | undefined
  readonly compound?: string | undefined
  readonly road?: string | undefined
  /** 弄 */
  readonly lane?: string | undefined
  /** 支弄 */
  readonly sublane?: string | undefined
  /** 号, with its stem or branch: 12, 12甲, 123-1, 123附1. */
  readonly number?: string | undefined
  /** 幢 */
  readonly building?: string | undefined
  /** 单元 */
  readonly unit?: string | undefined
  /** 1, 12, B1. */
  readonly floor?: string | undefined
  /** 201, 甲301, 101-102, 前客堂. */
  readonly room?: string | undefined
}

const beginsLikeNumber = /^[A-Z甲乙丙丁戊]?\d/

function sayNumber(number: string): string {
  const branch = /^(.*\d[A-Z]?)附(.*)$/.exec(number)
  if (branch) return `${branch[1]}号附${branch[2]}号`
  const stem = /^(.*[\dA-Z])([甲乙丙丁戊])$/.exec(number)
  return stem ? `${stem[1]}号${stem[2]}` : `${number}号`
}

function sayFloor(floor: string): string {
  if (!floor.startsWith('B')) return `${floor}层`
  return floor === 'B1' ? '地下室' : `地下${floor.slice(1)}层`
}

const isNumbered = (room: string) => beginsLikeNumber.test(room) || /^[A-Z甲乙丙丁戊]$/.test(room)
const sayRoom = (room: string) => (isNumbered(room) ? `${room}室` : room)
const suffixed = (value: string | undefined, suffix: string) => (value ? value + suffix : '')

/** What an address is counted from: its road, or the compound where it has none (天山五村12号). */
const baseOf = (parts: AddressParts) => parts.road ?? parts.compound

function tailOf(parts: AddressParts, floor: string | undefined): string {
  return (
    suffixed(parts.lane, '弄') +
    suffixed(parts.sublane, '支弄') +
    (parts.number ? sayNumber(parts.number) : '') +
    suffixed(parts.building, '幢') +
    suffixed(parts.unit, '单元') +
    (floor ? sayFloor(floor) : '') +
    (parts.room ? sayRoom(parts.room) : '')
  )
}

/** An address with everything that is known of it, so that reading it gives the same parts. */
export function formatAddress(parts: AddressParts): string {
  const { city = '', district = '', street = '', committee = '', compound = '', road = '' } = parts
  const gap = compound && road ? ' ' : ''
  return city + district + street + committee + compound + gap + road + tailOf(parts, parts.floor)
}

/** The floor that the custom of numbering tells: 101 → 1, 1203 → 12, 客堂 → 1, 三层阁 → 3; null where it tells none. */
function floorOfRoom(room: string | undefined): number | null {
  if (!room) return null
  if (/客堂间?$/.test(room)) return 1
  const attic = /^([二三四])层阁$/.exec(room)
  if (attic) return '一二三四'.indexOf(attic[1] ?? '') + 1
  // B102 may be a basement or a block.
  const digits = /^[AC-Z甲乙丙丁戊]?(\d{1,2})\d{2}(?!\d)/.exec(room)
  const floor = Number(digits?.[1] ?? 0)
  return floor > 0 ? floor : null
}

/** The floor of an address, basements below zero; null when neither is it written nor does the room tell it. */
export function floorOf(parts: AddressParts): number | null {
  if (parts.floor?.startsWith('B')) return -Number(parts.floor.slice(1))
  const written = parts.floor && /^\d+$/.test(parts.floor) ? Number(parts.floor) : null
  return written ?? floorOfRoom(parts.room)
}

/** The floor where the room does not tell it already. */
function neededFloor({ floor, room }: AddressParts): string | undefined {
  return floor !== undefined && String(floorOfRoom(room)) === floor ? undefined : floor
}

/** The short text by which people know the place: 天目中路749弄3号201室. */
export function canonicalAddress(parts: AddressParts): string {
  return (parts.city ?? '') + (baseOf(parts) ?? '') + tailOf(parts, neededFloor(parts))
}

/**
 * A text that is equal for all ways of writing one place: `天目中路/749//3//201`, the parts being road or compound, lane,
 * sublane, number, building with unit, room. Null when the address does not go down to a lane or number.
 */
export function addressKey(parts: AddressParts, upTo: 'lane' | 'number' | 'room'): string | null {
  const base = baseOf(parts)
  if (!base) return null
  const plain = (value: string | undefined) => value?.replace(/^0+(?=\d)/, '') ?? ''
  const lane = `${parts.city ?? ''}${base}/${plain(parts.lane)}/${plain(parts.sublane)}`
  if (upTo === 'lane') return parts.lane ? lane : null

  const staircase = suffixed(plain(parts.building), '幢') + suffixed(plain(parts.unit), '单元')
  if (!parts.number && !staircase) return null
  const number = `${lane}/${plain(parts.number)}/${staircase}`
  if (upTo === 'number') return number
  const floor = neededFloor(parts)
  // 12层03室 is 1203室.
  if (floor && /^\d+$/.test(floor) && /^\d{2}$/.test(parts.room ?? '')) return `${number}/${floor}${parts.room}`
  return `${number}/${floor ? `${floor}层` : ''}${plain(parts.room)}`
}
