import { expect, test } from 'vitest'
import { needsRegistry } from './settling.ts'

test('the registry confirms whose a home is and who is one owner; the rest the notice shows', () => {
  expect((['merge_owners', 'set_owners'] as const).map(needsRegistry)).toEqual([true, true])
  const shown = ['set_area', 'exclude', 'name_representative'] as const
  expect(shown.map(needsRegistry)).toEqual([false, false, false])
})
