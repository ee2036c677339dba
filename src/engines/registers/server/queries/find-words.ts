import { addressKey, parseAddress, type AddressParts } from '../../shared/addresses/index.ts'

/** What was typed into the one box, read in every way that it may be meant. */
export interface Asked {
  /** Words that may be names or parts of them, without blanks, in small letters. */
  readonly names: readonly string[]
  /** Ends of numbers, at least four signs long: shorter ones are shared by too many. */
  readonly numbers: readonly string[]
  readonly address: AddressParts | null
  /** What was read as a road may as well be a name. */
  readonly isEither: boolean
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()

/** Four signs with hardly a letter: 5678, 123X, 91310107MA1K12345X. */
const isNumber = (word: string) =>
  /^[\dA-Z]{4,40}$/i.test(word) && word.replaceAll(/\D/g, '').length >= 3 && !/^[A-Z]{4}/i.test(word)

const namesIn = (text: string) =>
  text
    .split(/[\s,，、;；]+/)
    .map((word) => word.toLowerCase())
    .filter(Boolean)

export function readWords(words: string): Asked {
  const text = plain(words)
  // 138 1234 5678 is one number, 021-12345678 too.
  const joined = text.replaceAll(/[\s-]/g, '')
  if (isNumber(joined)) return { names: [], numbers: [joined.toUpperCase()], address: null, isEither: false }
  const address = parseAddress(text)
  const { compound, rest, road, lane, sublane, number, building, unit, floor, room } = address
  const isPlace = lane !== undefined || /[号室弄幢栋]/.test(text)
  if (road !== undefined || (isPlace && (lane ?? number ?? room) !== undefined)) {
    const parts: AddressParts = { road, lane, sublane, number, building, unit, floor, room }
    const names = namesIn([compound ?? '', rest].join(' '))
    // 张路 may be a road and is a name as well.
    const isRoadAlone = road !== undefined && (lane ?? number ?? room) === undefined && names.length === 0
    return { names: isRoadAlone ? namesIn(text) : names, numbers: [], address: parts, isEither: isRoadAlone }
  }
  const all = namesIn(text)
  return {
    names: all.filter((word) => !isNumber(word)),
    numbers: all.filter(isNumber).map((word) => word.toUpperCase()),
    address: null,
    isEither: false,
  }
}

export interface Range {
  readonly from: string
  /** What begins with `from`; null for `from` alone. */
  readonly to: string | null
}

/** In the order of bytes nothing that begins with the text comes after it. */
export const beginning = (text: string): Range => ({ from: text, to: `${text}\u{10ffff}` })
const exactly = (text: string): Range => ({ from: text, to: null })

/** Under which tokens homes and staircases of an address lie: the place itself, and what lies in it. */
export function rangesOf(address: AddressParts): { readonly own: readonly Range[]; readonly within: readonly Range[] } {
  const { road, lane, number, room } = address
  if (!road) return { own: [], within: [] }
  const key = addressKey(address, room ? 'room' : 'number')
  if (room && key) return { own: [exactly(`@${key}`)], within: [] }
  if (key) {
    // 茅台路1234 may be a gate on the road, and as well a lane whose 弄 was not written.
    const asLane = lane === undefined && number !== undefined ? [beginning(`@${road}/${number}/`)] : []
    return { own: [exactly(`@${key}`)], within: [beginning(`@${key}/`), ...asLane] }
  }
  return { own: [], within: [beginning(`@${road}/${lane === undefined ? '' : `${lane}/`}`)] }
}
