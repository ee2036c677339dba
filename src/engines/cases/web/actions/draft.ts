import { useCallback, useState } from 'react'

export type Values = Readonly<Record<string, unknown>>

function stored(key: string): Values {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return said && typeof said === 'object' && !Array.isArray(said) ? (said as Values) : {}
  } catch {
    return {}
  }
}

/** What was typed, kept under a key until it was performed: a closed window loses nothing. */
export function useDraft(key: string, initial: Values = {}) {
  const name = `mofang.draft.${key}`
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...stored(name) }))
  const change = useCallback(
    (next: Values) => {
      setValues(next)
      try {
        localStorage.setItem(name, JSON.stringify(next))
      } catch {
        // A full or forbidden store keeps the draft only as long as the page.
      }
    },
    [name],
  )
  const clear = useCallback(() => {
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
