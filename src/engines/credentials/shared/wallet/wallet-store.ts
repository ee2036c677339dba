/**
 * Where a wallet keeps its things: IndexedDB in a browser, which takes keys that nobody can read out; a map in tests.
 * Several tabs may look into one.
 */
export interface WalletStore {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  /** Names that begin so, in order. */
  names(beginning: string): Promise<readonly string[]>
}

export function memoryStore(): WalletStore {
  const kept = new Map<string, unknown>()
  return {
    get: async (name) => kept.get(name),
    async put(name, value) {
      kept.set(name, value)
    },
    async remove(name) {
      kept.delete(name)
    },
    names: async (beginning) => [...kept.keys()].filter((name) => name.startsWith(beginning)).sort(),
  }
}
