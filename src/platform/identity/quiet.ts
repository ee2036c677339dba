import { AsyncLocalStorage } from 'node:async_hooks'

interface Global {
  readonly context?: Readonly<Record<string, unknown>>
}

/**
 * Runs calls of the sign-in library, and lets go of its async-local storage when the last of them has ended: as long
 * as any is held, Node 20 makes every promise of the process four times as dear.
 */
export function openQuiet() {
  let running = 0
  return async <T>(call: () => Promise<T>): Promise<T> => {
    running += 1
    try {
      return await call()
    } finally {
      running -= 1
      if (running === 0) letGo()
    }
  }
}

function letGo(): void {
  const { context = {} } = (globalThis as { [key: symbol]: Global | undefined })[Symbol.for('better-auth:global')] ?? {}
  for (const held of Object.values(context)) if (held instanceof AsyncLocalStorage) held.disable()
}
