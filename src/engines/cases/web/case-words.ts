import { useMemo } from 'react'
import type { Text } from '#kernel/text'
import {
  appealFindings,
  factFindings,
  findCategory,
  results,
  satisfactions,
  sources,
  states,
  supervisionLevels,
  type Source,
  type State,
} from '#engines/cases/shared'
import { useAreas, useDirectory } from '#engines/registers/web'
import { useCaseTypes } from './case-types-context.ts'

const as = (said: string): Text => [said, said]
const lookUp = (table: Readonly<Record<string, Text>>, key: string | null): Text =>
  (key !== null && table[key]) || as(key ?? '—')

export function stateName(state: State): Text {
  return states[state]
}

export function sourceName(source: string): Text {
  return sources[source as Source]?.label ?? as(source)
}

export function categoryName(key: string): Text {
  return findCategory(key)?.name ?? as(key)
}

export const factName = (key: string | null) => lookUp(factFindings, key)
export const appealName = (key: string | null) => lookUp(appealFindings, key)
export const resultName = (key: string | null) => lookUp(results, key)
export const satisfactionName = (key: string | null) => lookUp(satisfactions, key)

export function supervisionName(level: number): Text {
  return supervisionLevels[level] ?? as(String(level))
}

export const weekdays: readonly Text[] = [
  ['周一', 'Mon'],
  ['周二', 'Tue'],
  ['周三', 'Wed'],
  ['周四', 'Thu'],
  ['周五', 'Fri'],
  ['周六', 'Sat'],
  ['周日', 'Sun'],
]

/** 0 is Monday 0:00, 167 Sunday 23:00. */
export function hourName(hour: number): Text {
  const [day, at] = [weekdays[Math.floor(hour / 24)] ?? ['—', '—'], hour % 24]
  return [`${day[0]} ${at} 时`, `${day[1]} ${at}:00`]
}

/** What the ids and keys of a case are called. */
export function useCaseWords() {
  const types = useCaseTypes()
  const { unitName, staffName } = useDirectory()
  const { committeeName, gridName } = useAreas()
  return useMemo(
    () => ({
      unitName,
      staffName,
      committeeName,
      gridName,
      typeName: (id: string): Text => types.get(id)?.label ?? as(id),
    }),
    [types, unitName, staffName, committeeName, gridName],
  )
}
