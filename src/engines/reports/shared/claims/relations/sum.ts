import type { Figure } from '../figures.ts'
import { compare, isZero, minus, over, rational, sumOf, times, type Rational } from '../rational.ts'
import { looselySameUnit, sameUnit } from '../units.ts'
import { sumOfIntervals } from './growth.ts'
import { isPositive, rangeOf, written, type Reading, type Scene } from './reading.ts'
import { changing, isAmount, sharedRun, wordsOf } from './words.ts'
import { isAim } from './completion.ts'

const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [/增长|上升|增加/, /下降|减少|降低/],
  [/男/, /女/],
  [/已/, /未|正在|尚/],
  [/新[增建开办立]/, /续|原有|存量|改建/],
  [/城/, /乡|农/],
  [/门诊/, /急诊/],
  [/上半年/, /下半年/],
  [/线上|网上/, /线下|窗口|现场/],
  [/市级|省级|区级|一级|本级/, /区级|县级|街道|二级|下级/],
  [/企业/, /个体/],
  [/民[商事]/, /刑事|行政/],
  [/普通/, /简易|特殊|职业|重点/],
  [/小学|幼儿/, /初中|中学|小学/],
  [/国有/, /民营|集体/],
  [/境内|国内|内资/, /境外|国外|外资/],
]

/** Two that leave nothing between them: 落税 and 非落税, 增长 and 下降. */
function areOpposite(a: string, b: string): boolean {
  if (a.length >= 2 && (b.includes(`非${a.slice(-4)}`) || b.includes(`非${a.slice(0, 2)}`))) return true
  return opposites.some(([one, other]) => (one.test(a) && other.test(b)) || (one.test(b) && other.test(a)))
}

/** Whether one slip of a digit, or two digits exchanged, would explain the difference. */
function isSlip(figures: readonly Figure[], total: Figure, gap: Rational): boolean {
  return [total, ...figures].some((figure) => {
    const unit = isZero(figure.step) ? rational(1) : figure.step
    const change = over(gap, unit)
    if (change.p % change.q !== 0n) return false
    const was = BigInt(over(figure.value, unit).p / over(figure.value, unit).q)
    const sign = figure === total ? 1n : -1n
    return [1n, -1n].some((way) => oneSlipApart(was, was - sign * way * (change.p / change.q)))
  })
}

function oneSlipApart(a: bigint, b: bigint): boolean {
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

function reading(scene: Scene, total: Figure, parts: readonly Figure[], isFirm: boolean): Reading {
  return {
    kind: 'sum',
    stated: total,
    joined: parts,
    computed: sumOf(parts.map(({ value }) => value)),
    range: sumOfIntervals(parts.map(rangeOf)),
    formula: parts.map((part) => written(scene.text, part)).join(' + '),
    isFirm,
    isExact: true,
  }
}

function gapOf(total: Figure, parts: readonly Figure[]): Rational {
  return minus(total.value, sumOf(parts.map(({ value }) => value)))
}

/** Near enough to the total for a slip of the pen, too near for a list that leaves things out. */
function isNearly(total: Figure, parts: readonly Figure[]): boolean {
  if (compare(total.value, times(total.step.p === 0n ? rational(1) : total.step, rational(20))) < 0) return false
  const gap = gapOf(total, parts)
  const size = times(gap.p < 0n ? { p: -gap.p, q: gap.q } : gap, rational(100))
  if (compare(size, times(total.value, rational(2))) <= 0) return true
  return compare(size, times(total.value, rational(12))) <= 0 && isSlip(parts, total, gap)
}

const partial = /等|主要|重点|包括|包含|特别是|尤其|仅/

function canAdd(total: Figure, part: Figure): boolean {
  if (!isAmount(part) || (changing.test(part.lead.replace(/^(?:其中)?同比/, '')) && part.measure !== 'count'))
    return false
  if (isAim(part) !== isAim(total)) return false
  return (
    sameUnit(part.unit, total.unit) ||
    (looselySameUnit(part.unit, total.unit) && sharedRun(wordsOf(part), wordsOf(total)) >= 2)
  )
}

/** The figures that follow in the sentence, or in the bracket right behind. */
function following(scene: Scene, total: Figure): Figure[] {
  const found: Figure[] = []
  for (let i = total.index + 1; i < scene.figures.length && i <= total.index + 14; i++) {
    const figure = scene.figures[i]!
    if (figure.sentence !== total.sentence || figure.start - total.end > 400) break
    found.push(figure)
  }
  return found
}

/** 690 家（落税企业 523 家, 非落税企业 167 家）; 共 16 个, 其中: 亿元级 2 个, 千万元级 14 个. */
function partsAfter(scene: Scene, total: Figure): Reading[] {
  const { text } = scene
  const ahead = following(scene, total)
  const opening = text.slice(total.end, total.end + 60)
  const inBracket = /^[^，。；：（）]{0,12}（/.test(opening)
  const first = ahead[0]
  if (!first) return []
  if (inBracket && first.bracket > 0 && first.bracket !== total.bracket) {
    const parts = ahead.filter(
      (figure) => figure.bracket === first.bracket && isAmount(figure) && sameUnit(figure.unit, total.unit),
    )
    if (parts.length < 2) return []
    const words = text.slice(total.end, parts.at(-1)!.end + 6)
    return [reading(scene, total, parts, !partial.test(words))]
  }
  const outer = ahead.filter(({ bracket }) => bracket === total.bracket)
  const next = outer[0]
  if (!next) return []
  const between = text.slice(total.end, next.start)
  const isAmong = /其中|包括|包含|分别[为是]|分为|含/.test(between)
  const isOf = /中[，：]?[^，。；、]{0,12}$/.test(between) && /中/.test(total.tail) && next.clause - total.clause <= 1
  const hasTotal = /共|总|合计|累计|全|有|受理|接/.test(total.lead) || isAmong
  if (!isAmong && !isOf && !hasTotal) return []
  const parts: Figure[] = []
  for (const figure of outer) {
    if (figure.part !== total.part) break
    if (!canAdd(total, figure)) {
      if (isAmount(figure) && figure.unit !== total.unit && parts.length === 0) break
      continue
    }
    if (parts.length > 0 && figure.clause - parts.at(-1)!.clause > 2) break
    parts.push(figure)
  }
  if (parts.length < 2) return []
  return readingsAfter(scene, total, parts, between, isAmong, isOf)
}

function readingsAfter(
  scene: Scene,
  total: Figure,
  parts: readonly Figure[],
  between: string,
  isAmong: boolean,
  isOf: boolean,
): Reading[] {
  const prefixes = parts
    .map((_, i) => parts.slice(0, i + 1))
    .filter(({ length }) => length >= 2)
    .toReversed()
  return prefixes.flatMap((some) => {
    const words = scene.text.slice(total.end, some.at(-1)!.end + 8)
    const isOpen = partial.test(words)
    const isRest = /其余|其他|另外|剩余/.test(some.at(-1)!.lead)
    const isList = /[：]/.test(between) && isAmong
    const arePair = some.length === 2 && areOpposite(wordsOf(some[0]!), wordsOf(some[1]!))
    const isWhole = gapOf(total, some).p === 0n
    const areAlike = parallel(some)
    if (isWhole) return areAlike || isAmong || isOf ? [reading(scene, total, some, false)] : []
    const isFirm =
      !isOpen &&
      ((isRest && areAlike) ||
        (isList && areAlike && some.length === parts.length) ||
        (arePair && (isAmong || isOf)) ||
        (areAlike && isNearly(total, some)) ||
        (areOfOneForm(some) && isOver(total, some)))
    return isFirm ? [reading(scene, total, some, true)] : []
  })
}

/** 经济类, 民生类, 治理类: names of one making divide a whole. */
function areOfOneForm(parts: readonly Figure[]): boolean {
  const [first, ...others] = parts
  if (!first || !parallel(parts)) return false
  const last = first.lead.at(-1)
  return others.every(
    ({ lead, tail }) => (last !== undefined && lead.at(-1) === last) || (tail !== '' && tail === first.tail),
  )
}

/** Kinds that divide a whole and come to more than it, by a slip. */
function isOver(total: Figure, parts: readonly Figure[]): boolean {
  const gap = gapOf(total, parts)
  return gap.p < 0n && isSlip(parts, total, gap)
}

/** Said in one form: A 类 x 项, B 类 y 项. */
function parallel(parts: readonly Figure[]): boolean {
  const [first, ...others] = parts
  if (!first) return false
  return others.every((part) => {
    if (part.unit !== first.unit) return false
    if ((part.tail === '') !== (first.tail === '') && part.tail.length > 8) return false
    return true
  })
}

const cue = /(?<strong>总计|合计|共计|总共|一共|总数|总量|总额)|(?<weak>共|累计)/

/** 一级 33 项, 二级 21 项, 总计 54 项. */
function partsBefore(scene: Scene, total: Figure): Reading[] {
  const said = cue.exec(total.lead)
  if (!said) return []
  const run: Figure[] = []
  for (let i = total.index - 1; i >= 0 && i >= total.index - 14; i--) {
    const figure = scene.figures[i]!
    if (figure.sentence !== total.sentence || total.start - figure.end > 400) break
    if (figure.bracket !== total.bracket && figure.bracket !== 0) continue
    if (!isAmount(figure)) continue
    if (!canAdd(total, figure)) {
      if (figure.clause >= total.clause - 1) break
      continue
    }
    if (cue.test(figure.lead) && /总计|合计|总共/.test(figure.lead)) break
    run.unshift(figure)
  }
  if (run.length < 2) return []
  const own = total.lead.slice(said.index + said[0].length).replace(/[有达为到了]/g, '')
  const suffixes = run.map((_, i) => run.slice(i)).filter(({ length }) => length >= 2)
  return suffixes.flatMap((parts) => {
    const words = parts.map(wordsOf)
    const areOfOne =
      own === '' && total.tail === '' ? true : words.some((word) => sharedRun(word, `${own}${total.tail}`) >= 2)
    if (!areOfOne || !parallel(parts)) return []
    if (gapOf(total, parts).p === 0n) return [reading(scene, total, parts, false)]
    const isClear =
      said.groups!['strong'] !== undefined && parts.length === run.length && total.clause - parts.at(-1)!.clause <= 1
    const isFirm =
      isNearly(total, parts) ||
      isNear(total, parts) ||
      (isClear && !partial.test(scene.text.slice(parts[0]!.start, total.start)))
    return [reading(scene, total, parts, isFirm)]
  })
}

/** The same for small numbers, where the cue already says that these are summed. */
function isNear(total: Figure, parts: readonly Figure[]): boolean {
  const gap = gapOf(total, parts)
  const size = times(gap.p < 0n ? { p: -gap.p, q: gap.q } : gap, rational(100))
  return compare(size, times(total.value, rational(60))) <= 0 && isSlip(parts, total, gap)
}

/** 2021年度、2022年度共 8 个项目 …, 2021年度 4 个项目 …, 2022年度 4 个项目. */
function membersOf(scene: Scene, total: Figure): Reading[] {
  if (!/、|和|及/.test(scene.text.slice(Math.max(0, total.start - 24), total.start)) || !/共|总/.test(total.lead))
    return []
  const named = scene.text.slice(Math.max(0, total.start - 40), total.start)
  const parts = following(scene, total).filter(
    (figure) =>
      figure.unit === total.unit &&
      sharedRun(figure.tail, total.tail) >= 3 &&
      sharedRun(figure.lead.slice(-8), named) >= 2,
  )
  return parts.length >= 2 && !cue.test(parts[0]!.lead)
    ? [
        reading(
          scene,
          total,
          parts,
          parts.every(({ lead }) => sharedRun(lead, named) >= 3),
        ),
      ]
    : []
}

/** 受理 A 件, 审结 B 件。其中, 民事受理 a 件, 审结 b 件; 刑事 … : column by column over the parts of the sentence. */
function columnsOf(scene: Scene, total: Figure): Reading[] {
  const { figures, text } = scene
  const later = figures
    .slice(total.index + 1, total.index + 40)
    .filter(({ sentence }) => sentence === total.sentence + 1)
  const first = later[0]
  if (!first || !/(?:^|[。\n])其中[^。]*$/.test(text.slice(Math.max(0, first.start - 40), first.start))) return []
  const own = figures
    .slice(Math.max(0, total.index - 6), total.index + 7)
    .filter((figure) => figure.sentence === total.sentence && sameUnit(figure.unit, total.unit) && isAmount(figure))
  const column = own.indexOf(total)
  const rows = new Map<number, Figure[]>()
  for (const figure of later)
    if (isAmount(figure) && sameUnit(figure.unit, total.unit))
      rows.set(figure.part, [...(rows.get(figure.part) ?? []), figure])
  const all = [...rows.values()]
  if (all.length < 2 || all.some((row) => row.length !== own.length)) return []
  const parts = all.map((row) => row[column]!)
  return isPositive(total) ? [reading(scene, total, parts, isNearly(total, parts))] : []
}

export function sumsOf(scene: Scene, total: Figure): Reading[] {
  if (!isAmount(total) || total.upTo || total.approximation) return []
  return [
    ...partsAfter(scene, total),
    ...partsBefore(scene, total),
    ...membersOf(scene, total),
    ...columnsOf(scene, total),
  ]
}
