import type { Database } from '#platform/db'
import { sealLogs } from './seal.ts'

/** Shortly after an act: several that come together are sealed together. */
const pause = 1000

export interface Sealing {
  /** Something may have been appended in this street. */
  wake(street: string): void
  /** Waits for what is under way; what is left the next process seals. */
  stop(): Promise<void>
}

/** Seals soon after what was appended, so that its proof need not wait for the minute. */
export function openSealing(database: Database, onFailure: (cause: unknown) => void): Sealing {
  const waiting = new Map<string, NodeJS.Timeout>()
  const running = new Set<Promise<unknown>>()
  let isStopping = false
  function run(street: string): void {
    waiting.delete(street)
    const sealing = sealLogs(database, street).catch(onFailure)
    running.add(sealing)
    void sealing.finally(() => running.delete(sealing))
  }
  return {
    wake(street) {
      if (isStopping || waiting.has(street)) return
      waiting.set(street, setTimeout(run, pause, street).unref())
    },
    async stop() {
      isStopping = true
      for (const timer of waiting.values()) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}
