import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { SentTo } from '#kernel/operation'
import type { registers, RegisterField, RegisterId, Registers } from '#engines/registers/shared'
import { bornUntil } from '../register-words.ts'

export interface EntryFilter {
  readonly committee?: string
  readonly grid?: string
  readonly tag?: string
  readonly parent?: string
  /** At least so many years old. */
  readonly age?: number
  readonly where: Readonly<Record<string, string | number | boolean>>
}

const plain = ['committee', 'grid', 'tag', 'parent'] as const
const prefix = 'f.'

/** Fields of few values, by which a list is narrowed. */
export function narrowing(register: Registers[RegisterId]): [string, RegisterField][] {
  return Object.entries(register.fields).filter(
    ([, { field, level }]) => level < 4 && (field.kind === 'choice' || field.kind === 'flag'),
  )
}

export function filterIn(params: URLSearchParams, register: Registers[RegisterId]): EntryFilter {
  const where: Record<string, string | boolean> = {}
  for (const [name, { field }] of narrowing(register)) {
    const said = params.get(prefix + name)
    if (said) where[name] = field.kind === 'flag' ? said === 'true' : said
  }
  const age = Number(params.get('age'))
  return {
    ...Object.fromEntries(plain.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : []))),
    ...(register.id === 'person' && age > 0 && age < 130 && { age: Math.floor(age) }),
    where,
  }
}

export function searchOf({ where, age, ...rest }: EntryFilter): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value) params.set(name, value)
  if (age) params.set('age', String(age))
  for (const [name, value] of Object.entries(where)) params.set(prefix + name, String(value))
  return params.size ? `?${params.toString()}` : ''
}

/** What the operation is asked. */
export function askedOf(
  register: RegisterId,
  { age, where, ...rest }: EntryFilter,
  today: string,
): SentTo<typeof registers.entries> {
  return {
    register,
    ...rest,
    ...(age && { bornUntil: bornUntil(age, today) }),
    ...(Object.keys(where).length > 0 && { where }),
  } as SentTo<typeof registers.entries>
}

/** The filter of this page, kept in its address. */
export function useEntryFilter(register: Registers[RegisterId]) {
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => filterIn(params, register), [params, register])
  const change = useCallback((next: EntryFilter) => setParams(searchOf(next), { replace: true }), [setParams])
  return { filter, change }
}
