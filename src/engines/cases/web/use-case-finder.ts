import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { cases, queues, states } from '#engines/cases/shared'
import type { Found } from '#ui/command-palette'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'

const inCases = ['案件', 'Cases'] as const
const inQueues = ['队列', 'Queues'] as const

/** Cases by number or words, and the queues, for the palette. */
export function useCaseFinder() {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const barrier = useBarrier()
  const [words, setWords] = useState('')
  const barred = barrier(cases.list.name)
  const isAsked = words.length > 0 && barred === null
  const { data, isFetching } = useOperation(cases.list, { words, sort: 'newest', limit: 8 }, { enabled: isAsked })
  const lines = isAsked ? data?.items : undefined

  const found = useMemo(
    () =>
      (lines ?? []).map((line): Found => ({
        id: line.id,
        group: inCases,
        label: `${line.title}`,
        note: `${line.number} · ${text(states[line.state])}`,
        run: () => void navigate(`/desk/${street}/cases/${line.id}?words=${encodeURIComponent(words)}`),
      })),
    [lines, navigate, street, text, words],
  )
  const items = useMemo(
    () =>
      queues.map((queue): Found => ({
        id: `queue.${queue.id}`,
        group: inQueues,
        label: text(queue.label),
        words: queue.label.join(' '),
        why: barred && text(barred),
        run: () => void navigate(`/desk/${street}/cases?queue=${queue.id}`),
      })),
    [text, barred, navigate, street],
  )
  return { items, found, isSearching: isFetching, onWords: setWords }
}
