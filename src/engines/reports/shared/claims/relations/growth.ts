import {
  compare,
  holdsMultiple,
  hundred,
  minus,
  nought,
  over,
  plus,
  rational,
  times,
  type Rational,
} from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { addIntervals, divideIntervals, scaleInterval, subtractIntervals, type Interval } from '../interval.ts'
import { isAim } from './completion.ts'
import { earlier, isBase, isChange, isLevel, levelsBefore, moreThan, type Compared } from './levels.ts'
import { sameUnit } from '../units.ts'
import { isPositive, rangeOf, statedRange, written, type Assertion, type Scene } from './assertion.ts'
import { changing, comparing, falling, isAmount, isJoined, isShare, rising, sharedRun, wordsOf } from './words.ts'

/** A change by itself: 同比增长, 增幅为, and no other thing that grows. */
const bareChange =
  /^(?:[，]?(?:同比|环比|分别|同口径|按可比口径|可比口径)|[比较与](?:去年同期|上年同期|去年|上年|上一年|上月|上届|上一届|同期)(?:相比|的)?|年均|实际|总体|也|均|又|再|和|及|以及|并|约|近|的)*(?:去年|上年)?(?:增长率?|增速|上升|增加|提高|提升|上涨|增幅|涨幅|升幅|增收|净增|攀升|下降|减少|降低|回落|下滑|降幅|减幅|减收|压降|压缩|缩短|延长|多|少|负增长)(?:达到?|了|为|是|约|近|超过?|幅度)*$/

const directionOf = (lead: string) => ((falling.test(lead) && !rising.test(lead)) || lead.startsWith('少') ? -1 : 1)

function percentChange(now: Interval, then: Interval, sign: number): Interval {
  const quotient = scaleInterval(divideIntervals(now, then), hundred)
  const whole = { low: hundred, high: hundred }
  return sign > 0 ? subtractIntervals(quotient, whole) : subtractIntervals(whole, quotient)
}

function signed(value: Rational, sign: number): Rational {
  return sign > 0 ? value : minus(nought, value)
}

/** 由 96.1 % 提高到 98.3 %, 提升 2.2 个百分点; 较上年的 16,233 元增加 1,623 元. */
function differencesOf(scene: Scene, stated: Figure): Assertion[] {
  const isPoints = stated.measure === 'points' || stated.measure === 'percent'
  const fits = (figure: Figure) =>
    isPoints ? figure.measure === 'percent' : isAmount(figure) && sameUnit(figure.unit, stated.unit)
  const levels = levelsBefore(scene, stated, fits)
  if (!levels) return []
  const sign = directionOf(stated.lead)
  const { now, was } = levels
  const readings: Assertion[] = [
    {
      kind: 'growth',
      stated,
      joined: [now, was],
      computed: signed(minus(now.value, was.value), sign),
      range: sign > 0 ? subtractIntervals(rangeOf(now), rangeOf(was)) : subtractIntervals(rangeOf(was), rangeOf(now)),
      formula:
        sign > 0
          ? `${written(scene.text, now)} − ${written(scene.text, was)}`
          : `${written(scene.text, was)} − ${written(scene.text, now)}`,
      isFirm: stated.measure !== 'percent',
      isExact: true,
    },
  ]
  if (stated.measure === 'percent' && isPositive(was)) readings.push(rateBetween(scene, stated, now, was, false))
  return readings
}

export function rateBetween(
  scene: Scene,
  stated: Figure,
  now: Figure,
  was: Figure,
  isFirm: boolean,
  said = stated.lead,
): Assertion {
  const sign = directionOf(said)
  const change = over(times(minus(now.value, was.value), hundred), was.value)
  const [a, b] = [written(scene.text, now), written(scene.text, was)]
  return {
    kind: 'growth',
    stated,
    joined: [now, was],
    computed: signed(change, sign),
    range: percentChange(rangeOf(now), rangeOf(was), sign),
    formula: sign > 0 ? `(${a} − ${b}) ÷ ${b}` : `(${b} − ${a}) ÷ ${b}`,
    isFirm,
  }
}

/** 18.68 亿元, 增长 6.05 亿元, 涨幅 47.89 %. */
function rateOfChange(scene: Scene, stated: Figure, now: Figure, change: Figure): Assertion[] {
  const sign = directionOf(`${change.lead}${/[降减]/.test(stated.lead) ? '下降' : ''}`)
  const before = sign > 0 ? minus(now.value, change.value) : plus(now.value, change.value)
  if (compare(before, nought) <= 0) return []
  const [n, c] = [rangeOf(now), rangeOf(change)]
  // Both ends move together: the change is part of the level it changed.
  const ends = (c_: Rational | undefined, n_: Rational | undefined): Rational | undefined => {
    if (!c_ || !n_) return undefined
    const then = sign > 0 ? minus(n_, c_) : plus(n_, c_)
    return compare(then, nought) > 0 ? over(times(c_, hundred), then) : undefined
  }
  const [a, b] = [written(scene.text, now), written(scene.text, change)]
  return [
    {
      kind: 'growth',
      stated,
      joined: [now, change],
      computed: over(times(change.value, hundred), before),
      range: { low: ends(c.low, n.high), high: ends(c.high, n.low) },
      formula: `${b} ÷ (${a} ${sign > 0 ? '−' : '+'} ${b})`,
      // What is new is not always what there is more of.
      isFirm: !change.lead.endsWith('新增'),
    },
  ]
}

/** Only the level of this year is said: last year's, of whole things, must have been whole. */
function impliedBase(scene: Scene, stated: Figure): Assertion[] {
  const now = scene.figures[stated.index - 1]
  if (!now || now.part !== stated.part || stated.clause - now.clause > 1 || !bareChange.test(stated.lead)) return []
  // 128 批 352 人次, 同比分别下降: which of them each is of is not for one figure to say.
  if (stated.lead.includes('分别') || isJoined(scene, stated)) return []
  if (!isAmount(now) || isChange(now) || now.tail.length > 8) return []
  const sign = directionOf(stated.lead)
  const factor = (percent: Rational) => over(plus(hundred, signed(percent, sign)), hundred)
  const rate = statedRange(stated, false)
  const level = rangeOf(now)
  const then = factor(stated.value)
  if (compare(then, nought) <= 0 || !rate.low || !rate.high) return []
  const least = factor(sign > 0 ? rate.high : rate.low)
  const most = factor(sign > 0 ? rate.low : rate.high)
  const [smaller, larger] = compare(least, most) < 0 ? [least, most] : [most, least]
  if (compare(smaller, nought) <= 0) return []
  const range = divideIntervals(level, { low: smaller, high: larger })
  const isCount = now.measure === 'count' && now.isWhole && !now.approximation && !stated.approximation
  const isRefuted = isCount && range.low && range.high && !holdsMultiple(range.low, range.high, rational(1))
  const value = over(now.value, then)
  return [
    {
      kind: 'growth',
      stated,
      joined: [now],
      computed: value,
      range,
      formula: `${written(scene.text, now)}，${written(scene.text, stated)}`,
      isFirm: Boolean(isRefuted),
      verdict: isRefuted ? 'contradicts' : 'cannot_judge',
      note: isRefuted
        ? ['：没有整数的基数能得出此增幅', ': no whole number to start from gives that change']
        : ['：文中未写基数，无从核对', ': the text leaves out what it started from; nothing to check against'],
    },
  ]
}

/** 412.6 亿元, 增长 4.8 %, 净增 18.9 亿元: by how much, right behind the rate. */
function amountBehind({ figures }: Scene, stated: Figure, now: Figure | undefined) {
  const change = figures[stated.index + 1]
  if (!now || !change || !bareChange.test(stated.lead) || !bareChange.test(change.lead)) return undefined
  if (change.sentence !== stated.sentence || change.part !== stated.part || now.part !== stated.part) return undefined
  if (change.clause - stated.clause > 1 || stated.clause - now.clause > 1 || isAim(now)) return undefined
  return isAmount(now) && isLevel(now) && isAmount(change) && sameUnit(now.unit, change.unit)
    ? { now, change }
    : undefined
}

const fromChangeOn = new RegExp(`(?:${changing.source}).*$`)
const yearSaid = /20\d\d年/

/** Not of these levels is 成交量增长 12 % where they are prices, or 较2022年 where what was is of 2023年. */
function isOfThese(stated: Figure, { now, was }: Compared): boolean {
  const [since, of] = [yearSaid.exec(stated.lead)?.[0], yearSaid.exec(was.lead)?.[0]]
  if (since && of && since !== of) return false
  if (bareChange.test(stated.lead)) return true
  const subject = stated.lead.replace(fromChangeOn, '').replace(/^.*(?:同比|环比|[比较与](?:去年|上年)同?期?)/, '')
  return subject.length < 2 || sharedRun(subject, `${wordsOf(now)}|${wordsOf(was)}`) >= 2
}

export function growthsOf(scene: Scene, stated: Figure): Assertion[] {
  const previous = scene.figures[stated.index - 1]
  const isMore = /^[多少]了?$/.test(stated.lead) && previous !== undefined && isBase(previous)
  if (isMore) return isAmount(stated) ? differencesOf(scene, stated) : []
  if (!changing.test(stated.lead) && !comparing.test(stated.lead) && !moreThan.test(stated.lead)) return []
  if (!isChange(stated)) return []
  if (stated.measure === 'points' || (isAmount(stated) && bareChange.test(stated.lead.replace(/^的/, ''))))
    return differencesOf(scene, stated)
  if (!isShare(stated)) return []
  if (
    previous &&
    previous.part === stated.part &&
    isAmount(previous) &&
    isChange(previous) &&
    stated.clause - previous.clause <= 1
  ) {
    const levels = levelsBefore(scene, previous, (figure) => isAmount(figure) && sameUnit(figure.unit, previous.unit))
    if (levels) return isPositive(levels.was) ? [rateBetween(scene, stated, levels.now, levels.was, true)] : []
    const isNow = (figure: Figure) => isAmount(figure) && isLevel(figure) && sameUnit(figure.unit, previous.unit)
    // 占全年任务 2.18 亿元的 55.2 %, 同比增收: what was to be done is not what grew.
    const now = earlier(scene, previous, (figure) => isNow(figure) && !isAim(figure)) ?? earlier(scene, previous, isNow)
    if (now && previous.clause - now.clause <= 5) return rateOfChange(scene, stated, now, previous)
    return []
  }
  const levels = levelsBefore(scene, stated, isAmount)
  const amount = levels ? undefined : amountBehind(scene, stated, previous)
  if (amount) return rateOfChange(scene, stated, amount.now, amount.change)
  if (levels && isPositive(levels.was))
    return [rateBetween(scene, stated, levels.now, levels.was, isOfThese(stated, levels))]
  const shares = differencesOf(scene, stated)
  return shares.length > 0 ? shares : impliedBase(scene, stated)
}

export function sumOfIntervals(all: readonly Interval[]): Interval {
  return all.reduce(addIntervals, { low: nought, high: nought })
}
