import { useMemo } from 'react'
import type { Text } from '#kernel/text'
import { categoryName, hourName, sourceName, useCaseWords } from '#engines/cases/web'
import type { Dimension, MeasureView } from '#engines/indicators/shared'
import { shortCommittee } from '#engines/registers/web'

const as = (said: string): Text => [said, said]

const missing: Readonly<Partial<Record<Dimension, Text>>> = {
  committee: ['未落区', 'no area'],
  grid: ['未落格', 'no grid'],
  unit: ['尚未派单', 'not dispatched yet'],
}

export type NameOf = (dimension: Dimension, member: string | null) => Text

/** What the members of a dimension are called. */
export function useMemberName(): NameOf {
  const { unitName, committeeName, gridName } = useCaseWords()
  return useMemo(
    () => (dimension, member) => {
      if (member === null || member === '') return missing[dimension] ?? ['未填', 'not said']
      switch (dimension) {
        case 'committee':
          return as(shortCommittee(committeeName(member)))
        case 'grid':
          return as(gridName(member))
        case 'unit':
          return as(unitName(member))
        case 'category':
          return categoryName(member)
        case 'source':
          return sourceName(member)
        case 'hour':
          return hourName(Number(member))
      }
    },
    [unitName, committeeName, gridName],
  )
}

/** Areas and units are ranked; kinds of matters are not, and people never are (§12.7 基层减负). */
export const isRanked = (dimension: Dimension): boolean =>
  dimension === 'committee' || dimension === 'grid' || dimension === 'unit'

/** The whole explanation in one reading: the sentence, what to know besides, and on what it rests. */
export function meaningOf({ sentence, remark, basis }: Pick<MeasureView, 'sentence' | 'remark' | 'basis'>): Text {
  const said = (at: 0 | 1) =>
    [sentence[at], remark?.[at], basis && `${['依据：', 'Basis: '][at]}${basis[at]}`]
      .filter(Boolean)
      .join(at ? ' ' : '')
  return [said(0), said(1)]
}
