import { openDB } from 'idb'
import type { WalletStore } from './wallet-store.ts'

/** The browser's own store; `persist` asks it not to throw keys away when space runs short. */
export async function openIdbStore(name = 'mofang-wallet'): Promise<WalletStore> {
  const database = await openDB(name, 1, { upgrade: (made) => void made.createObjectStore('kept') })
  await navigator.storage?.persist?.()
  return {
    get: (key) => database.get('kept', key),
    async put(key, value) {
      await database.put('kept', value, key)
    },
    async keepFirst(key, value) {
      const transaction = database.transaction('kept', 'readwrite')
      const known: unknown = await transaction.store.get(key)
      if (known === undefined) await transaction.store.put(value, key)
      await transaction.done
      return known ?? value
    },
    remove: (key) => database.delete('kept', key),
    names: async (beginning) =>
      (await database.getAllKeys('kept', IDBKeyRange.bound(beginning, `${beginning}\uffff`))).map(String),
  }
}
