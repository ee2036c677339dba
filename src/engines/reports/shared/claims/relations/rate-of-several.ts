import { compare, hundred, minus, over, sumOf, times } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { isPositive, percentOf, rangeOf, statedRange, written, type Assertion, type Scene } from './assertion.ts'
import { sumOfIntervals } from './growth.ts'
import { fitOf, isDenied, isRate, stemOf } from './rate-words.ts'
import type { amountsBefore } from './reach.ts'
import { share } from './share.ts'
import { isShare, sharedRun, wordsOf } from './words.ts'

/** Several over several. That they are meant together is a guess: it may hold, and is never called wrong. */
function togetherOver(scene: Scene, stated: Figure, parts: readonly Figure[], wholes: readonly Figure[]): Assertion {
  const total = (figures: readonly Figure[]) => sumOf(figures.map(({ value }) => value))
  const named = (figures: readonly Figure[]) => {
    const sum = figures.map((figure) => written(scene.text, figure)).join(' + ')
    return figures.length > 1 ? `(${sum})` : sum
  }
  const quotient = divideIntervals(sumOfIntervals(parts.map(rangeOf)), sumOfIntervals(wholes.map(rangeOf)))
  return {
    kind: 'ratio',
    stated,
    joined: [...parts, ...wholes],
    computed: percentOf(total(parts), total(wholes)),
    range: scaleInterval(quotient, hundred),
    formula: `${named(parts)} ÷ ${named(wholes)}`,
    isFirm: false,
  }
}

function allBut(scene: Scene, stated: Figure, part: Figure, whole: Figure, isFirm: boolean): Assertion {
  const rest = minus(hundred, percentOf(part.value, whole.value))
  const [a, b] = [written(scene.text, part), written(scene.text, whole)]
  return {
    ...share(scene, stated, part, whole, isFirm),
    computed: rest,
    range: { low: rest, high: rest },
    formula: `(${b} − ${a}) ÷ ${b}`,
  }
}

/**
 * What a rate says of all but those that failed: 抽检 320 批次, 不合格 2 批次, 合格率 99.4 %. Where some that passed are
 * named beside them (非常满意, 满意, 基本满意, 不满意), which of those the rate takes in is not said; nor is of which of two
 * wholes it is (发放 1,200 份, 回收 1,000 份).
 */
export function complementOf(scene: Scene, stated: Figure, stem: string, near: readonly Figure[]): Assertion[] {
  const failed = near.find((figure) => isDenied(stem, wordsOf(figure)) && !figure.approximation)
  if (!failed || stated.clause - failed.clause > 1) return []
  const before = near.filter((figure) => figure.index < failed.index && figure.unit === failed.unit)
  const passed = before
    .filter((figure) => wordsOf(figure).includes(stem.slice(-2)) && !isDenied(stem, wordsOf(figure)))
    .toReversed()
  const [whole, ...others] = before
    .filter((figure) => !passed.includes(figure))
    .toSorted((a, b) => compare(b.value, a.value))
  if (!whole || !isPositive(whole)) return []
  const isAlone = passed.length === 0 && others.length === 0
  return [
    ...[whole, ...others].map((each) => allBut(scene, stated, failed, each, isAlone)),
    ...passed.map((_, i) => togetherOver(scene, stated, passed.slice(0, i + 1), [whole])),
  ]
}

/** What stands around a rate, looked up once for all that it may be of. */
interface Beside {
  /** Of which its name is said. */
  readonly named: readonly Figure[]
  /** Left over from the time before. */
  readonly left: readonly Figure[]
  /** The other rates of its sentence. */
  readonly rates: readonly Figure[]
}

export function besideOf(
  { figures }: Scene,
  stated: Figure,
  stem: string,
  reach: ReturnType<typeof amountsBefore>,
): Beside {
  return {
    named: reach.near.filter((figure) => fitOf(stem, figure, '').shared >= 2).toReversed(),
    left: [...reach.near, ...reach.far].filter(({ lead }) => /结转|旧存|上年|年初|上期/.test(lead)),
    rates: figures
      .slice(Math.max(0, stated.index - 3), stated.index + 4)
      .filter(
        (figure) => figure !== stated && figure.sentence === stated.sentence && isShare(figure) && isRate(figure),
      ),
  }
}

/** Other ways to understand a rate of these two, in which a third figure has a share. */
export function severalReadings(scene: Scene, stated: Figure, part: Figure, whole: Figure, beside: Beside) {
  const { named, left, rates } = beside
  const readings: Assertion[] = []
  // 当场整改 2,105 处, 限期整改 242 处, 整改率: of both.
  const parts = named.filter(({ index, unit }) => index > whole.index && unit === part.unit)
  if (parts.length >= 2 && parts.at(-1) === part) readings.push(togetherOver(scene, stated, parts, [whole]))
  // 上年结转 26 件, 新收 320 件, 办结 318 件: of what was left over and what came in.
  const old = left.find(({ index, unit }) => unit === whole.unit && Math.abs(index - whole.index) === 1)
  if (old && old !== part) readings.push(togetherOver(scene, stated, [part], [old, whole]))
  const rate = rates.find((each) => isPositive(each) && sharedRun(stemOf(each.lead), wordsOf(whole)) >= 2)
  if (rate) readings.push(ofOneWhole(scene, stated, part, whole, rate))
  return readings
}

/** 签约 512 户, 搬离 430 户, 签约率 98.6 %, 搬离率 82.8 %: both of one whole, which only the other rate tells. */
function ofOneWhole(scene: Scene, stated: Figure, part: Figure, other: Figure, rate: Figure): Assertion {
  const [a, b, c] = [part, other, rate].map((figure) => written(scene.text, figure))
  return {
    ...share(scene, stated, part, other, false),
    joined: [part, other, rate],
    computed: times(percentOf(part.value, other.value), over(rate.value, hundred)),
    range: divideIntervals(rangeOf(part), divideIntervals(rangeOf(other), statedRange(rate, false))),
    formula: `${a} ÷ (${b} ÷ ${c})`,
  }
}
