import { useMemo } from 'react'
import { dimensionIds, type Dimension } from '#engines/indicators/shared'
import { useMembership } from '#ui'
import type { Member } from './measure-list.ts'

/** Who sees a part of the street sees its figures alone, and by that dimension alone. */
export function useBound(): { readonly own: Member | null; readonly dimensions: readonly Dimension[] } {
  const membership = useMembership()
  const scope = membership?.scope
  const unit = membership?.unit ?? null
  return useMemo(() => {
    if (!scope || scope.kind === 'street') return { own: null, dimensions: dimensionIds }
    const own: Member =
      scope.kind === 'unit' ? { dimension: 'unit', member: unit } : { dimension: scope.kind, member: scope.code }
    return { own, dimensions: [own.dimension] }
  }, [scope, unit])
}
