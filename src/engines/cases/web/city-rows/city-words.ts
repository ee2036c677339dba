import type { Text } from '#kernel/text'
import type { CityRow } from '#engines/cases/shared'

export const cityKinds = {
  not_contacted: ['未先行联系', 'Not contacted first'],
  not_solved: ['未解决', 'Not solved'],
  dissatisfied: ['不满意', 'Dissatisfied'],
} as const satisfies Record<CityRow['kind'], Text>

export const cityStates = {
  imported: ['未申诉', 'Not contested'],
  contested: ['申诉中', 'Contested'],
  upheld: ['申诉成立', 'Contest upheld'],
  dismissed: ['申诉不成立', 'Contest dismissed'],
} as const satisfies Record<CityRow['state'], Text>
