import { useMemo } from 'react'
import type { OutputOf } from '#kernel/operation'
import { registers, type Unit } from '#engines/registers/shared'
import { useOperation } from '#ui/operations'

export { shortCommittee } from '#engines/registers/shared'

type Directory = OutputOf<typeof registers.directory>
type Areas = OutputOf<typeof registers.areas>

const longLived = { staleTime: 10 * 60_000 }

export interface KnownDirectory {
  readonly units: readonly Unit[]
  readonly staff: Directory['staff']
  unitName(id: string | null | undefined): string
  staffName(id: string | null | undefined): string
}

/** Units and staff by name; an id not in the list shows as a dash, never as a number. */
export function useDirectory(): KnownDirectory {
  const { data } = useOperation(registers.directory, {}, longLived)
  return useMemo(() => {
    const units = new Map((data?.units ?? []).map((unit) => [unit.id as string, unit.name]))
    const staff = new Map((data?.staff ?? []).map((person) => [person.id as string, person.name]))
    return {
      units: data?.units ?? [],
      staff: data?.staff ?? [],
      unitName: (id) => (id && units.get(id)) || '—',
      staffName: (id) => (id && staff.get(id)) || '—',
    }
  }, [data])
}

export interface KnownAreas {
  readonly committees: Areas['committees']
  readonly grids: Areas['grids']
  readonly isKnown: boolean
  committeeName(code: string | null | undefined): string
  gridName(code: string | null | undefined): string
}

/** Committees and grids with their outlines. */
export function useAreas(): KnownAreas {
  const { data } = useOperation(registers.areas, {}, longLived)
  return useMemo(() => {
    const committees = new Map((data?.committees ?? []).map((area) => [area.code, area.name]))
    const grids = new Map((data?.grids ?? []).map((area) => [area.code, area.name]))
    return {
      committees: data?.committees ?? [],
      grids: data?.grids ?? [],
      isKnown: data !== undefined,
      committeeName: (code) => (code && committees.get(code)) || '—',
      gridName: (code) => (code && grids.get(code)) || '—',
    }
  }, [data])
}
