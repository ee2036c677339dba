/** An exact fraction in lowest terms: no rate, share or sum passes through a floating number. */
export interface Rational {
  readonly n: bigint
  /** Above nought. */
  readonly d: bigint
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(n), BigInt(d)]
  if (bottom === 1n) return { n: top, d: bottom }
  if (bottom === 0n) throw new RangeError('a fraction of nothing')
  const [a, b] = bottom < 0n ? [-top, -bottom] : [top, bottom]
  const common = gcd(a, b)
  return { n: a / common, d: b / common }
}

export const nought = rational(0)
export const half = rational(1, 2)
export const one = rational(1)
export const hundred = rational(100)

/** A decimal as written: 20.17 is 2017/100. */
export function readWritten(written: string): Rational {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(written)
  if (!found) throw new RangeError(`not a decimal: ${written}`)
  const [, sign, whole = '', part = ''] = found
  return rational(BigInt(`${sign}${whole}${part}`), 10n ** BigInt(part.length))
}

export const plus = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d)
/** The quotient; the caller has seen that `b` is not nought. */
export const over = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n)
/** The quotient; null where there is nothing to divide by. */
export const overOrNull = (a: Rational, b: Rational): Rational | null => (b.n === 0n ? null : over(a, b))

export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const isNought = (value: Rational): boolean => value.n === 0n
export const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b)
export const most = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b)
export const between = (low: Rational, value: Rational, high: Rational): Rational => most(low, least(value, high))
export const sumOf = (all: readonly Rational[]): Rational => all.reduce(plus, nought)

function ceiling({ n, d }: Rational): bigint {
  const towardsNought = n / d
  return n > 0n && n % d !== 0n ? towardsNought + 1n : towardsNought
}

/** Whether a multiple of `step` lies from `low` to `high`, both included. */
export function holdsMultiple(low: Rational, high: Rational, step: Rational): boolean {
  return compare(times(rational(ceiling(over(low, step))), step), high) <= 0
}

function pointed(scaled: bigint, decimals: number): string {
  const [sign, digits] = scaled < 0n ? ['-', String(-scaled)] : ['', String(scaled)]
  const padded = digits.padStart(decimals + 1, '0')
  if (decimals === 0) return `${sign}${padded}`
  return `${sign}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
}

/** With so many decimals at most, cut off and without noughts behind. */
export function write(value: Rational, decimals = 2): string {
  const written = pointed((value.n * 10n ** BigInt(decimals)) / value.d, decimals)
  return decimals === 0 ? written : written.replace(/\.?0+$/, '')
}

/** Of a hundred, always with two decimals, cut off: what reads 100 has been reached. */
export function writePercent(value: Rational): string {
  return pointed((value.n * 10_000n) / value.d, 2)
}

/** With so many decimals, halves away from nought. */
export function decimalsOf({ n, d }: Rational, decimals: number): string {
  const magnitude = n < 0n ? -n : n
  const rounded = pointed((magnitude * 10n ** BigInt(decimals) * 2n + d) / (d * 2n), decimals)
  return n < 0n ? `-${rounded}` : rounded
}

/** The nearest double, by way of fifteen exact decimals, so that 0.1 reads 0.1. */
export function toNumber(value: Rational): number {
  return Number(decimalsOf(value, 15))
}
