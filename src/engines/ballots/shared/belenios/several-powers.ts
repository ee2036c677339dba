interface Arithmetic<E> {
  readonly one: E
  multiply(a: E, b: E): E
  square(a: E): E
}

const digits = 64

/** For a base that a few exponents of up to 256 bits will be put on: the squarings are done once for all of them. */
export function severalPowers<E>({ one, multiply, square }: Arithmetic<E>, base: E): (exponent: bigint) => E {
  const steps = [base]
  let step = base
  while (steps.length < digits) {
    for (let i = 0; i < 4; i++) step = square(step)
    steps.push(step)
  }
  return (exponent) => {
    const buckets: E[] = Array.from({ length: 16 }, () => one)
    const text = exponent.toString(16)
    for (let i = 0; i < text.length; i++) {
      const digit = Number.parseInt(text[text.length - 1 - i]!, 16)
      if (digit !== 0) buckets[digit] = multiply(buckets[digit]!, steps[i]!)
    }
    // Each bucket counts as often as its digit says: the running product takes it up once for every digit from there down.
    let running = one
    let result = one
    for (let digit = 15; digit > 0; digit--) {
      running = multiply(running, buckets[digit]!)
      result = multiply(result, running)
    }
    return result
  }
}

/** Remembers something of the keys met last, so that a pile of ballots does not fill the memory. */
export function recent<K, V>(most: number): { get(key: K): V | undefined; put(key: K, value: V): void } {
  const kept = new Map<K, V>()
  return {
    get: (key) => kept.get(key),
    put: (key, value) => {
      kept.set(key, value)
      if (kept.size > most) for (const oldest of kept.keys()) return void kept.delete(oldest)
    },
  }
}
