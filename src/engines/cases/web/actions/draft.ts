import { useCallback, useRef, useState } from 'react'

export type Values = Readonly<Record<string, unknown>>

function stored(key: string): Values {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return said && typeof said === 'object' && !Array.isArray(said) ? (said as Values) : {}
  } catch {
    return {}
  }
}

export type Change = (next: Values | ((now: Values) => Values)) => void

/** What was typed, kept under a key until it was performed: a closed window loses nothing. */
export function useDraft(key: string, initial: Values = {}): { values: Values; change: Change; clear: () => void } {
  const name = `mofang.draft.${key}`
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...stored(name) }))
  // Photos arrive in their own time: each change builds on the one before it, not on what was on screen when it began.
  const latest = useRef(values)
  const change = useCallback<Change>(
    (next) => {
      latest.current = typeof next === 'function' ? next(latest.current) : next
      setValues(latest.current)
      try {
        localStorage.setItem(name, JSON.stringify(latest.current))
      } catch {
        // A full or forbidden store keeps the draft only as long as the page.
      }
    },
    [name],
  )
  const clear = useCallback(() => {
    latest.current = initial
    setValues(initial)
    try {
      localStorage.removeItem(name)
    } catch {
      // As above.
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the initial values are those of the first render
  }, [name])
  return { values, change, clear }
}
