import { expect, test } from 'vitest'
import { baseRegisters, baseTags } from '#engines/registers/shared'
import { sayFilter } from './filter-words.ts'

const known = {
  registers: baseRegisters,
  tags: baseTags,
  areas: { committeeName: () => '武宁路居民委员会', gridName: () => '一号网格' },
}

test('a filter is told in the words of the list', () => {
  expect(sayFilter({ filter: { register: 'person' } }, known)).toEqual([['全部记录', 'all entries']])
  const said = sayFilter(
    {
      filter: {
        register: 'home',
        committee: '310107015001',
        grid: 'W01',
        where: { use: 'shop', developerHeld: true, gone: 'x' },
      },
    },
    known,
  )
  expect(said.map(([zh]) => zh)).toEqual(['武宁路', '一号网格', '用途：商铺', '开发单位持有：是'])
})
