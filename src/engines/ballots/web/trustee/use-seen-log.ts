import { useEffect } from 'react'
import { parseCheckpoint } from '#engines/notary/shared'
import type { CeremonyView } from '#engines/ballots/shared'
import type { HeldKey } from './use-trustee-key.ts'

const running = new Set(['frozen', 'voting', 'closed'])

/** Whenever a trustee looks in while the vote runs: the first checkpoint seen binds what the server may show at the close. */
export function useSeenLog(street: string, view: CeremonyView | undefined, { held, keep }: HeldKey): void {
  const isWanted = view !== undefined && running.has(view.state) && held !== null && held.checkpoint === undefined
  const vote = view?.vote
  useEffect(() => {
    if (!isWanted || !held) return
    const stop = new AbortController()
    void (async () => {
      const answer = await fetch(`/api/${street}/votes/${vote}/record/tlog/checkpoint`, { signal: stop.signal })
      const note = answer.ok ? await answer.text() : ''
      if (!stop.signal.aborted && parseCheckpoint(note)) await keep({ ...held, checkpoint: note })
    })().catch(() => undefined)
    return () => stop.abort()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key and how it is kept are new objects at each drawing
  }, [isWanted, street, vote])
}
