import { compare, minus, nought, rational, sumOf, times } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { subtractIntervals } from '../interval.ts'
import { sameUnit } from '../units.ts'
import { rangeOf, statedRange, written, type Assertion, type Scene } from './assertion.ts'
import { contains } from '../interval.ts'
import { changing, comparing, isAmount, isMean, isShare } from './words.ts'

/** What is left of one when another is taken away, and cannot be anything else. */
const left = /(?:其余|剩余|余下|余额|结余|尚余|缺口|净增|净流入|差额|相差)[^，。；、]{0,8}$/
/** 收支相抵, 顺差, 审减: the difference of the two right before. */
const balance = /(?:相抵[，]?[^，。；、]{0,6}|顺差|逆差|审减额?|核减额?|所有者权益|净资产)(?:了|为|达)?$/
const maybe =
  /(?:还有|尚有|仍有|未[\p{Script=Han}]{1,4}|新增|增量|尾数|净\p{Script=Han}{1,2}|审减|核减|节约|节省|顺差|逆差|盈余|结转|利润|亏损|超收|超支)[^，。；、]{0,10}$/u

/** What is itself a part by its words: 已完工 5 个, 在建 4 个. */
const portion = /已|正在|在建|在办|完[工成]|竣工|办结|解决/

function differenceOf(scene: Scene, stated: Figure, whole: Figure, part: Figure, isFirm: boolean): Assertion {
  return {
    kind: 'sum',
    stated,
    joined: [whole, part],
    computed: minus(whole.value, part.value),
    range: subtractIntervals(rangeOf(whole), rangeOf(part)),
    formula: `${written(scene.text, whole)} − ${written(scene.text, part)}`,
    isFirm,
    isExact: true,
  }
}

/** 计划改造 12 个。已完工 5 个, 在建 4 个, 其余 3 个: what is left when all that is named is taken away. */
function restOfSeveral(scene: Scene, stated: Figure): Assertion[] {
  const before = scene.figures
    .slice(Math.max(0, stated.index - 14), stated.index)
    .filter(
      (figure) =>
        figure.paragraph === stated.paragraph &&
        stated.sentence - figure.sentence <= 1 &&
        isAmount(figure) &&
        !isMean(figure) &&
        !figure.upTo &&
        sameUnit(figure.unit, stated.unit),
    )
  const parts = before.filter(({ sentence }) => sentence === stated.sentence)
  const among = parts.findIndex(({ lead }) => /其中/.test(lead))
  const own =
    among >= 0 ? among - 1 : parts.findIndex((figure) => !portion.test(figure.lead) && !/其中/.test(figure.lead))
  const inside = own < 0 ? undefined : parts[own]
  const outer = before.filter(({ sentence }) => sentence !== stated.sentence)
  const whole = inside ?? outer.at(-1)
  const taken = inside ? parts.slice(own + 1) : parts
  if (!whole || taken.length < 2 || taken.length > 6 || taken.some(({ approximation }) => approximation)) return []
  const rest = minus(whole.value, sumOf(taken.map(({ value }) => value)))
  const isSure = !inside && outer.length === 1 && taken.every(({ lead }) => portion.test(lead))
  const gap = minus(rest, stated.value)
  const isSlight = compare(times(gap, rational(gap.n < 0n ? -2 : 2)), whole.value) <= 0
  if (compare(gap, nought) !== 0 && !(isSure && isSlight && !whole.approximation)) return []
  return [
    {
      kind: 'sum',
      stated,
      joined: [whole, ...taken],
      computed: rest,
      range: { low: rest, high: rest },
      formula: [whole, ...taken].map((figure) => written(scene.text, figure)).join(' − '),
      isFirm: true,
      isExact: true,
    },
  ]
}

/** 收到 143 个, 解决 131 个, 其余 12 个; 新办 316 户, 注销 142 户, 净增 174 户. */
export function restOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isAmount(stated) || stated.approximation || stated.upTo || isMean(stated)) return []
  const previous = scene.figures[stated.index - 1]
  // 剩余 7 户 18 人: said of both.
  const isBeside = stated.lead === '' && previous?.end === stated.start && previous.unit !== stated.unit
  const lead = isBeside ? previous.lead : stated.lead
  // 较年初净增 15 人: since when, and not of which two.
  const isPlain = left.test(lead) && !comparing.test(lead) && !/[比较]/.test(lead)
  const isBalance = balance.test(scene.text.slice(Math.max(0, stated.start - 16), stated.start))
  if (!isPlain && !isBalance && !maybe.test(lead)) return []
  const several = isPlain ? restOfSeveral(scene, stated) : []
  if (several.length > 0) return several
  const before: Figure[] = []
  for (let i = stated.index - 1; i >= 0 && i >= stated.index - 10; i--) {
    const figure = scene.figures[i]!
    if (stated.sentence - figure.sentence > (isPlain ? 0 : 1) || stated.paragraph !== figure.paragraph) break
    if (isShare(figure)) continue
    if (!isAmount(figure) || isMean(figure) || figure.upTo) continue
    if (isBeside && figure.unit === previous.unit) continue
    // 已消除 61 户 169 人: the people beside the households.
    if (figure.unit !== stated.unit && scene.figures[i - 1]?.end === figure.start) continue
    if (!sameUnit(figure.unit, stated.unit) && !(/缺口|相差|差额/.test(stated.lead) && figure.measure === 'count'))
      break
    before.push(figure)
  }
  const [part, whole] = before
  if (!part || !whole) return []
  const isOnly =
    (isBalance || (before.length === 2 && isPlain)) &&
    stated.clause - part.clause <= (isBalance ? 4 : 2) &&
    part.clause - whole.clause <= 2 &&
    !changing.test(part.lead) &&
    !portion.test(whole.lead) &&
    !/其中/.test(whole.lead) &&
    compare(whole.value, part.value) > 0
  const pairs = before.flatMap((one, i) => before.slice(i + 1).map((other) => [one, other] as const))
  return pairs.flatMap(([one, other]) => {
    const [less, more] = compare(one.value, other.value) < 0 ? [one, other] : [other, one]
    const fits = contains(statedRange(stated, true), minus(more.value, less.value))
    if (fits) return [differenceOf(scene, stated, more, less, false)]
    return isOnly ? [differenceOf(scene, stated, more, less, true)] : []
  })
}
