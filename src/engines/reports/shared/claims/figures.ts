import { rational, times, type Rational } from '#kernel/rational'
import { clausesOf, type Clauses } from './clauses.ts'
import { numeralsOf, type Numeral } from './numerals.ts'
import { rankAt } from './ranks.ts'
import { tableUnits } from './table-units.ts'
import { countsNothing } from './uncounted.ts'
import { unitAt, type UnitKind } from './units.ts'

export interface Approximation {
  readonly word: string
  readonly bound: '>=' | '<=' | '~'
}

/** A number that counts or measures something, with what stands around it. */
export interface Figure {
  readonly index: number
  /** In the plain text. */
  readonly start: number
  readonly end: number
  readonly value: Rational
  readonly step: Rational
  readonly isWhole: boolean
  readonly written: Numeral['written']
  readonly upTo?: Rational
  readonly unit: string
  readonly measure: UnitKind
  readonly approximation?: Approximation
  /** What leads up to it, back to a sign of punctuation or the figure before. */
  readonly lead: string
  /** What follows its measure word, up to a sign of punctuation or the figure after. */
  readonly tail: string
  readonly sentence: number
  readonly paragraph: number
  readonly part: number
  readonly clause: number
  readonly bracket: number
}

const before: readonly (readonly [RegExp, Approximation['bound']])[] = [
  [/(?:不少于|不低于|不小于|至少|超过|突破|逾|超|高于|多于|大于|上|数)$/, '>='],
  [/(?:不超过|不高于|不多于|不足|不到|接近|将近|最多|低于|少于|小于|近)$/, '<='],
  [/(?:大约|大概|左右|约)$/, '~'],
]
const after: readonly (readonly [RegExp, Approximation['bound']])[] = [
  [/^(?:及以上|以上|有余|之多)/, '>='],
  [/^(?:及以下|以下|以内|之内)/, '<='],
  [/^(?:左右|上下)/, '~'],
]
/** 附近, 签约, 高超: words that end like those and say nothing of a number. */
const otherWord = /[最附邻临靠就远亲]近$|[签预节合公履违制简租续邀契条婚解特]约$|[高赶反]超$/

/** 上百场, 数十家, 百余人: a scale without a digit, which only a word of more or less makes a figure. */
function isBare(text: string, { start, end, written }: Numeral): boolean {
  return written === 'characters' && /^[十百千万亿]+[余多]?$/.test(text.slice(start, end))
}

interface Standing extends Omit<Figure, 'lead' | 'tail' | 'index'> {}

function approximationOf(text: string, numeral: Numeral, end: number): Approximation | undefined {
  if (numeral.more) return { word: numeral.more, bound: '>=' }
  const ahead = text.slice(Math.max(0, numeral.start - 4), numeral.start)
  if (!otherWord.test(ahead))
    for (const [pattern, bound] of before) {
      const found = pattern.exec(ahead)
      if (found && (!/^[上数]$/.test(found[0]) || isBare(text, numeral))) return { word: found[0], bound }
    }
  const behind = text.slice(end, end + 3)
  for (const [pattern, bound] of after) {
    const found = pattern.exec(behind)
    if (found) return { word: found[0], bound }
  }
  const trailing = /^[多余]/.exec(behind)
  if (trailing && !/^(?:余下|余额|余人|多[次项种元方式样数格家])/.test(behind))
    return { word: trailing[0], bound: '>=' }
  if (numeral.upTo) return { word: '至', bound: '>=' }
  return undefined
}

const moneyWords = /[税款资产收支费值额]|投入|贡献|补贴|救助|奖金|预算/

/** 其中老人 3.1 万, 党员由 1.2 万增至: the word right before is one for people. */
const peopleWords =
  /(?:人[口数员们才]?|[者员]|岁(?:及?以[上下])?|居民|[村市渔]民|群众|[考新]生|学生|职工|儿童|青年|游客)(?:总[数量])?(?:[由从]|[超近约共达为至到已仅有])*$/

/** 由 12.1 万增至: between a thing and the number it came to. */
const fromTo = /[由从][\d.]+[万亿][^，。；\d]{0,4}[至到为]$/

interface Measured {
  readonly name: string
  readonly measure: UnitKind
  readonly scale: Rational
  readonly end: number
}

/** The measure word after a number, or the one its table or its money words leave out. */
function measured(text: string, numeral: Numeral, cells: ReadonlyMap<number, string>): Measured | undefined {
  const scale = rational(1)
  if (numeral.unit === '%') return { name: '%', measure: 'percent', scale, end: numeral.end }
  if (numeral.unit === '分之' || numeral.unit === '比') return { name: '', measure: 'times', scale, end: numeral.end }
  if (
    text[numeral.end] === '大' &&
    !/^大(?:[于约概量力幅多小型关]|队(?!伍))/.test(text.slice(numeral.end, numeral.end + 3))
  )
    return { name: '个', measure: 'count', scale, end: numeral.end + 1 }
  const found = unitAt(text, numeral.end)
  if (found) {
    const { unit, length } = found
    let end = numeral.end + length
    // 410套(户)
    const twin = /^[(（]([户人件个家次])[)）]/.exec(text.slice(end, end + 3))
    if (twin && unit.measure === 'count') end += 3
    return { name: unit.name, measure: unit.measure, scale: unit.scale, end }
  }
  const lead = text.slice(Math.max(0, numeral.start - 14), numeral.start)
  const inTable = /[(（](?:单位[：:])?([^()（）\d]{1,5})[)）][:：]?(?:[\d，.%]+ )*$/.exec(
    text.slice(Math.max(0, numeral.start - 40), numeral.start),
  )
  const next = text[numeral.end] ?? '\n'
  const inHead = cells.get(numeral.start) ?? inTable?.[1]
  const named = inHead && /[ \n，。；、%]/.test(next) ? unitNamed(inHead) : undefined
  if (named) return { ...named, end: numeral.end }
  const isPlain = numeral.written === 'characters' && numeral.isWhole
  const isGreat = !isPlain && /[万亿]/.test(text.slice(numeral.start, numeral.end))
  if (isGreat && /[\n，。；、)）增降升减至到以的]/.test(next)) {
    if (moneyWords.test(lead.slice(lead.search(/[^，。；\n]*$/))))
      return { name: '元', measure: 'money', scale, end: numeral.end }
    return { name: peopleWords.test(lead.replace(fromTo, '')) ? '人' : '', measure: 'count', scale, end: numeral.end }
  }
  if (isIndex(text, numeral)) return { name: '', measure: 'times', scale, end: numeral.end }
  // A measure word of its own trade, right before a sign of punctuation: 42万羽。
  const word = text[numeral.end]
  // 监控600路: channels, where the words before are of them and of no bus.
  if (
    word === '路' &&
    /监控|视频|摄像|探头|信号|线路/.test(lead) &&
    /[，。；、）\n高]/.test(text[numeral.end + 1] ?? '\n')
  )
    return { name: word, measure: 'count', scale, end: numeral.end + 1 }
  if (numeral.written === 'digits' && word && trade.test(word) && /[，。；、）\n]/.test(text[numeral.end + 1] ?? '\n'))
    return { name: word, measure: 'count', scale, end: numeral.end + 1 }
  // 1400多岗位
  if (numeral.more && numeral.written === 'digits' && /\p{Script=Han}/u.test(next))
    return { name: '个', measure: 'count', scale, end: numeral.end }
  return undefined
}

const indexed =
  /(?:指数|系数|因子|比值|容积率|密度|[A-Z]{2,5}值?|(?<whole>(?<![同环占相对])比|均))(?:达到?|为|是|约|至|到|降|升|提高|缩小|扩大|[：:])*$/

/** CMI值1.18, 城乡收入比为1.87, 篇均4.55: a value without a measure word, up to a sign of punctuation. */
function isIndex(text: string, numeral: Numeral): boolean {
  if (numeral.written !== 'digits' || numeral.more || !/[，。；、）\n]/.test(text[numeral.end] ?? '\n')) return false
  const said = indexed.exec(text.slice(Math.max(0, numeral.start - 14), numeral.start))
  return said !== null && /\.\d/.test(text.slice(numeral.start, numeral.end))
}

/** The measure word in the brackets of a head: 件, 万元, 路. */
function unitNamed(word: string): Omit<Measured, 'end'> | undefined {
  const great = /^[万亿千百]+/.exec(word)?.[0] ?? ''
  const name = word.slice(great.length)
  const scale = rational([...great].reduce((all, char) => all * (multipliers[char] ?? 1n), 1n))
  const found = unitAt(`${name}。`, 0)
  if (found && found.length === name.length)
    return { name: found.unit.name, measure: found.unit.measure, scale: times(found.unit.scale, scale) }
  return /^\p{Script=Han}$/u.test(name) ? { name, measure: 'count', scale } : undefined
}

/** What may be a measure word: not the words that end dates, addresses, names and turns of phrase. */
const trade = /[^年月日时点号弄室楼期届路村巷里街线版级代型式类后前内外中起止来和及与等的了多余%\P{Script=Han}]/u

const multipliers: Readonly<Record<string, bigint>> = { 百: 100n, 千: 1000n, 万: 10_000n, 亿: 100_000_000n }

function standingAt(
  text: string,
  numeral: Numeral,
  clauses: Clauses,
  cells: ReadonlyMap<number, string>,
): Standing | undefined {
  const rank = rankAt(text, numeral)
  if (rank) return { ...standingOf(rank.start, rank.end, numeral, clauses), unit: '名次', measure: 'rank' }
  const unit = measured(text, numeral, cells)
  if (!unit || countsNothing(text, numeral, unit, clauses.quoted)) return undefined
  const approximation = approximationOf(text, numeral, unit.end)
  // 亿元以上项目: a class of things and not a sum.
  const isClass = isBare(text, numeral) && text[numeral.start] !== '十'
  if (isClass && (!approximation || /^及?以/.test(approximation.word))) return undefined
  return {
    ...standingOf(numeral.start, unit.end, numeral, clauses),
    value: times(numeral.value, unit.scale),
    step: times(numeral.step, unit.scale),
    isWhole: numeral.isWhole && unit.scale.n === 1n,
    ...(numeral.upTo && { upTo: times(numeral.upTo, unit.scale) }),
    unit: unit.name,
    measure: unit.measure,
    ...(approximation && { approximation }),
  }
}

function standingOf(start: number, end: number, numeral: Numeral, clauses: Clauses) {
  return {
    start,
    end,
    value: numeral.value,
    step: numeral.step,
    isWhole: numeral.isWhole,
    written: numeral.written,
    sentence: clauses.sentence[start]!,
    paragraph: clauses.paragraph[start]!,
    part: clauses.part[start]!,
    clause: clauses.clause[start]!,
    bracket: clauses.bracket[start]!,
  }
}

const longestContext = 60
const border = /[，、；。：！？\n ,;:!?()（）|]/

function leadOf(text: string, start: number, floor: number): string {
  let end = start
  // 新增就业（人） 1,200
  const bracket = /(?:[(（][^()（）\n]{1,20}[)）][:： ]*| [^\d\s，。；、]{1,4} )(?:[\d，.%]+ )*$/.exec(
    text.slice(Math.max(floor, start - 45), start),
  )
  if (bracket) end = start - bracket[0].length
  else if (/[:： ]/.test(text[start - 1] ?? '')) end = start - 1
  let from = end
  while (from > floor && end - from < longestContext && !border.test(text[from - 1]!)) from--
  return text.slice(from, end)
}

function tailOf(text: string, end: number, ceiling: number): string {
  let from = end
  const bound = /^(?:及以上|及以下|以上|以下|左右|余|多)/.exec(text.slice(from, from + 3))
  if (bound) from += bound[0].length
  let to = from
  while (to < ceiling && to - from < longestContext && !border.test(text[to]!)) to++
  return text.slice(from, to)
}

interface Read {
  readonly figures: readonly Figure[]
  readonly clauses: Clauses
}

export function figuresOf(text: string): Read {
  const numerals = numeralsOf(text)
  const clauses = clausesOf(text, numerals)
  const cells = tableUnits(text)
  const standing = numerals.flatMap((numeral) => standingAt(text, numeral, clauses, cells) ?? [])
  const figures = standing.map((figure, index): Figure => {
    const floor = standing[index - 1]?.end ?? 0
    const ceiling = standing[index + 1]?.start ?? text.length
    let lead = leadOf(text, figure.start, floor)
    let tail = tailOf(text, figure.end, ceiling)
    const joining = /(?:以及|和|及|与|并)(?=[^和及与并]{0,20}$)/
    if (figure.start - lead.length === floor && floor > 0) {
      const joint = joining.exec(lead)
      if (joint) lead = lead.slice(joint.index + joint[0].length)
    }
    if (figure.end + tail.length === ceiling) {
      const joint = joining.exec(tail)
      if (joint) tail = tail.slice(0, joint.index)
      // After money and shares comes the next thing, not what they are of.
      else if (figure.measure !== 'count') tail = ''
    }
    return { ...figure, index, lead, tail }
  })
  return { figures, clauses }
}
