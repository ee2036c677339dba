import { useMemo } from 'react'
import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { indicators, type MeasureView } from '#engines/indicators/shared'
import { useOperation } from '#ui/operations'

export interface MeasureGroup {
  /** The face or type of the measures; '' for the centre's own. */
  readonly id: string
  readonly of: Text
  readonly measures: readonly MeasureView[]
}

/** `hotline-12345:on_time` is of the face `hotline-12345`, `found` of the centre. */
export const faceOf = (key: string): string => (key.includes(':') ? key.slice(0, key.indexOf(':')) : '')

const isCounting = ({ counting }: Pick<MeasureView, 'counting'>) => counting !== null

/** What a measure means stays as it is; how far it is counted does not. */
const longLived = {
  staleTime: 10 * 60_000,
  refetchInterval({ state }: { readonly state: { readonly data?: unknown } }) {
    const known = state.data as OutputOf<typeof indicators.definitions> | undefined
    return known?.items.some(isCounting) ? 3000 : false
  },
}

/** The measures in force, by their key and by what they are of; the centre's first. */
export function useMeasures() {
  const asked = useOperation(indicators.definitions, {}, longLived)
  const items = asked.data?.items
  const known = useMemo(() => {
    const groups = new Map<string, MeasureView[]>([['', []]])
    for (const measure of items ?? []) {
      const face = faceOf(measure.key)
      groups.set(face, [...(groups.get(face) ?? []), measure])
    }
    return {
      /** Of each that is not whole yet, how much is done. */
      counting: (items ?? []).flatMap(({ counting }) => (counting === null ? [] : [counting])),
      byKey: new Map((items ?? []).map((measure) => [measure.key, measure])),
      groups: [...groups].flatMap(([id, measures]): MeasureGroup[] =>
        measures[0] ? [{ id, of: measures[0].of, measures }] : [],
      ),
    }
  }, [items])
  return { asked, ...known }
}
