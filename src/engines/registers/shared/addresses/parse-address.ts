import { namesCompound, readHead } from './address-head.ts'
import { canonicalAddress, floorOf, type AddressParts } from './address-parts.ts'
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

const num = `(?:\\d{1,6}|${chineseDigits}{1,9})`
const run = `${num}[A-Z]?(?:[-,]${num}[A-Z]?){0,3}`
const stem = '[甲乙丙丁戊]'
const sticky = (pattern: string) => new RegExp(pattern, 'yu')

/** A telephone or other long number is no part of an address. */
const longNumber = sticky('\\d{7,}')
const nameWithNumber = sticky('(\\d{1,2})(?=村|期|区|街坊|里|组|队|坊)')
const sublane = sticky(`(${num}[A-Z]?) ?支弄`)
const lane = sticky(`(${num}[A-Z]?(?:-${num})?) ?弄内?`)
const number = sticky(
  `(${run})(${stem})? ?(?:号|#)(?!线|桥|室|房)(楼(?!栋)|院|门(?!卫))?(?:(${stem})(?! ?(?:室|座|幢|栋|单元)))?(?: ?[附临](${num})号?)?`,
)
const building = sticky(
  `(${num}[A-Z]?|[A-Z]\\d{0,2}|${stem}|[东西南北]) ?(?:幢|栋|座)楼?|([A-Z]|[东西南北主副]) ?楼(?!梯)`,
)
const unit = sticky(`(${num}[A-Z]?|[A-Z]|${stem}) ?(?:单元|门(?![面诊口市卫])|梯)`)
const basement = sticky(
  `半?地下室|(?:地下|负|-) ?(${num}) ?(?:层|楼|F)|B(\\d)(?:层|楼|F)?(?![\\dA-Z室])|地下(?:层|楼)?`,
)
const ground = sticky('底层|底楼|首层')
const floor = sticky(`(${num}(?:-${num})?) ?(?:层(?!阁)|楼(?![栋梯])|F(?![A-Z\\d]))`)
const namedRoom = sticky(
  '([东西南北前后左右中大小上下正边新统]{0,3}(?:客堂间?|亭子间|厢房|灶披间|灶头间|灶间|阁楼|晒台|汽车间|车库|过街楼|天井|披屋)' +
    '|[二三四]层阁|[东西南北]?[前后统]楼|[东西南北前后左右中大小]间|门卫室|传达室)楼?',
)
const room = sticky(
  `((?:[A-Z]|${stem})?${num}(?:[A-Z]|${stem})?(?:[-,/][A-Z]?${num}[A-Z]?){0,3}|[A-Z]|${stem}) ?(?:号?室|号?房间?(?![产管屋])|户)(?:([A-Z]|${stem})(?![\\d座楼幢栋]))?`,
)
const unitAhead = '(?! ?(?:支?弄|号|#|幢|栋|座|单元|层|楼|室|村|期))'
const bare = sticky(
  `((?:[A-Z]|${stem})?\\d{1,6}(?:[A-Z](?![A-Z])|${stem})?(?:[-,/][A-Z]?\\d{1,6}(?:[A-Z](?![A-Z])|${stem})?){0,3})(?![\\d])${unitAhead}`,
)
const bareChinese = sticky('([零〇一二三四五六七八九]{3,4})(?= |$)')

const small = new Set(['', '内', '第', '的'])

/**
 * Reads an address as people write it. Never fails: what is not understood is in `rest`. The patterns begin where they are
 * asked and look at a bounded number of characters, so that a long text takes time in proportion.
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

  while (at < plain.length) {
    const length = readToken()
    if (length === 0) {
      words += plain[at]
      at += 1
    } else at += length
  }
  flush()

  settle(draft)
  return { ...draft, rest: rest.join(' '), canonical: canonicalAddress(draft) }

  /** What stood before this part: the head of the address, or a remark between its parts. */
  function flush() {
    const said = words.replace(/^[-,/ ]+|[-,/ ]+$/g, '')
    words = ''
    if (!isStarted) {
      isStarted = true
      const head = readHead(said)
      Object.assign(draft, head.found)
      if (head.rest) rest.push(head.rest)
    } else if (namesCompound(said) && set('compound', said)) return
    else if (!small.has(said)) rest.push(said)
  }

  /** Keeps a token where its part is free, else among the rest; answers its length. */
  function keep(found: RegExpExecArray, put: () => boolean): number {
    flush()
    if (!put()) rest.push(found[0].trim())
    return found[0].length
  }

  function readToken(): number {
    const first = plain.charCodeAt(at)
    if (first === 32) return 0
    const inside = isStarted || words.trim() === ''
    let found = match(longNumber)
    if (found) {
      words += found[0]
      return found[0].length
    }
    found = match(nameWithNumber)
    if (found) {
      words += inChinese(Number(found[1]))
      return found[0].length
    }
    if ((found = match(sublane))) return keep(found, () => set('sublane', inDigits(found![1]!)))
    if ((found = match(lane))) {
      const value = allInDigits(found[1]!)
      return keep(found, () => (draft.number === undefined && set('lane', value)) || set('sublane', value))
    }
    if ((found = match(number))) return keep(found, () => putNumber(found!))
    if (isStarted && (found = match(namedRoom))) return keep(found, () => set('room', found![1]!))
    if ((found = match(room)) && (inside || /\d/.test(found[0]))) return keep(found, () => putRoom(found!))
    if (inside && (found = match(basement)))
      return keep(found, () => set('floor', `B${inDigits(found![1] ?? found![2] ?? '1')}`))
    if (inside && (found = match(ground))) return keep(found, () => set('floor', '1'))
    if (inside && (found = match(floor))) return keep(found, () => set('floor', allInDigits(found![1]!)))
    if ((found = match(building)) && (inside || /^[\dA-Z]|^\P{Script=Han}/u.test(found[0]) || found[0].endsWith('幢')))
      return keep(found, () => set('building', inDigits(found![1] ?? found![2]!)))
    if (isStarted && (found = match(unit))) return keep(found, () => set('unit', inDigits(found![1]!)))
    if (isStarted && (found = match(bareChinese)) && (draft.number ?? draft.building) && !draft.room)
      return keep(found, () => set('room', inDigits(found![1]!)))
    if ((found = match(bare)) && (inside || /^\d/.test(found[0]))) {
      flush()
      // 749/3号: the lane is before the stroke.
      if (/^\d+$/.test(found[1]!) && plain[at + found[0].length] === '/' && !draft.lane && !draft.number)
        set('lane', found[1]!)
      else if (!placeRun(draft, found[1]!, false)) rest.push(found[0])
      return found[0].length
    }
    return 0
  }

  function putNumber(found: RegExpExecArray): boolean {
    const [, digits = '', before = '', suffix, after = '', branch] = found
    const value = allInDigits(digits) + before + after + (branch ? `附${inDigits(branch)}` : '')
    // 500号3号楼: the second one is a building within the gate.
    return (
      (suffix === '楼' && draft.number !== undefined && set('building', value)) ||
      set('number', value) ||
      set('building', value)
    )
  }

  function putRoom(found: RegExpExecArray): boolean {
    return placeRun(draft, allInDigits(found[1]!) + (found[2] ?? ''), true)
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
