/** An exact fraction: no rate, share or forecast passes through a floating number. */
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
  if (bottom === 0n) throw new RangeError('a fraction of nothing')
  const [a, b] = bottom < 0n ? [-top, -bottom] : [top, bottom]
  const common = gcd(a, b) || 1n
  return { n: a / common, d: b / common }
}

export const nought = rational(0n)
export const one = rational(1n)

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
/** Null where there is nothing to divide by. */
export const over = (a: Rational, b: Rational): Rational | null => (b.n === 0n ? null : rational(a.n * b.d, a.d * b.n))
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b)
export const most = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b)
export const between = (low: Rational, value: Rational, high: Rational): Rational => most(low, least(value, high))

/** With so many decimals at most, cut off and without noughts behind. */
export function write(value: Rational, decimals = 2): string {
  const scaled = (value.n * 10n ** BigInt(decimals)) / value.d
  const [sign, digits] = scaled < 0n ? ['-', String(-scaled)] : ['', String(scaled)]
  const padded = digits.padStart(decimals + 1, '0')
  const part = padded.slice(padded.length - decimals).replace(/0+$/, '')
  return `${sign}${padded.slice(0, padded.length - decimals)}${part ? `.${part}` : ''}`
}

/** Of a hundred, always with two decimals, cut off: what reads 100 has been reached. */
export function writePercent(value: Rational): string {
  const scaled = (value.n * 10_000n) / value.d
  const [sign, digits] = scaled < 0n ? ['-', String(-scaled)] : ['', String(scaled)]
  const padded = digits.padStart(3, '0')
  return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`
}
