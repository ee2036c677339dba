import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { registers, type SeenEntry } from '#engines/registers/shared'
import type { Found } from '#ui/command-palette'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { ageOn } from './register-words.ts'
import { useRegisters } from './registers-context.ts'
import { useToday } from './use-today.ts'

/** A pause this short is not felt, and spares the server a search for every letter. */
const pause = 120

/** People, homes, enterprises … by name, initials, end of a number or address, for the palette. */
export function useEntryFinder() {
  const street = useStreet()
  const navigate = useNavigate()
  const barrier = useBarrier()
  const text = useText()
  const today = useToday()
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

  const found = useMemo(() => {
    // Of two with one name the age tells which.
    const ageOf = (item: SeenEntry) => {
      const age = ageOn(item.fields['birth'], today)
      return age === null ? '' : text([`${age} 岁`, `aged ${age}`])
    }
    return (items ?? []).map((item): Found => ({
      id: item.id,
      group: known[item.register].label,
      label: item.title,
      note: [ageOf(item), item.place !== null && !item.title.startsWith(item.place) && item.place, item.why]
        .filter(Boolean)
        .join(' · '),
      run: () => void navigate(`/desk/${street}/files/${item.id}`),
    }))
  }, [items, known, navigate, street, text, today])
  return { found, isSearching: isFetching || typed !== words, onWords: setTyped }
}
