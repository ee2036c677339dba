import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { ListFilter } from '#engines/cases/shared'

export type Filter = ListFilter
export type SortOrder = 'due' | 'newest'

const names = Object.keys(ListFilter.shape) as (keyof Filter)[]

function without<K extends keyof Filter>(filter: Filter, name: K): Filter {
  const { [name]: _, ...rest } = filter
  return rest as Filter
}

/** Sets one part of a filter, or takes it away. */
export function withPart<K extends keyof Filter>(
  filter: Filter,
  name: K,
  value: Filter[K] | null | undefined | '',
): Filter {
  return value === null || value === undefined || value === '' ? without(filter, name) : { ...filter, [name]: value }
}

/** Reads the filter out of an address; what is not valid there counts as not said. */
export function filterIn(params: URLSearchParams): Filter {
  const said: Record<string, unknown> = {}
  for (const name of names) {
    const value = params.get(name)
    if (value !== null && value !== '') said[name] = name === 'open' ? value === 'true' : value
  }
  const whole = ListFilter.safeParse(said)
  if (whole.success) return whole.data
  for (const issue of whole.error.issues) delete said[String(issue.path[0])]
  return ListFilter.parse(said)
}

/** The filter as an address, so that what is on screen can be sent to someone. */
export function searchOf(filter: Filter, sort: SortOrder = 'due'): string {
  const params = new URLSearchParams()
  for (const name of names) {
    const value = filter[name]
    if (value !== undefined) params.set(name, String(value))
  }
  if (sort !== 'due') params.set('sort', sort)
  const said = params.toString()
  return said ? `?${said}` : ''
}

/** The filter of this page, kept in its address. */
export function useListFilter(): {
  filter: Filter
  sort: SortOrder
  change: (filter: Filter, sort?: SortOrder) => void
} {
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => filterIn(params), [params])
  const sort: SortOrder = params.get('sort') === 'newest' ? 'newest' : 'due'
  const change = useCallback(
    (next: Filter, order: SortOrder = sort) => setParams(searchOf(next, order), { replace: true }),
    [setParams, sort],
  )
  return { filter, sort, change }
}
