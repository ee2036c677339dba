import { useEffect, useState } from 'react'
import type { CeremonyView } from '#engines/ballots/shared'
import { findKey, forgetKey, keepKey, type TrusteeKey } from './key-store.ts'

export interface HeldKey {
  readonly place: string
  readonly held: TrusteeKey | null
  readonly isLoading: boolean
  keep(key: TrusteeKey): Promise<void>
}

/** The own key of a vote, where this browser has the one whose certificate was sent. */
export function useTrusteeKey(street: string, vote: string, view: CeremonyView | undefined): HeldKey {
  // Of each trustee apart, for two may use one computer.
  const place = `${street}/${vote}/${view?.mine ?? 0}`
  const [found, setFound] = useState<{ place: string; key: TrusteeKey | null } | null>(null)
  useEffect(() => {
    if (!view) return
    let isGone = false
    void findKey(place).then((key) => {
      if (!isGone) setFound({ place, key })
    })
    return () => {
      isGone = true
    }
  }, [place, view])

  const key = found?.place === place ? found.key : null
  const sent = view?.sent.certificate ?? null
  // The ceremony began anew: the old key belongs to nothing any more.
  const isStale = key !== null && sent === null && key.agreed !== undefined
  useEffect(() => {
    if (isStale) void forgetKey(place).then(() => setFound({ place, key: null }))
  }, [isStale, place])

  return {
    place,
    held: isStale || (key && sent !== null && key.certificate !== sent) ? null : key,
    isLoading: view !== undefined && found?.place !== place,
    async keep(next) {
      await keepKey(place, next)
      setFound({ place, key: next })
    },
  }
}
