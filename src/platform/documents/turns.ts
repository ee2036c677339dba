import { DocumentRefused } from './problems.ts'

/** So many readings at once; so many more wait, each with its file in memory, and the rest are sent away. */
export function openTurns({ together, waiting: mostWaiting }: { together: number; waiting: number }) {
  let running = 0
  const waiting: (() => void)[] = []

  async function take(signal: AbortSignal | undefined): Promise<void> {
    if (running >= together && waiting.length >= mostWaiting) throw new DocumentRefused('reading_busy')
    while (running >= together) await new Promise<void>((go) => waiting.push(go))
    running++
    if (!signal?.aborted) return
    leave()
    throw new DocumentRefused('reading_stopped')
  }

  function leave(): void {
    running--
    waiting.shift()?.()
  }

  return async function inTurn<T>(signal: AbortSignal | undefined, read: () => Promise<T>): Promise<T> {
    await take(signal)
    try {
      return await read()
    } finally {
      leave()
    }
  }
}
