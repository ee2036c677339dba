import { useEffect, useState } from 'react'
import type { OutputOf, Query, SentTo } from '#kernel/operation'
import { ask } from '#ui/operations'

export interface Asked<T> {
  readonly value: T | null
  readonly error: unknown
}

/** Asks once, and again when the question changes; nothing is cached, for a resident comes with one question. */
export function useAsked<Q extends Query>(street: string, query: Q, input: SentTo<Q>, turn = 0): Asked<OutputOf<Q>> {
  const words = JSON.stringify(input)
  const question = `${street} ${query.name} ${words} ${turn}`
  const [answer, setAnswer] = useState<Asked<OutputOf<Q>> & { question: string }>({
    question: '',
    value: null,
    error: null,
  })
  useEffect(() => {
    const stop = new AbortController()
    ask(street, query, JSON.parse(words) as SentTo<Q>, stop.signal).then(
      (value) => setAnswer({ question, value, error: null }),
      (error: unknown) => {
        if (!stop.signal.aborted) setAnswer({ question, value: null, error })
      },
    )
    return () => stop.abort()
  }, [street, query, words, question])
  return answer.question === question ? answer : { value: null, error: null }
}
