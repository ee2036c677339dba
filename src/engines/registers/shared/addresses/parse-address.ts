import { namesCompound, readHead } from './address-head.ts'
import { canonicalAddress, floorOf, type AddressParts } from './address-parts.ts'
import * as patterns from './address-patterns.ts'
import { chineseDigits, inChinese, inDigits } from './chinese-number.ts'
import { placeRun, type Draft } from './place-run.ts'

export interface ParsedAddress extends AddressParts {
  /** What was not understood; empty when all was. */
  readonly rest: string
  /** 天目中路749弄3号201室 */
  readonly canonical: string
}

const traditional: Readonly<Record<string, string>> = {
  號: '号',
  樓: '楼',
  單: '单',
  區: '区',
  衖: '弄',
  層: '层',
  棟: '栋',
  內: '内',
}

/** One way of writing signs: brackets and full stops are blanks, every dash is one, blanks between digits are dashes. */
function plainAddress(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[號樓單區衖層棟內]/g, (character) => traditional[character] ?? character)
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‐-―−─~]/g, '-')
    .replace(/(\d)[至到](?=\d)/g, '$1-')
    .replace(/(\d)[、,](?=\d)/g, '$1,')
    .replace(/(\d)(?:\s{1,9}|[.。·])(?=\d)/g, '$1-')
    .replace(/[\s()[\]{}【】〔〕《》<>。·•.、;:"'“”|_]+|,(?!\d)/g, ' ')
    .replace(/ ?([-/]) ?/g, '$1')
}

const small = new Set(['', '内', '第', '的'])

/**
 * Reads an address as people write it. Never fails: what is not understood is in `rest`, and so is everything from
 * the first part that is known already, for there a second address begins (5号101室、6号202室).
 */
export function parseAddress(text: string): ParsedAddress {
  const plain = plainAddress(text)
  const draft: Draft = {}
  const rest: string[] = []
  let words = ''
  let isStarted = false
  let at = 0

  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(plain)
  }
  /** Sets a part that is not yet known; says whether it did. */
  const set = (key: keyof Draft, value: string) => {
    if (draft[key] !== undefined) return false
    draft[key] = value
    return true
  }

  const isOpen = (key: keyof Draft) => draft[key] === undefined

  while (at < plain.length) {
    const length = readToken()
    if (length === 0) {
      words += plain[at]
      at += 1
    } else at += length
  }
  flush()

  settle(draft)
  // A word alone is no place: 同上, 无, somebody's name.
  if (
    draft.compound &&
    !namesCompound(draft.compound) &&
    !(draft.road ?? draft.lane ?? draft.number ?? draft.building)
  ) {
    rest.unshift(draft.compound)
    delete draft.compound
  }
  return { ...draft, rest: rest.join(' '), canonical: canonicalAddress(draft) }

  /** What stood before this part: the head of the address, or a remark between its parts. */
  function flush() {
    const said = words.replace(/^[-,/ ]+|第?[-,/ ]*$/g, '')
    words = ''
    if (!isStarted) {
      isStarted = true
      const head = readHead(said)
      Object.assign(draft, head.found)
      if (head.rest) rest.push(head.rest)
    } else if (namesCompound(said) && set('compound', said)) return
    else if (!small.has(said)) rest.push(said)
  }

  /** Keeps a token where its part is free, else leaves it and what follows; answers how much was read. */
  function keep(found: RegExpExecArray, put: () => boolean): number {
    flush()
    if (put()) return found[0].length
    rest.push(plain.slice(at).trim())
    return plain.length - at
  }

  function readToken(): number {
    const first = plain.charCodeAt(at)
    if (first === 32) return 0
    const inside = isStarted || words.trim() === ''
    let found = match(patterns.longNumber)
    if (found) {
      words += found[0]
      return found[0].length
    }
    found = match(patterns.nameWithNumber)
    if (found) {
      words += inChinese(Number(found[1]))
      return found[0].length
    }
    if ((found = match(patterns.sublane)))
      return keep(found, () => isOpen('number') && set('sublane', inDigits(found![1]!)))
    if ((found = match(patterns.lane))) {
      const value = allInDigits(found[1]!) + (found[2] ?? '')
      return keep(found, () => isOpen('number') && (set('lane', value) || set('sublane', value)))
    }
    if ((found = match(patterns.number))) {
      const isNext = words === ''
      return keep(found, () => isOpen('room') && putNumber(found!, isNext))
    }
    if (isStarted && (found = match(patterns.namedRoom))) return keep(found, () => set('room', found![1]!))
    if ((found = match(patterns.room)) && (inside || /\d/.test(found[0]))) return keep(found, () => putRoom(found!))
    if (inside && (found = match(patterns.basement)))
      return keep(found, () => set('floor', `B${inDigits(found![1] ?? found![2] ?? '1')}`))
    if (inside && (found = match(patterns.ground))) return keep(found, () => set('floor', '1'))
    if (inside && (found = match(patterns.floor))) return keep(found, () => set('floor', allInDigits(found![1]!)))
    if (
      (found = match(patterns.building)) &&
      (inside || /^[\dA-Z]|^\P{Script=Han}/u.test(found[0]) || found[0].endsWith('幢'))
    )
      return keep(found, () => isOpen('room') && set('building', inDigits(found![1] ?? found![2]!)))
    if (isStarted && (found = match(patterns.unit)))
      return keep(found, () => isOpen('room') && set('unit', inDigits(found![1] ?? found![2]!)))
    if (isStarted && draft.floor && !draft.room && (found = match(patterns.bareLetter)))
      return keep(found, () => set('room', found![1]!))
    if (isStarted && (found = match(patterns.bareChinese)) && (draft.number ?? draft.building) && !draft.room)
      return keep(found, () => set('room', inDigits(found![1]!)))
    if ((found = match(patterns.bare)) && (inside || /^\d/.test(found[0]))) {
      const run = found[1]!
      // 749/3号: the lane is before the stroke.
      const isLane = /^\d+$/.test(run) && plain[at + found[0].length] === '/'
      return keep(found, () => (isLane && isOpen('number') && set('lane', run)) || placeRun(draft, run, false))
    }
    return 0
  }

  function putNumber(found: RegExpExecArray, isNext: boolean): boolean {
    const [, digits = '', before = '', suffix, after = '', branch] = found
    const value =
      allInDigits(digits).replace(/^([A-Z])-/, '$1') + before + after + (branch ? `附${inDigits(branch)}` : '')
    // 500号3号楼: the second one is a building within the gate.
    return set('number', value) || ((suffix === '楼' || (isNext && !draft.lane)) && set('building', value))
  }

  function putRoom(found: RegExpExecArray): boolean {
    return placeRun(draft, allInDigits(found[1]!) + (found[2] ?? found[3] ?? ''), true)
  }
}

const chineseRun = new RegExp(`${chineseDigits}+`, 'g')
const allInDigits = (text: string) => text.replace(chineseRun, (digits) => inDigits(digits))

/** 12楼301室 with no number is building 12, for room 301 is on the third floor. */
function settle(draft: Draft) {
  if (!draft.floor || !draft.room || draft.number || draft.building || !/^\d+$/.test(draft.floor)) return
  const told = floorOf({ room: draft.room })
  if (told === null || String(told) === draft.floor) return
  draft.building = draft.floor
  delete draft.floor
}
