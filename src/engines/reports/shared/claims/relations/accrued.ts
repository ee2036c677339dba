import { compare, minus, plus, rational, times, type Rational } from '#kernel/rational'
import type { Claim } from '../claim.ts'
import type { Figure } from '../figures.ts'
import { addIntervals, subtractIntervals } from '../interval.ts'
import { sameUnit } from '../units.ts'
import { gapOf } from './addition.ts'
import { rateBetween } from './growth.ts'
import { rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { changing, falling, isAmount, isMean, isShare, sharedRun, wordsOf } from './words.ts'

/** 累计达到, 总数增至: what there is altogether, once the new is there. */
const altogether =
  /(?:累计|总数|总量|总面积|总里程|总额|保有量|规模|存量|拥有量)[^，。；、]{0,6}(?:达到?|增至|增加到|扩大到|为|到|建成)?$|(?:^|[，])(?:累计|总数)(?:将)?达到?$/
const added = /(?:新增|新建|新改建|新引进|新创建|再|净增|增设|增加|扩建)[^，。；、]{0,14}$/
const standing = /累计|已有?|现有|共有?|拥有|总[数量]|达到?|建成|完成|存量|上年末|目前/

const isPlainAmount = (figure: Figure): boolean => isAmount(figure) && !figure.upTo && !figure.approximation

function wholeOf(scene: Scene, stated: Figure, base: Figure, more: Figure, isFirm: boolean): Assertion {
  return {
    kind: 'sum',
    stated,
    joined: [base, more],
    computed: plus(base.value, more.value),
    range: addIntervals(rangeOf(base), rangeOf(more)),
    formula: `${written(scene.text, base)} + ${written(scene.text, more)}`,
    isFirm,
    isExact: true,
  }
}

/** What there was before, said in another sentence: of the same thing, in the same measure word. */
function basesOf(scene: Scene, now: Figure, thing: string): Figure[] {
  return scene.figures
    .slice(Math.max(0, now.index - 80), now.index)
    .filter(
      (figure) =>
        figure.sentence !== now.sentence &&
        sameUnit(figure.unit, now.unit) &&
        isPlainAmount(figure) &&
        !isMean(figure) &&
        !changing.test(figure.lead) &&
        compare(figure.value, now.value) < 0 &&
        sharedRun(thing, wordsOf(figure)) >= 3,
    )
}

/** Further off than this, it was counted up from something else. */
const isNear = (gap: Rational, { value }: Figure): boolean =>
  compare(times(gap, rational(gap.n < 0n ? -7 : 7)), value) < 0

/** 已建成 9.8 万亩 … 新建 1.2 万亩, 累计达到 11 万亩. */
function stocksOf(scene: Scene, stated: Figure): Assertion[] {
  const more = scene.figures[stated.index - 1]
  if (!more || !altogether.test(stated.lead) || !isPlainAmount(stated) || !isPlainAmount(more)) return []
  if (more.sentence !== stated.sentence || stated.clause - more.clause > 2 || !sameUnit(more.unit, stated.unit))
    return []
  if (!added.test(more.lead) || compare(more.value, stated.value) >= 0) return []
  const bases = basesOf(scene, stated, `${wordsOf(more)}|${wordsOf(stated)}`)
  const [only] = bases
  const isOnly = bases.length === 1 && standing.test(only!.lead)
  return bases.map((base) => wholeOf(scene, stated, base, more, isOnly && isNear(gapOf(stated, [base, more]), stated)))
}

/** 新建 600 路, 总数达到 5600 路, 增幅 12 %: what is new, of what there was without it. */
function shareOfNew(scene: Scene, stated: Figure): Assertion[] {
  const [more, now] = [scene.figures[stated.index - 2], scene.figures[stated.index - 1]]
  if (!more || !now || !/(?:增幅|增长|增加|扩容)(?:达到?|为|了)*$/.test(stated.lead)) return []
  if (now.sentence !== stated.sentence || more.sentence !== stated.sentence || stated.clause - more.clause > 3)
    return []
  if (!isPlainAmount(now) || !isPlainAmount(more) || !sameUnit(now.unit, more.unit)) return []
  if (!added.test(more.lead) || !altogether.test(now.lead) || compare(more.value, now.value) >= 0) return []
  const was = { ...more, value: minus(now.value, more.value) }
  const [a, b] = [written(scene.text, more), written(scene.text, now)]
  return [
    {
      ...rateBetween(scene, stated, now, was, true, '增长'),
      joined: [now, more],
      formula: `${a} ÷ (${b} − ${a})`,
    },
  ]
}

const since =
  /^(?:，)?(?:比|较)(?:今年|本年|上年|去年|上年末|\d{4}年)[^，。；]{0,4}(?:增加|新增|增长|减少|下降|提高|多|少)了?$/

/** 床位 320 张 … 床位达到 400 张, 比今年增加 80 张. */
function differencesOf(scene: Scene, stated: Figure): Assertion[] {
  const now = scene.figures[stated.index - 1]
  if (!now || !since.test(stated.lead) || !isPlainAmount(stated) || !isPlainAmount(now)) return []
  if (now.sentence !== stated.sentence || stated.clause - now.clause > 1 || !sameUnit(now.unit, stated.unit)) return []
  const isDown = falling.test(stated.lead) || /少了?$/.test(stated.lead)
  if (isDown) return []
  return basesOf(scene, now, wordsOf(now))
    .filter((base) => compare(minus(now.value, base.value), stated.value) === 0)
    .map((base) => ({
      kind: 'growth' as const,
      stated,
      joined: [now, base],
      computed: minus(now.value, base.value),
      range: subtractIntervals(rangeOf(now), rangeOf(base)),
      formula: `${written(scene.text, now)} − ${written(scene.text, base)}`,
      isFirm: false,
      isExact: true,
    }))
}

const expected = /(?:预期|预计|计划|力争|目标)?(?:增长|上升|下降)$/
const arriving = /^(?:左右|以上)?，?(?:预计|力争)?(?:达到?|实现|为)$/
const aimWords = /目标|预期|力争|争取|预计|计划|安排|增长|上升|下降|达到?|完成|实现|全年|全[市区县镇]|约|的|[，。：、]/g

/** 收入 85.32 亿元 … 收入预期增长 5 %, 达到 89.59 亿元. */
function aimedOf(scene: Scene, claims: readonly Claim[], stated: Figure): Assertion[] {
  const now = scene.figures[stated.index + 1]
  if (!now || !isShare(stated) || !expected.test(stated.lead) || stated.approximation || !isPlainAmount(now)) return []
  if (now.sentence !== stated.sentence || !arriving.test(scene.text.slice(stated.end, now.start))) return []
  const name = stated.lead.replaceAll(aimWords, '').slice(-12)
  if (name.length < 4) return []
  const named = scene.figures
    .slice(0, stated.index)
    .filter(
      (figure) =>
        figure.unit === now.unit &&
        isPlainAmount(figure) &&
        figure.paragraph !== now.paragraph &&
        claims[figure.index]!.label.replaceAll(aimWords, '') === name,
    )
  const [was] = named
  const isClear = was !== undefined && named.every(({ value }) => compare(value, was.value) === 0)
  return isClear ? [rateBetween(scene, stated, now, was, true)] : []
}

/** What comes to be by what is added, where what there was is said elsewhere in the report. */
export function accruedOf(scene: Scene, claims: readonly Claim[]): Assertion[] {
  return scene.figures.flatMap((stated) =>
    isShare(stated)
      ? [...shareOfNew(scene, stated), ...aimedOf(scene, claims, stated)]
      : isAmount(stated)
        ? [...stocksOf(scene, stated), ...differencesOf(scene, stated)]
        : [],
  )
}
