import { must } from '#kernel/assert'

/** A number from 0 up to but not 1, the same sequence for the same seed on every machine (mulberry32). */
export type Rng = () => number

function hashOf(seed: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

export function makeRng(seed: number | string): Rng {
  let state = typeof seed === 'string' ? hashOf(seed) : seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Both ends included. */
export function between(rng: Rng, from: number, to: number): number {
  return from + Math.floor(rng() * (to - from + 1))
}

export function pick<T>(rng: Rng, list: readonly T[]): T {
  return must(list[Math.floor(rng() * list.length)], 'something to pick from')
}
