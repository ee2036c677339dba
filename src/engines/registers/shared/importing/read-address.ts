import { addressKey, formatAddress, parseAddress, type AddressParts, type ParsedAddress } from '../addresses/index.ts'
import type { ImportKind } from '../operations/imports.ts'

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
  const around = `${given['part:compound'] ?? ''} ${given['@context'] ?? ''}`
  const own = parseAddress(written)
  const { rest, canonical: _canonical, ...parts } = own.road ? own : inContext(written, own, around, compounds)
  return {
    text: formatAddress(parts),
    parts,
    rest,
    room: addressKey(parts, 'room'),
    number: addressKey(parts, 'number'),
  }
}

/** 5号101 under the title 茅台路1234弄 is 茅台路1234弄5号101; a compound is known by where it lies. */
function inContext(
  written: string,
  own: ParsedAddress,
  around: string,
  compounds: ReadonlyMap<string, string>,
): ParsedAddress {
  const named = own.compound ?? [...compounds.keys()].find((name) => around.includes(name))
  const where = named ? compounds.get(named) : undefined
  if (own.compound && !where) return own
  const outer = parseAddress(where ?? roadIn(around))
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

/** The road and lane that a title names. */
function roadIn(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[^\s]*?(居委会|居委|社区|街道办事处|街道|(?<=\p{Script=Han})镇|(?<=\p{Script=Han})区)/gu, ' ')
  const found = [...plain.matchAll(/(\p{Script=Han}{1,6}(?:路|街|大道|公路))\s*(\d+\s*弄)?\s*(\d+\s*号)?/gu)].at(-1)
  if (found) return `${found[1]}${found[2] ?? ''}${found[3] ?? ''}`.replaceAll(/\s/g, '')
  return /\p{Script=Han}{1,4}[一二三四五六七八九十]村/u.exec(plain)?.[0] ?? ''
}
