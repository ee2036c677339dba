import { setImmediate } from 'node:timers/promises'

/** How long whoever asks for something else may wait for a count that is under way. */
const sliceMs = 10

/** To be awaited between the steps of a long computation: lets what waits be answered, once a slice is used up. */
export function slices(): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < sliceMs) return
    await setImmediate()
    began = performance.now()
  }
}

/** A few at a time, with a pause between. */
export async function* inHandfuls<T>(all: readonly T[], size: number): AsyncGenerator<readonly T[]> {
  const pause = slices()
  for (let from = 0; from < all.length; from += size) {
    yield all.slice(from, from + size)
    await pause()
  }
}
