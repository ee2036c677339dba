import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { searchOf, type Filter } from '#engines/cases/web'
import type { Dimension, MeasureView } from '#engines/indicators/shared'
import { useStreet } from '#ui/operations'

export interface Member {
  readonly dimension: Dimension
  readonly member: string | null
}

export interface Days {
  readonly from: string
  readonly to: string
}

export type Part = 'numerator' | 'denominator'

function filterOfMember({ dimension, member }: Member): Filter | null {
  if (dimension === 'hour') return member === null ? null : { hour: member }
  if (member !== null && member !== '') return { [dimension]: member } as Filter
  return dimension === 'committee' || dimension === 'grid' || dimension === 'unit' ? { without: dimension } : null
}

/** The list of what a number counts, of cases or of entries, as an address in the desk; null where there is none to open. */
export function listOfMeasure(
  measure: Pick<MeasureView, 'key' | 'kind' | 'source'>,
  days: Days,
  part: Part = 'numerator',
  members: readonly Member[] = [],
): string | null {
  if (measure.source === 'ledger') {
    // Entries are of the whole street.
    if (members.length > 0) return null
    const [ledger = ''] = measure.key.split(':')
    const asked = { ledger, measure: measure.key, ...(measure.kind === 'rate' && { part }) }
    return `entries?${new URLSearchParams({ ...asked, kind: 'range', from: days.from, to: days.to })}`
  }
  let filter: Filter = { measure: measure.key, ...(measure.kind === 'rate' && { part }), from: days.from, to: days.to }
  for (const member of members) {
    const narrowed = filterOfMember(member)
    if (!narrowed) return null
    filter = { ...filter, ...narrowed }
  }
  return `cases${searchOf(filter, 'newest')}`
}

/** Opens an address of the desk, or does nothing where there is none. */
export function useOpen(): (address: string | null) => void {
  const street = useStreet()
  const navigate = useNavigate()
  return useCallback(
    (address) => {
      if (address) void navigate(`/desk/${street}/${address}`)
    },
    [navigate, street],
  )
}
