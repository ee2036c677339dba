import { addressKey, formatAddress, parseAddress, type AddressParts, type ParsedAddress } from '../addresses/index.ts'
import type { ImportKind } from '../operations/imports.ts'
import { doubtful, remark, type RowReason } from './reason.ts'

export interface ReadAddress {
  readonly text: string
  /** Null when it does not go down so far. */
  readonly room: string | null
  readonly number: string | null
  readonly parts: AddressParts
}

export interface AddressReading {
  readonly kind: ImportKind
  /** Where a compound lies, by its name: 茅台路1234弄. */
  readonly compounds: ReadonlyMap<string, string>
}

const bare = (text: string | undefined, suffix: RegExp) => text?.normalize('NFKC').trim().replace(suffix, '') ?? ''

export interface ParsedCell extends ReadAddress {
  readonly rest: string
  /** Whether a title says where it lies. */
  readonly byTitle: boolean
}

export function readAddress(
  { kind, compounds }: AddressReading,
  given: Readonly<Record<string, string>>,
): ParsedCell | null {
  const prefix = kind === 'person' || kind === 'tags' ? 'part:' : 'field:'
  const [road, lane, sublane, number, room] = [
    bare(given[`${prefix}road`], /\s+/g),
    bare(given[`${prefix}lane`], /弄$/),
    bare(given[`${prefix}sublane`], /支?弄$/),
    bare(given[`${prefix}number`], /号(楼)?$/),
    bare(given[`${prefix}room`], /室$/),
  ]
  const numbered = number && (/^[\dA-Za-z甲乙丙丁附-]+$/.test(number) ? `${number}号` : number)
  const inParts = `${road}${lane && `${lane}弄`}${sublane && `${sublane}支弄`}${numbered}${room && `${room}室`}`
  const whole = given['address']?.trim() ?? ''
  const isInParts = number !== '' || room !== ''
  const written =
    whole === ''
      ? inParts
      : whole +
        (isInParts && parseAddress(whole).room === undefined
          ? `${number && !/号/.test(whole) ? numbered : ''}${room && `${room}室`}`
          : '')
  if (written === '') return null
  const own = parseAddress(written)
  const where = own.road ? null : whereabouts(own, given, compounds)
  const read = where ? inContext(written, own, parseAddress(where.text)) : own
  const { rest, canonical: _canonical, ...parts } = read
  return {
    text: formatAddress(parts),
    parts,
    rest,
    byTitle: read !== own && where?.isTitle === true,
    room: addressKey(parts, 'room'),
    number: addressKey(parts, 'number'),
  }
}

/** The address of a row, with what is to be said of it. */
export function readPlace(
  how: AddressReading,
  given: Readonly<Record<string, string>>,
  reasons: RowReason[],
): ParsedCell | null {
  const address = readAddress(how, given)
  if (!address) return null
  const { rest, byTitle, text, parts } = address
  if (rest)
    reasons.push(
      remark('address', 'address_rest', [`地址中“${rest}”未能识别`, `Not understood in the address: ${rest}`]),
    )
  if (byTitle)
    reasons.push(
      remark('address', 'address_by_title', [`地址按标题补为“${text}”`, `By the title the address is ${text}`]),
    )
  if (parts.room?.includes(','))
    reasons.push(
      doubtful('address', 'rooms_several', [
        `一格写了几个室号（${parts.room}），请写明是哪一室`,
        `Several rooms in one cell (${parts.room}): say which`,
      ]),
    )
  if (parts.floor && parts.room === undefined)
    reasons.push(
      remark('address', 'floor_without_room', [
        `“${formatAddress({ floor: parts.floor })}”没有室号，楼层未写入`,
        `${formatAddress({ floor: parts.floor })} without a room: the floor is not kept`,
      ]),
    )
  return address
}

interface Whereabouts {
  /** A road with its lane, or a compound. */
  readonly text: string
  readonly isTitle: boolean
}

/** Where an address without its road lies: as its compound says, else as the nearest title does. Two places are none. */
function whereabouts(
  own: ParsedAddress,
  given: Readonly<Record<string, string>>,
  compounds: ReadonlyMap<string, string>,
): Whereabouts | null {
  if (own.compound) {
    const lane = compounds.get(own.compound)
    return lane === undefined ? null : { text: lane, isTitle: false }
  }
  const column = given['part:compound']?.trim() ?? ''
  const named = lanesIn(column, compounds)
  if (named.size > 0) return named.size === 1 ? { text: [...named][0]!, isTitle: false } : null
  const road = roadsIn(column)
  if (road.size === 1) return { text: [...road][0]!, isTitle: false }
  for (const title of (given['@context'] ?? '').split('\n').toReversed()) {
    const plain = withoutOffices(title)
    const lanes = lanesIn(plain, compounds)
    const roads = roadsIn(plain)
    if (lanes.size + roads.size === 0) continue
    // A compound of another name than the title's lies elsewhere, as far as anybody knows.
    const found = lanes.size > 0 ? (column === '' ? lanes : new Set<string>()) : roads
    return found.size === 1 ? { text: [...found][0]!, isTitle: true } : null
  }
  return null
}

/** Where the compounds lie that a text names; one whose name is within another's is not named by it. */
function lanesIn(text: string, compounds: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = [...compounds.keys()].filter((name) => text.includes(name))
  const own = names.filter((name) => !names.some((other) => other !== name && other.includes(name)))
  return new Set(own.map((name) => compounds.get(name)!))
}

/** 5号101 under the title 茅台路1234弄 is 茅台路1234弄5号101; a compound is known by where it lies. */
function inContext(written: string, own: ParsedAddress, outer: ParsedAddress): ParsedAddress {
  const base = outer.road ?? outer.compound
  if (!base) return own
  const { lane, sublane, number, building, unit, floor, room } = own
  // 5-101 alone is read as a lane and a number.
  const isRoomAlone = /^\s*[\dA-Za-z]{2,5}\s*室?\s*$/.test(written.normalize('NFKC'))
  const hasOwnLane = lane !== undefined && (/[弄衖]/.test(written) || room !== undefined)
  const before = `${base}${outer.lane && !hasOwnLane ? `${outer.lane}弄` : ''}`
  if (isRoomAlone) return parseAddress(`${before}${outer.number ? `${outer.number}号` : ''}${written}`)
  // The compound is said by its road from here on.
  return parseAddress(
    own.compound ? before + formatAddress({ lane, sublane, number, building, unit, floor, room }) : before + written,
  )
}

/** Names of offices say where the office is, not where people live; what is not Chinese script is none of their names. */
const withoutOffices = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(
      /(?<!\d)\p{Script=Han}*?(居委会|居委|社区|街道办事处|街道|(?<=\p{Script=Han})镇|(?<=\p{Script=Han})(?<![小园片校厂东西南北中一二三四五六七八九十])区)/gu,
      ' ',
    )

/** The roads and lanes that a title names. */
function roadsIn(plain: string): ReadonlySet<string> {
  const found = [
    ...plain.normalize('NFKC').matchAll(/(\p{Script=Han}{1,6}(?:路|街|大道|公路))\s*(\d+\s*弄)?\s*(\d+\s*号)?/gu),
  ].map(([, road, lane = '', number = '']) => `${road}${lane}${number}`.replaceAll(/\s/g, ''))
  const village = /\p{Script=Han}{1,4}[一二三四五六七八九十]村/u.exec(plain)?.[0]
  // 茅台路 beside 茅台路1234弄 is the same place, said less.
  const whole = found.filter((each) => !found.some((other) => other !== each && other.startsWith(each)))
  return new Set(whole.length > 0 || !village ? whole : [village])
}
