import type { WalletStore } from './wallet-store.ts'

/** What a wallet works with; nothing of it is reached for, so that it runs in a test as in a browser. */
export interface Wallet {
  readonly store: WalletStore
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Date
}

export function openWallet(
  store: WalletStore,
  { fetch = globalThis.fetch.bind(globalThis), now = () => new Date() }: Partial<Pick<Wallet, 'fetch' | 'now'>> = {},
): Wallet {
  return { store, fetch, now }
}

interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly text: string
}

/** Undefined when there is no network; a wrong answer is an answer. */
export async function send({ fetch }: Wallet, url: string, init: RequestInit = {}): Promise<Reply | undefined> {
  try {
    const answer = await fetch(url, { credentials: 'omit', ...init })
    const text = await answer.text()
    let body: Reply['body'] = {}
    try {
      const parsed: unknown = JSON.parse(text)
      if (typeof parsed === 'object' && parsed !== null) body = parsed as Reply['body']
    } catch {
      // A signed object is no JSON.
    }
    return { status: answer.status, body, text }
  } catch {
    return undefined
  }
}

export const form = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

export const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

/** The DID document of an issuer, by its own address. */
export const documentsBy = (wallet: Wallet) => async (url: string) => (await send(wallet, url))?.body
