/** The representative in 0 … modulus − 1. */
export function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus
  return rest < 0n ? rest + modulus : rest
}

/** By the extended Euclidean algorithm; the value must be coprime to the modulus. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [mod(value, modulus), modulus, 1n, 0n]
  while (b !== 0n) {
    const quotient = a / b
    ;[a, b] = [b, a - quotient * b]
    ;[x, y] = [y, x - quotient * y]
  }
  if (a !== 1n) throw new Error('The value has no inverse: it shares a divisor with the modulus.')
  return mod(x, modulus)
}

/** Most significant bit first, in steps of four bits: at these sizes fewer multiplications than bit by bit. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n % modulus]
  for (let i = 1; i < 16; i++) powers.push((powers[i - 1]! * base) % modulus)
  let result = powers[0]!
  for (const digit of exponent.toString(16)) {
    for (let i = 0; i < 4; i++) result = (result * result) % modulus
    const power = Number.parseInt(digit, 16)
    if (power !== 0) result = (result * powers[power]!) % modulus
  }
  return result
}

/** A whole number from 0 in base 10 without leading zeros, of at most so many digits; undefined if it is not that. */
export function parseDecimal(text: string, maxDigits: number): bigint | undefined {
  if (text.length > maxDigits || !/^(0|[1-9][0-9]*)$/.test(text)) return undefined
  return BigInt(text)
}
