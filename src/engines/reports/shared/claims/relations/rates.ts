import { compare, hundred, rational, times } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { contains } from '../interval.ts'
import { percentOf, statedRange, type Assertion, type Scene } from './assertion.ts'
import { impliedWhole } from './implied.ts'
import { due, fitOf, incoming, isDenied, oughtStem, qualified, stemOf } from './rate-words.ts'
import { besideOf, complementOf, severalReadings } from './rate-of-several.ts'
import { amountsBefore } from './reach.ts'
import { canDivide, namedBoth, share } from './share.ts'
import { isAmount, wordsOf } from './words.ts'

/** 审结 a 件 …; 其中以调解方式结案 b 件. */
function isAmong({ text }: Scene, part: Figure, whole: Figure): boolean {
  return (
    whole.index < part.index &&
    whole.sentence === part.sentence &&
    /其中[^，。；]*(?:、[^，。；]*)?$/.test(text.slice(whole.end, part.start))
  )
}

interface Scored extends Assertion {
  readonly score: number
}

/** 化解率 98.2%（受理 1,120 件, 化解 1,100 件）. */
function insideBracket({ figures, text }: Scene, stated: Figure): { part: Figure; whole: Figure } | undefined {
  const [whole, part, more] = figures.slice(stated.index + 1, stated.index + 4)
  if (text[stated.end] !== '（' || !whole || !part || whole.bracket === 0 || whole.bracket !== part.bracket)
    return undefined
  if (whole.start - stated.end > 20 || more?.bracket === part.bracket || !isAmount(whole) || !isAmount(part))
    return undefined
  return canDivide(part, whole) ? { part, whole } : undefined
}

/** 化解率 93.5 %（交办 230 件）: the whole, told in brackets behind the rate. */
function toldBehind({ figures, text }: Scene, stated: Figure): Figure | undefined {
  const next = figures[stated.index + 1]
  if (!next || !isAmount(next) || next.bracket === 0 || next.bracket === stated.bracket) return undefined
  return /^（[^，。；（）\d]{0,8}$/.test(text.slice(stated.end, next.start)) && incoming.test(next.lead)
    ? next
    : undefined
}

/**
 * A slip of the pen stays within the range of what it miswrites; what is far off is a share of something else, unless
 * the sentence has no others that it could be of.
 */
function isLikely(stated: Figure, part: Figure, whole: Figure, areOnly: boolean): boolean {
  const computed = percentOf(part.value, whole.value)
  const isMore = compare(computed, hundred) > 0 && compare(stated.value, hundred) <= 0
  // 矫正对象 43 人, 帮教 112 人, 帮教率: two groups, and not one of the other.
  if (isMore && (part.index - whole.index !== 1 || part.sentence !== whole.sentence || !incoming.test(whole.lead)))
    return false
  const isFar =
    compare(computed, times(stated.value, rational(2))) > 0 || compare(times(computed, rational(2)), stated.value) < 0
  return !isFar || (areOnly && stated.clause - whole.clause <= 3 && part.unit === whole.unit)
}

/** 调解成功率 97.1 % is of these two: then 调解率 100 % beside it is not. */
function isOfAnother(rates: readonly Figure[], stated: Figure, part: Figure, whole: Figure): boolean {
  const computed = percentOf(part.value, whole.value)
  return rates.some(
    (other) => compare(other.value, stated.value) !== 0 && contains(statedRange(other, false), computed),
  )
}

/** 整改 1,248 处, 其中重大隐患 6 处, 整改率 100 %: of what was named last, whose own whole is not said. */
function isPassedOver(near: readonly Figure[], part: Figure): boolean {
  return near.some(
    (figure) =>
      figure.index > part.index &&
      figure.unit === part.unit &&
      figure.sentence === part.sentence &&
      /其中/.test(figure.lead),
  )
}

/** 发现 19115 件, 结案 18726 件, 结案率 97.8 %. */
export function ratesOf(scene: Scene, stated: Figure): Assertion[] {
  const reach = amountsBefore(scene, stated)
  const { near, far } = reach
  const stem = stemOf(stated.lead)
  const complement = complementOf(scene, stated, stem, near)
  if (complement.length > 0) return complement
  const both = namedBoth(scene, stated, stem, near)
  if (both.length > 0)
    return both.map((each) => ({ ...each, isFirm: isLikely(stated, each.joined[0]!, each.joined[1]!, false) }))
  const told = toldBehind(scene, stated)
  const all = told ? [told, ...near, ...far] : [...near, ...far]
  const context = all.map(wordsOf).join('|')
  const beside = besideOf(scene, stated, stem, reach)
  const readings: Scored[] = []
  for (const part of all) {
    const fit = fitOf(stem, part, context)
    const isNear = part.sentence === stated.sentence
    if (fit.shared === 0 || (!isNear && fit.shared < 2)) continue
    // What ought to be done is not what was done.
    if (due.test(part.lead) && !oughtStem.test(stem)) continue
    const isPassed = isPassedOver(near, part)
    for (const whole of all) {
      if (!canDivide(part, whole) || isDenied(stem, wordsOf(whole))) continue
      // 办结 b 件, 同比上升 p %, 办结率: what changed stands between.
      const isNearest = part === near[0] && isNear && stated.clause - part.clause <= 3
      const isAdjacent = stated.index - part.index === 1 || stated.clause - part.clause <= 1 || isNearest
      const isOrdered = whole.index < part.index
      const isWhole = incoming.test(whole.lead) || due.test(whole.tail) || isAmong(scene, part, whole)
      const score =
        (fit.shared >= 2 ? 3 : 1) +
        (isAdjacent ? 1 : 0) +
        (isOrdered ? 1 : 0) +
        (isWhole ? 1 : 0) +
        (oughtStem.test(stem) && due.test(`${whole.lead}${whole.tail}`) ? 1 : 0) +
        (part.unit === whole.unit ? 1 : 0) +
        (whole === told ? 4 : 0) -
        (stated.index - whole.index) / 20 -
        (fitOf(stem, whole, '').shared > fit.shared ? 2 : 0)
      // Where the sentence has no other two, these are meant whatever the rate adds.
      const areOnly = near.length === 2 && isNear && isAdjacent && isOrdered && !qualified.test(stem)
      const isDone = areOnly && stem.length <= 3 && /已|成功|完成|实[到际]/.test(part.lead)
      // 签约 4.2 万人, 其中重点人群签约 1.9 万人, 签约率: both were signed, and of whom is not said.
      const isOfBoth =
        fit.shared >= 2 &&
        fit.shared - fitOf(stem, whole, '').shared < 2 &&
        fitOf(stem, whole, '').shared >= 2 &&
        !due.test(whole.lead)
      const isClear = isAdjacent && isOrdered && part.unit === whole.unit && isWhole && stem.length <= 3
      const isFirm = isDone || ((fit.isPlain || areOnly) && !isOfBoth && score >= 4 && (fit.shared >= 2 || isClear))
      // 网办率 beside 办结: a character of its name that nothing says.
      const isUnsaid = fit.shared < 2 && [...stem].some((char) => !context.includes(char))
      const isSure =
        isFirm &&
        !isUnsaid &&
        !isPassed &&
        !isOfAnother(beside.rates, stated, part, whole) &&
        isLikely(stated, part, whole, near.length === 2)
      readings.push({ ...share(scene, stated, part, whole, isSure), score })
      for (const reading of severalReadings(scene, stated, part, whole, beside))
        readings.push({ ...reading, score: score - 1 })
    }
  }
  if (readings.length > 0) return readings.toSorted((a, b) => b.score - a.score)
  const inside = insideBracket(scene, stated)
  if (inside) return [share(scene, stated, inside.part, inside.whole, fitOf(stem, inside.part, '').shared >= 2)]
  const only = near[0]
  if (!only || fitOf(stem, only, '').shared < 2 || due.test(`${only.lead}${only.tail}`)) return []
  if (stated.clause - only.clause > 1 || only.end === stated.start) return []
  // All of what is said says nothing of a whole unsaid.
  if (compare(stated.value, hundred) === 0) return []
  return impliedWhole(scene, stated, only, 'ratio', false)
}
