import type { Group } from './group.ts'

/** Finds the exponent of an element of g^0 … g^max; undefined where it has none in that range. */
export type DiscreteLog<E> = (element: E) => number | undefined

const batch = 256

function encodedPowers<E>(group: Group<E>, start: E, factor: E, count: number): string[] {
  const texts: string[] = []
  let element = start
  for (let made = 0; made < count; made += batch) {
    const elements: E[] = []
    for (let i = made; i < Math.min(made + batch, count); i++) {
      elements.push(element)
      element = group.multiply(element, factor)
    }
    texts.push(...group.encodeAll(elements))
  }
  return texts
}

/**
 * Baby steps and giant steps. The table of baby steps is made once and serves every element, so it is made larger than
 * the square root for as many elements as are expected: at 4·10^7 and three answers about 11,000 entries.
 */
export function discreteLogTo<E>(group: Group<E>, max: number, expected = 3): DiscreteLog<E> {
  if (!Number.isSafeInteger(max) || max < 0) throw new Error('The largest logarithm must be a whole number from 0.')
  const size = Math.min(max + 1, Math.ceil(Math.sqrt((max + 1) * expected)))
  const table = new Map(encodedPowers(group, group.one, group.g, size).map((text, exponent) => [text, exponent]))
  const giant = group.invert(group.powerOfG(BigInt(size)))
  const giants = Math.ceil((max + 1) / size)

  return (element) => {
    let current = element
    for (let done = 0; done < giants; done += batch) {
      const count = Math.min(batch, giants - done)
      for (const [step, text] of encodedPowers(group, current, giant, count).entries()) {
        const small = table.get(text)
        if (small === undefined) continue
        const exponent = (done + step) * size + small
        return exponent <= max ? exponent : undefined
      }
      for (let i = 0; i < count; i++) current = group.multiply(current, giant)
    }
    return undefined
  }
}
