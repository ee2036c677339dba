import { expect, test } from 'vitest'
import { checkClaims } from '../check-claims.ts'

const kinds = (text: string) => checkClaims(text).relations.map(({ kind }) => kind)

test.each([
  '东片区年度目标300户，已完成280户。北片区年度目标300户，已完成290户。',
  '上半年受理信访件1200件。下半年受理信访件1200件。',
  '第一批改造加装电梯120台。第二批改造加装电梯120台。',
  '第十一批改造加装电梯120台。第十批改造加装电梯120台。',
  '一季度走访居民3200户。二季度走访居民3200户。',
  '一中心服务老人320人次。二中心服务老人320人次。',
  '长寿路街道走访居民3200户。宜川路街道走访居民3200户。',
  '光新社区受理诉求1260件。普雄社区受理诉求1260件。',
  '光新居委会受理诉求1260件。普雄居委会受理诉求1260件。',
])('what is said of two places or times is not one thing said twice: %s', (text) => {
  expect(kinds(text)).not.toContain('same')
})

test.each([
  '走访困难群众1320户。一年来，干部走访困难群众1320户，送去慰问金。',
  '东片区年度目标300户。到年底，东片区年度目标300户全部完成。',
  '曹杨新村街道受理诉求1260件。曹杨街道受理诉求1260件，全部办结。',
  '开展社区服务活动1320场。组织社区服务活动1320场，覆盖全部居民区。',
])('what is said of one is, in other words as well: %s', (text) => {
  expect(kinds(text)).toContain('same')
})
