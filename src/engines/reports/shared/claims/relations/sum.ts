import { compare, isNought, nought, plus, sumOf, type Rational } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import {
  areOfOneForm,
  areOpposite,
  arePaired,
  cutsAcross,
  gapOf,
  isHairOff,
  isLarge,
  isNear,
  isNearly,
  isOver,
  parallel,
} from './addition.ts'
import { looselySameUnit, sameUnit } from '../units.ts'
import { sumOfIntervals } from './growth.ts'
import { isPositive, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { changing, isAmount, sharedRun, wordsOf } from './words.ts'
import { isAim } from './completion.ts'
import { arrived } from './levels.ts'

/** More parts than this are a table and not a sentence. */
const longestSum = 10

function reading(scene: Scene, total: Figure, parts: readonly Figure[], isFirm: boolean): Assertion {
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

/** Words of a list that names some and leaves out others. */
const leavingOut = /包括|包含|特别是|尤其|其中[，：]?(?:主要|重点|仅|仅有)|以.{1,12}为主/
const andSoOn = /^[^，。；）]{0,10}等(?![级奖候待])/

function isPartial(text: string, from: number, first: Figure, last: Figure): boolean {
  return leavingOut.test(text.slice(from, first.start)) || andSoOn.test(text.slice(last.end, last.end + 12))
}

/** 共受理, 全年, 现有; not 公共, 安全, 国有. */
const saysWhole = /(?<!公)共(?![同享建])|总|合计|累计|(?<![安健])全(?!面)|(?<![国所公私])有|受理|接/

function canAdd(total: Figure, part: Figure, isOf = false): boolean {
  if (!isAmount(part) || part.upTo) return false
  // 199 家中增长 113 家: there the change is what divides them.
  if (changing.test(part.lead) && !isOf) return false
  // 停车难小区降至 23 个: what is there after a change, and no part.
  if (arrived.test(part.lead) || isAim(part) !== isAim(total)) return false
  return (
    sameUnit(part.unit, total.unit) ||
    (looselySameUnit(part.unit, total.unit) && sharedRun(wordsOf(part), wordsOf(total)) >= 2)
  )
}

/** The figures that follow in the sentence, or in the bracket right behind. */
function following(scene: Scene, total: Figure): Figure[] {
  const found: Figure[] = []
  for (let i = total.index + 1; i < scene.figures.length && i <= total.index + longestSum; i++) {
    const figure = scene.figures[i]!
    if (figure.sentence !== total.sentence || figure.start - total.end > 400) break
    found.push(figure)
  }
  return found
}

/** 690 家（落税企业 523 家, 非落税企业 167 家）; 共 16 个, 其中: 亿元级 2 个, 千万元级 14 个. */
function partsAfter(scene: Scene, total: Figure): Assertion[] {
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
    return [reading(scene, total, parts, !isPartial(text, total.end, parts[0]!, parts.at(-1)!))]
  }
  const outer = ahead.filter(({ bracket }) => bracket === total.bracket)
  const next = outer[0]
  if (!next) return []
  const between = text.slice(total.end, next.start)
  // One of a list: what follows stands beside it and not within.
  if (between.startsWith('、')) return []
  const isAmong = /其中|包括|包含|分别[为是]|分为|含|涵盖|涉及/.test(between)
  const isOf =
    /^[^，。；、（）]{0,12}中(?![级学心型小央介药医外班高低])[，：]?[^，。；、]{0,12}$/.test(between) &&
    next.clause - total.clause <= 1
  const hasTotal = (saysWhole.test(total.lead) && !/其中/.test(total.lead)) || isAmong
  if (!isAmong && !isOf && !hasTotal) return []
  const parts: Figure[] = []
  for (const figure of outer) {
    if (figure.part !== total.part) break
    if (!canAdd(total, figure, isOf)) {
      if (isAmount(figure) && figure.unit !== total.unit && parts.length === 0) break
      continue
    }
    if (parts.length > 0 && figure.clause - parts.at(-1)!.clause > 2) break
    // 办结 300 件, 其中超期 12 件: a part of the part.
    if (parts.length > 0 && /其中/.test(figure.lead)) break
    parts.push(figure)
  }
  if (parts.length < 2) return []
  return readingsAfter(scene, total, parts, between, isAmong, isOf)
}

const mayOverlap = (parts: readonly Figure[]) => parts.length < 3 || parts.some(cutsAcross)

function readingsAfter(
  scene: Scene,
  total: Figure,
  parts: readonly Figure[],
  between: string,
  isAmong: boolean,
  isOf: boolean,
): Assertion[] {
  const exact = prefixThatAddsUp(total, parts)
  if (exact) return isAmong || isOf || parallel(exact) ? [reading(scene, total, exact, false)] : []
  const rest = parts.findIndex(({ lead }) => /其余|其他|另外|剩余/.test(lead)) + 1
  const lengths = new Set([parts.length, rest, formOf(parts), 2].filter((length) => length >= 2))
  return [...lengths].flatMap((length) => {
    const some = parts.slice(0, length)
    if (length < 4 && isPartial(scene.text, total.end, some[0]!, some.at(-1)!)) return []
    const isAll = length === parts.length
    const gap = gapOf(total, some)
    const isFirm =
      (parallel(some) &&
        (length === rest ||
          (isAll && isAmong && between.includes('：')) ||
          (isAll &&
            isNearly(total, some, gap) &&
            (length > 2 || isClosedPair(total, some, gap) || (isHairOff(total, some, gap) && !some.some(cutsAcross))) &&
            (isLarge(total) || length >= 4 || areOfOneForm(some))))) ||
      ((isAmong || isOf) && isClosedPair(total, some, gap)) ||
      // Sums of money named one by one do not overlap, and cannot come to more than what they are of.
      ((areOfOneForm(some) || (isAll && isAmong && (total.measure === 'money' || !mayOverlap(some)))) &&
        isOver(total, some, gap))
    return isFirm ? [reading(scene, total, some, true)] : []
  })
}

/** 男 and 女 come to the whole; 民事 and 刑事 too, where only a slip of the pen is between them and it. */
function isClosedPair(total: Figure, parts: readonly Figure[], gap: Rational): boolean {
  const [one, other, ...others] = parts.map(wordsOf)
  if (one === undefined || other === undefined || others.length > 0) return false
  return (
    areOpposite(one, other) || (arePaired(one, other) && (isHairOff(total, parts, gap) || isOver(total, parts, gap)))
  )
}

function prefixThatAddsUp(total: Figure, parts: readonly Figure[]): readonly Figure[] | undefined {
  let sum = nought
  for (const [i, part] of parts.entries()) {
    sum = plus(sum, part.value)
    if (i > 0 && compare(sum, total.value) === 0) return parts.slice(0, i + 1)
  }
  return undefined
}

/** How many from the first on are named in one form. */
function formOf(parts: readonly Figure[]): number {
  const other = parts.findIndex((part) => !areOfOneForm([parts[0]!, part]))
  return other < 0 ? parts.length : other
}

const cue = /(?<strong>总计|合计|共计|总共|一共|总数|总量|总额)|(?<weak>共|累计)/

/** 党委 24 个、党总支 37 个、党支部 532 个, 共 593 个党组织: said right behind, with no other word. */
function isBareTotal(total: Figure, parts: readonly Figure[]): boolean {
  const clause = parts[0]!.clause
  return (
    /^(?:一共|共计?|总共|合计)$/.test(total.lead) &&
    total.clause - clause === 1 &&
    parts.every((part) => part.clause === clause)
  )
}

/** 一级 33 项, 二级 21 项, 总计 54 项. */
function partsBefore(scene: Scene, total: Figure): Assertion[] {
  const said = cue.exec(total.lead)
  if (!said) return []
  const run: Figure[] = []
  let isBroken = false
  for (let i = total.index - 1; i >= 0 && i >= total.index - longestSum; i--) {
    const figure = scene.figures[i]!
    if (figure.sentence !== total.sentence || total.start - figure.end > 400) break
    if (figure.bracket !== total.bracket && figure.bracket !== 0) continue
    if (!isAmount(figure)) continue
    // 四个社区共 4,919 件
    if (figure.index === total.index - 1 && figure.written === 'characters' && figure.clause === total.clause) continue
    if (!canAdd(total, figure)) {
      // 1.83 万人次、732 万元, 2.47 万人次、864.5 万元, 两项合计: one of two columns.
      const beside = scene.figures[i - 1]
      const isBeside = beside && scene.text.slice(beside.end, figure.start) === '、' && canAdd(total, beside)
      if (figure.clause >= total.clause - 1 && !isBeside) break
      isBroken ||= sameUnit(figure.unit, total.unit)
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
      own === '' && (total.tail === '' || isBareTotal(total, parts))
        ? true
        : words.some((word) => sharedRun(word, `${own}${total.tail}`) >= 2)
    if (!areOfOne || !parallel(parts)) return []
    const gap = gapOf(total, parts)
    if (isNought(gap)) return [reading(scene, total, parts, false)]
    const isClear =
      said.groups!['strong'] !== undefined && parts.length === run.length && total.clause - parts.at(-1)!.clause <= 1
    const isPlain =
      isNearly(total, parts, gap) ||
      isNear(total, parts, gap) ||
      (isClear && !andSoOn.test(scene.text.slice(parts.at(-1)!.end, total.start)))
    // 第一季度新增 86 户 may be one of them; 其中低保户 10 户 is within one, and not beside them.
    const isFirm = isPlain && !isBroken && !parts.slice(1).some(({ lead }) => /其中/.test(lead))
    return [reading(scene, total, parts, isFirm)]
  })
}

/** 2021年度、2022年度共 8 个项目 …, 2021年度 4 个项目 …, 2022年度 4 个项目. */
function membersOf(scene: Scene, total: Figure): Assertion[] {
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
function columnsOf(scene: Scene, total: Figure): Assertion[] {
  const { figures, text } = scene
  const later = figures
    .slice(total.index + 1, total.index + 40)
    .filter(({ sentence }) => sentence === total.sentence + 1)
  const first = later[0]
  if (!first || !/(?:^|[。\n])其中[^。]*$/.test(text.slice(Math.max(0, first.start - 40), first.start))) return []
  const own = figures
    .slice(Math.max(0, total.index - 6), total.index + 7)
    .filter((figure) => figure.sentence === total.sentence && sameUnit(figure.unit, total.unit) && isAmount(figure))
  const rows = new Map<number, Figure[]>()
  for (const figure of later)
    if (isAmount(figure) && sameUnit(figure.unit, total.unit))
      rows.set(figure.part, [...(rows.get(figure.part) ?? []), figure])
  const all = [...rows.values()]
  const [columns] = new Set(all.map(({ length }) => length))
  if (all.length < 2 || all.some(({ length }) => length !== columns)) return []
  const column =
    columns === own.length ? own.indexOf(total) : columns === 1 && total === likest(own, all.flat()) ? 0 : -1
  if (column < 0) return []
  const parts = all.map((row) => row[column]!)
  return isPositive(total) ? [reading(scene, total, parts, isNearly(total, parts, gapOf(total, parts)))] : []
}

/** Of several totals, the one of whose words its parts are made: 总产值 of 农业产值 and 林业产值. */
function likest(totals: readonly Figure[], parts: readonly Figure[]): Figure | undefined {
  const likeness = (total: Figure) => Math.min(...parts.map((part) => sharedRun(wordsOf(part), wordsOf(total))))
  const [best] = totals.toSorted((a, b) => likeness(b) - likeness(a))
  return best && likeness(best) >= 2 ? best : undefined
}

export function sumsOf(scene: Scene, total: Figure): Assertion[] {
  if (!isAmount(total) || total.upTo || total.approximation) return []
  return [
    ...partsAfter(scene, total),
    ...partsBefore(scene, total),
    ...membersOf(scene, total),
    ...columnsOf(scene, total),
  ]
}
