import { useSyncExternalStore } from 'react'

/** How far the clock of this machine is off the server's, by the last answer that told the time. */
let offset = 0
let now = Date.now()
const listeners = new Set<() => void>()

function tick(): void {
  now = Date.now() + offset
  for (const listener of listeners) listener()
}

setInterval(tick, 20_000)

/** Lights and 还剩 are counted on the server's clock: an office machine's may be minutes off. */
export function noteServerTime(said: string): void {
  const off = Date.parse(said) - Date.now()
  // A second or two is the way of the answer, not the clock.
  offset = Math.abs(off) > 2000 ? off : 0
  tick()
}

export function serverNow(): Date {
  return new Date(Date.now() + offset)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The time as it goes, in steps of twenty seconds. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, () => now))
}
