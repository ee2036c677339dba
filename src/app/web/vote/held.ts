import { useEffect, useState } from 'react'
import {
  openIdbStore,
  openWallet,
  storedCredentials,
  votingGroups,
  votingKeysIn,
  type StoredCredential,
  type StoredVotingKey,
  type VotingGroup,
  type Wallet,
} from '#engines/credentials/shared'

let opened: Promise<Wallet> | undefined

/** The wallet of this browser. */
export function wallet(): Promise<Wallet> {
  opened ??= openIdbStore().then((store) => openWallet(store))
  // What failed once may go the next time: another tab may have held it up.
  opened.catch(() => (opened = undefined))
  return opened
}

/** What this browser holds for one street. */
export interface Held {
  readonly credentials: readonly StoredCredential[]
  readonly keys: readonly StoredVotingKey[]
}

/** The groups for which no voting key is registered yet; a vote lies in one of them. */
export const groupsWithoutKey = ({ keys }: Held): readonly VotingGroup[] =>
  votingGroups.filter((group) => !keys.some((each) => each.group === group))

/** Who can vote with it: an owner, or a resident whom an owner asked to. */
export const votingCredential = ({ credentials }: Held, now: Date): StoredCredential | undefined =>
  ['owner', 'resident']
    .map((kind) => credentials.find((each) => each.kind === kind && Date.parse(each.expiresAt) > now.getTime()))
    .find((each) => each !== undefined)

export interface UsedHeld {
  readonly held: Held | null
  /** The credential that votes. */
  readonly credential: StoredCredential | undefined
  /** The browser keeps nothing: a private window, or an address without https. */
  readonly broken: boolean
}

export function useHeld(street: string): UsedHeld {
  const [found, setFound] = useState<(Pick<UsedHeld, 'credential'> & { held: Held }) | null>(null)
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    let gone = false
    async function look() {
      if (!globalThis.crypto?.subtle) throw new Error('No WebCrypto without https.')
      const mine = await wallet()
      const here = <T extends { readonly street: string }>(all: readonly T[]) =>
        all.filter((each) => each.street === street)
      const [credentials, keys] = [await storedCredentials(mine.store), await votingKeysIn(mine)]
      const held = { credentials: here(credentials), keys: here(keys) }
      if (!gone) setFound({ held, credential: votingCredential(held, new Date()) })
    }
    look().catch(() => {
      if (!gone) setBroken(true)
    })
    return () => {
      gone = true
    }
  }, [street])
  return { held: found?.held ?? null, credential: found?.credential, broken }
}
