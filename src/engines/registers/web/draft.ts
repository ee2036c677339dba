import { useCallback, useState } from 'react'
import type { Answers } from '#model'

function stored(name: string): Answers {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return said && typeof said === 'object' && !Array.isArray(said) ? (said as Answers) : {}
  } catch {
    return {}
  }
}

/** What was typed into a form, kept until it was sent or whoever typed signs out. */
export function useDraft(key: string): { answers: Answers; change: (next: Answers) => void; clear: () => void } {
  const name = `mofang.draft.${key}`
  const [answers, setAnswers] = useState<Answers>(() => stored(name))
  const change = useCallback(
    (next: Answers) => {
      setAnswers(next)
      try {
        localStorage.setItem(name, JSON.stringify(next))
      } catch {
        // A full or forbidden store keeps the draft only as long as the page.
      }
    },
    [name],
  )
  const clear = useCallback(() => {
    setAnswers({})
    try {
      localStorage.removeItem(name)
    } catch {
      // As above.
    }
  }, [name])
  return { answers, change, clear }
}
