import {
  compare,
  hundred,
  isNought,
  minus,
  nought,
  over,
  rational,
  sumOf,
  times,
  type Rational,
} from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { wordsOf } from './words.ts'

/** Two kinds that are all there is. */
const complements: readonly (readonly [RegExp, RegExp])[] = [
  [/增长|上升|增加/, /下降|减少|降低/],
  [/男/, /女/],
  [/已/, /未/],
  [/上半年/, /下半年/],
]

/** Two kinds often told together, beside which there may be a third that is left out: 民事, 刑事 and 行政. */
const pairs: readonly (readonly [RegExp, RegExp])[] = [
  [/已/, /正在|尚/],
  [/新[增建开办立]/, /续|原有|存量|改建/],
  [/城/, /乡|农/],
  [/门诊/, /急诊/],
  [/线上|网上/, /线下|窗口|现场/],
  [/市级|省级|区级|一级|本级/, /区级|县级|街道|二级|下级/],
  [/企业/, /个体/],
  [/民[商事]/, /刑事|行政/],
  [/普通|一般/, /简易|特殊|职业|重点/],
  [/小学|幼儿/, /初中|中学|小学/],
  [/国有/, /民营|集体/],
  [/境内|国内|内资/, /境外|国外|外资/],
]

/** Women and members of the Party are counted once more among the others. */
export const cutsAcross = (part: Figure): boolean =>
  /女|男|党员|团员|学历|本科|硕士|博士|岁|职称|民族|残疾|骨干/.test(wordsOf(part))

/** Two that leave nothing between them: 落税 and 非落税, 增长 and 下降. */
export function areOpposite(a: string, b: string): boolean {
  if (a.length >= 2 && (b.includes(`非${a.slice(-4)}`) || b.includes(`非${a.slice(0, 2)}`))) return true
  return areEither(complements, a, b)
}

function areEither(all: typeof complements, a: string, b: string): boolean {
  return all.some(([one, other]) => (one.test(a) && other.test(b)) || (one.test(b) && other.test(a)))
}

/** 民事 and 刑事: a third kind may be left out. */
export const arePaired = (a: string, b: string): boolean => areEither(pairs, a, b)

/** One slip makes it up, and it is no more than three hundredths: a third kind left out is seldom so small. */
export function isHairOff(total: Figure, parts: readonly Figure[], gap: Rational): boolean {
  return compare(sizeOf(gap), times(total.value, rational(3))) <= 0 && isSlip(parts, total, gap)
}

/** Whether one slip of a digit, or two digits exchanged, would explain the difference. */
function isSlip(figures: readonly Figure[], total: Figure, gap: Rational): boolean {
  return [total, ...figures].some((figure) => {
    const unit = isNought(figure.step) ? rational(1) : figure.step
    const change = over(gap, unit)
    if (change.n % change.d !== 0n) return false
    const { n, d } = over(figure.value, unit)
    const steps = change.n / change.d
    return oneSlipApart(n / d, figure === total ? n / d - steps : n / d + steps)
  })
}

export function oneSlipApart(a: bigint, b: bigint): boolean {
  if (b < 0n) return false
  const [x, y] = [a.toString(), b.toString()]
  if (x.length !== y.length) return false
  const places = [...x].flatMap((char, i) => (char === y[i] ? [] : [i]))
  if (places.length === 1) return true
  return (
    places.length === 2 &&
    places[1]! - places[0]! === 1 &&
    x[places[0]!] === y[places[1]!] &&
    x[places[1]!] === y[places[0]!]
  )
}

export function gapOf(total: Figure, parts: readonly Figure[]): Rational {
  return minus(total.value, sumOf(parts.map(({ value }) => value)))
}

/** Without its sign, in hundredths. */
function sizeOf(gap: Rational): Rational {
  return times(gap.n < 0n ? minus(nought, gap) : gap, hundred)
}

/** In small numbers any list comes near its total. */
export function isLarge({ value, step }: Figure): boolean {
  return compare(value, times(isNought(step) ? rational(1) : step, hundred)) >= 0
}

/** Near enough to the total for a slip of the pen, too near for a list that leaves things out. */
export function isNearly(total: Figure, parts: readonly Figure[], gap: Rational): boolean {
  if (compare(total.value, times(isNought(total.step) ? rational(1) : total.step, rational(20))) < 0) return false
  const size = sizeOf(gap)
  if (compare(size, times(total.value, rational(2))) <= 0) return true
  return (isTelling(total) || compare(size, times(total.value, rational(12))) <= 0) && isSlip(parts, total, gap)
}

/** Four digits and more: that a list which leaves things out came to one slip from them would be chance. */
function isTelling({ value, step }: Figure): boolean {
  return compare(value, times(isNought(step) ? rational(1) : step, rational(1000))) >= 0
}

/** 经济类, 民生类, 治理类: names of one making divide a whole. */
export function areOfOneForm(parts: readonly Figure[]): boolean {
  const [first, ...others] = parts
  if (!first || !parallel(parts)) return false
  const last = first.lead.at(-1)
  return others.every(
    ({ lead, tail }) => (last !== undefined && lead.at(-1) === last) || (tail !== '' && tail === first.tail),
  )
}

/** Kinds that divide a whole and come to more than it, by a slip. */
export function isOver(total: Figure, parts: readonly Figure[], gap: Rational): boolean {
  return gap.n < 0n && isSlip(parts, total, gap)
}

/** Said in one form: A 类 x 项, B 类 y 项. */
export function parallel(parts: readonly Figure[]): boolean {
  const [first, ...others] = parts
  if (!first) return false
  return others.every((part) => {
    if (part.unit !== first.unit) return false
    if ((part.tail === '') !== (first.tail === '') && part.tail.length > 8) return false
    return true
  })
}

/** The same for small numbers, where the cue already says that these are summed. */
export function isNear(total: Figure, parts: readonly Figure[], gap: Rational): boolean {
  const size = sizeOf(gap)
  return compare(size, times(total.value, rational(60))) <= 0 && isSlip(parts, total, gap)
}
