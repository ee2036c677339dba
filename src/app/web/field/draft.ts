import { useCallback, useEffect, useRef, useState } from 'react'
import { dropDraft, emptyDraft, readDraft, writeDraft, type Draft } from './kept.ts'
import { useWorking } from './asking.ts'

export interface Drafting {
  readonly draft: Draft
  /** False until the stored draft has been read. */
  readonly ready: boolean
  change(changed: Partial<Draft>): void
  drop(): Promise<void>
}

/** What was begun about one case, written down with every stroke. */
export function useDraft(about: string): Drafting {
  const { street, username } = useWorking()
  const key = `${username}/${street}/${about}`
  const [held, setHeld] = useState<{ key: string; draft: Draft } | null>(null)
  const latest = useRef<Draft>(emptyDraft)

  useEffect(() => {
    let gone = false
    void readDraft(key).then((read) => {
      if (gone) return
      latest.current = read
      setHeld({ key, draft: read })
    })
    return () => {
      gone = true
    }
  }, [key])

  const change = useCallback(
    (changed: Partial<Draft>) => {
      latest.current = { ...latest.current, ...changed }
      setHeld({ key, draft: latest.current })
      void writeDraft(key, latest.current)
    },
    [key],
  )
  const drop = useCallback(async () => {
    latest.current = emptyDraft
    await dropDraft(key)
    setHeld({ key, draft: emptyDraft })
  }, [key])
  const ready = held?.key === key
  return { draft: ready ? held.draft : emptyDraft, ready, change, drop }
}
