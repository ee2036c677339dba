import { wallet } from './held.ts'

/** Whether what is received here is still here tomorrow. */
export type Keeping = 'kept' | 'private' | 'nothing'

/** Chrome gives a private window a share of the memory, any other a share of the disk. */
const memoryOf = () =>
  (performance as { readonly memory?: { readonly jsHeapSizeLimit: number } }).memory?.jsHeapSizeLimit ?? 2 ** 30

async function isPrivate(): Promise<boolean> {
  const { storage } = navigator
  if (!storage) return false
  // Firefox and Safari have no folder of a site's own in a private window.
  if ('getDirectory' in storage) {
    const has = await storage.getDirectory().then(
      () => true,
      () => false,
    )
    if (!has) return true
  }
  const { quota } = await storage.estimate()
  return quota !== undefined && quota < 2 * memoryOf() && 'memory' in performance
}

/** Tried, not asked: a key is put where keys are put, and read again. */
export async function keepingHere(): Promise<Keeping> {
  try {
    const { store } = await wallet()
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
    await store.put('probe', key)
    const kept = await store.get('probe')
    await store.remove('probe')
    if (!(kept instanceof CryptoKey)) return 'nothing'
  } catch {
    return 'nothing'
  }
  return (await isPrivate().catch(() => false)) ? 'private' : 'kept'
}

const mark = (street: string) => `mofang.vote.received.${street}`

/** Kept apart from the wallet, which a browser short of space throws away whole. */
export function rememberReceived(street: string): void {
  try {
    localStorage.setItem(mark(street), 'yes')
  } catch {
    // Then only the sentence is missing that says what happened.
  }
}

export function wasReceived(street: string): boolean {
  try {
    return localStorage.getItem(mark(street)) !== null
  } catch {
    return false
  }
}
