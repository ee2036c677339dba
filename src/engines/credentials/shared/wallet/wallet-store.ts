/**
 * Where a wallet keeps its things: IndexedDB in a browser, which takes keys that nobody can read out; a map in tests.
 * Several tabs may look into one.
 */
export interface WalletStore {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
  /** Puts it where nothing is kept yet, in one step, and answers what is kept: of two tabs at once both get the same. */
  keepFirst(name: string, value: unknown): Promise<unknown>
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
    async keepFirst(name, value) {
      if (!kept.has(name)) kept.set(name, value)
      return kept.get(name)
    },
    async remove(name) {
      kept.delete(name)
    },
    names: async (beginning) => [...kept.keys()].filter((name) => name.startsWith(beginning)).sort(),
  }
}
