import { useEffect, useState, type ComponentType } from 'react'

export interface Later<P> {
  readonly Shown: ComponentType<P> | null
  readonly failed: boolean
  again(): void
}

/** A part of the page that few open, loaded when they do: nobody else waits for it. */
export function useLater<P>(load: () => Promise<ComponentType<P>>): Later<P> {
  const [Shown, setShown] = useState<ComponentType<P> | null>(null)
  const [turn, setTurn] = useState(0)
  const [failedTurn, setFailedTurn] = useState<number | null>(null)
  useEffect(() => {
    load().then(
      (loaded) => setShown(() => loaded),
      () => setFailedTurn(turn),
    )
  }, [load, turn])
  return { Shown, failed: failedTurn === turn, again: () => setTurn(turn + 1) }
}
