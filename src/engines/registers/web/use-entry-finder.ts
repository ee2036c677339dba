import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { registers } from '#engines/registers/shared'
import type { Found } from '#ui/command-palette'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useRegisters } from './registers-context.ts'

/** A pause this short is not felt, and spares the server a search for every letter. */
const pause = 120

/** People, homes, enterprises … by name, initials, end of a number or address, for the palette. */
export function useEntryFinder() {
  const street = useStreet()
  const navigate = useNavigate()
  const barrier = useBarrier()
  const known = useRegisters().registers
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed), pause)
    return () => clearTimeout(timer)
  }, [typed])
  const isAsked = words.length > 0 && barrier(registers.find.name) === null
  const { data, isFetching } = useOperation(registers.find, { words: words || '-', limit: 10 }, { enabled: isAsked })
  const items = isAsked && typed.length > 0 ? data?.items : undefined

  const found = useMemo(
    () =>
      (items ?? []).map((item): Found => ({
        id: item.id,
        group: known[item.register].label,
        label: item.title,
        note: [item.place !== item.title && item.place, item.why].filter(Boolean).join(' · '),
        run: () => void navigate(`/desk/${street}/files/${item.id}`),
      })),
    [items, known, navigate, street],
  )
  return { found, isSearching: isFetching || typed !== words, onWords: setTyped }
}
