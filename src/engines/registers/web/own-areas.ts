import { useMemo } from 'react'
import type { Scope } from '#kernel/session'
import { useMembership } from '#ui/session'
import { useAreas, type KnownAreas } from './directory.ts'

type Areas = Pick<KnownAreas, 'committees' | 'grids'>

/** The areas of which someone with this scope sees anything: to offer the others would be to offer empty lists. */
export function areasWithin(scope: Scope | undefined, { committees, grids }: Areas): Areas {
  switch (scope?.kind) {
    case 'committee':
      return {
        committees: committees.filter(({ code }) => code === scope.code),
        grids: grids.filter(({ committee }) => committee === scope.code),
      }
    case 'grid':
      return { committees: [], grids: grids.filter(({ code }) => code === scope.code) }
    default:
      return { committees, grids }
  }
}

export function useOwnAreas(): Areas {
  const areas = useAreas()
  const scope = useMembership()?.scope
  return useMemo(() => areasWithin(scope, areas), [scope, areas])
}
