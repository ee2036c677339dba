import { LRUCache } from 'lru-cache'

/** Counts per key in this process, and forgets by itself. */
export interface Limiter {
  isFull(key: string): boolean
  /** Counts one and says whether it was still within the limit. */
  take(key: string): boolean
}

export function openLimiter(most: number, windowMs: number): Limiter {
  const counts = new LRUCache<string, { n: number }>({ max: 20_000, ttl: windowMs })
  const isFull = (key: string) => (counts.get(key)?.n ?? 0) >= most
  return {
    isFull,
    take(key) {
      if (isFull(key)) return false
      const count = counts.get(key)
      // Changed in place: setting it again would begin its window anew.
      if (count) count.n += 1
      else counts.set(key, { n: 1 })
      return true
    },
  }
}
