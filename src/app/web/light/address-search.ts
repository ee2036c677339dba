import { useEffect, useState } from 'react'
import type { OutputOf } from '#kernel/operation'
import type { registers } from '#engines/registers/shared'
import { ask } from '#ui/operations'

export type FoundAddress = OutputOf<typeof registers.addresses>['items'][number]

const none: readonly FoundAddress[] = []

/** Standard addresses while typing, where there is a line; words alone are good enough where there is none. */
export function useAddressSearch(
  street: string,
  query: typeof registers.addresses,
  words: string,
): readonly FoundAddress[] {
  const sought = words.trim()
  const [found, setFound] = useState<{ words: string; items: readonly FoundAddress[] }>({ words: '', items: none })
  useEffect(() => {
    if (sought.length < 2) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask(street, query, { words: sought, limit: 6 }, stop.signal).then(
        (answer) => setFound({ words: sought, items: answer.items }),
        () => setFound({ words: sought, items: none }),
      )
    }, 250)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [street, query, sought])
  return sought.length >= 2 && found.words !== '' ? found.items : none
}
