import { compare, half, isNought, minus, nought, over, plus, times, type Rational } from '#kernel/rational'

/** Everything a written number may stand for; a missing end is no end. */
export interface Interval {
  readonly low: Rational | undefined
  readonly high: Rational | undefined
}

export function around(value: Rational, step: Rational): Interval {
  const reach = times(step, half)
  return { low: minus(value, reach), high: plus(value, reach) }
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low && b.low && plus(a.low, b.low),
    high: a.high && b.high && plus(a.high, b.high),
  }
}

export function subtractIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low && b.high && minus(a.low, b.high),
    high: a.high && b.low && minus(a.high, b.low),
  }
}

/** The quotient of two ranges of things that cannot be negative. */
export function divideIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low && b.high && !isNought(b.high) ? over(a.low, b.high) : a.low && nought,
    high: a.high && b.low && compare(b.low, nought) > 0 ? over(a.high, b.low) : undefined,
  }
}

export function scaleInterval(a: Interval, factor: Rational): Interval {
  return { low: a.low && times(a.low, factor), high: a.high && times(a.high, factor) }
}

export function meet(a: Interval, b: Interval): boolean {
  return (!a.low || !b.high || compare(a.low, b.high) <= 0) && (!b.low || !a.high || compare(b.low, a.high) <= 0)
}

export function contains(a: Interval, value: Rational): boolean {
  return meet(a, { low: value, high: value })
}
