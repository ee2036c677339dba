import type { Text } from '#kernel/text'
import type { ClaimVerdict, Relation } from '#engines/reports/shared'

/** Shape and word beside the colour. */
export const verdicts: Readonly<Record<ClaimVerdict, { readonly shape: string; readonly name: Text }>> = {
  contradicts: { shape: '■', name: ['不符', 'contradicts'] },
  within_rounding: { shape: '◐', name: ['舍入内相符', 'within rounding'] },
  reconciles: { shape: '●', name: ['相符', 'agrees'] },
  cannot_judge: { shape: '○', name: ['无法判断', 'cannot be judged'] },
}

export const relationKinds: Readonly<Record<Relation['kind'], Text>> = {
  ratio: ['比率', 'Ratio'],
  sum: ['合计', 'Sum'],
  growth: ['增长', 'Growth'],
  completion: ['完成率', 'Completion'],
  part: ['部分与整体', 'Part of a whole'],
  same: ['前后一致', 'Said twice'],
  target: ['目标与实绩', 'Target and actual'],
}

/** The worst first. */
export const inOrder: readonly ClaimVerdict[] = ['contradicts', 'within_rounding', 'cannot_judge', 'reconciles']
