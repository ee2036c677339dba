/** An exact number: a fraction of integers, the denominator above zero. */
export interface Rational {
  readonly p: bigint
  readonly q: bigint
}

export const zero: Rational = { p: 0n, q: 1n }
export const one: Rational = { p: 1n, q: 1n }
export const hundred: Rational = { p: 100n, q: 1n }
export const half: Rational = { p: 1n, q: 2n }

export function rational(p: bigint | number, q: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(p), BigInt(q)]
  return bottom < 0n ? { p: -top, q: -bottom } : { p: top, q: bottom }
}

export function plus(a: Rational, b: Rational): Rational {
  return { p: a.p * b.q + b.p * a.q, q: a.q * b.q }
}

export function minus(a: Rational, b: Rational): Rational {
  return { p: a.p * b.q - b.p * a.q, q: a.q * b.q }
}

export function times(a: Rational, b: Rational): Rational {
  return { p: a.p * b.p, q: a.q * b.q }
}

/** The quotient; the caller has seen that `b` is not zero. */
export function over(a: Rational, b: Rational): Rational {
  return rational(a.p * b.q, a.q * b.p)
}

export function compare(a: Rational, b: Rational): number {
  const difference = a.p * b.q - b.p * a.q
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function isZero(a: Rational): boolean {
  return a.p === 0n
}

export function sumOf(all: readonly Rational[]): Rational {
  return all.reduce(plus, zero)
}

function floorOf(a: Rational): bigint {
  const down = a.p / a.q
  return a.p < 0n && a.p % a.q !== 0n ? down - 1n : down
}

/** Whether a multiple of `step` lies from `low` to `high`, both included. */
export function holdsMultiple(low: Rational, high: Rational, step: Rational): boolean {
  const first = times({ p: -floorOf(over({ p: -low.p, q: low.q }, step)), q: 1n }, step)
  return compare(first, high) <= 0
}

/** The nearest double, by way of fifteen exact decimals, so that 0.1 reads 0.1. */
export function toNumber(a: Rational): number {
  return Number(decimalsOf(a, 15))
}

/** Written with so many decimals, halves away from zero. */
export function decimalsOf(a: Rational, decimals: number): string {
  const scale = 10n ** BigInt(decimals)
  const sign = a.p < 0n ? '-' : ''
  const magnitude = a.p < 0n ? -a.p : a.p
  const rounded = (magnitude * scale * 2n + a.q) / (a.q * 2n)
  const digits = rounded.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`
}
