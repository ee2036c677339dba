import { expect, test } from 'vitest'
import type { CalledPerson } from '#engines/registers/shared'
import { byMicroGrid } from './by-micro-grid.ts'

const person = (name: string, microGrid: string | null, address: string) =>
  ({ name, microGrid, address, committee: microGrid ? '310107015003' : null }) as CalledPerson

test('each micro grid has its own list by address, and those of none come last', () => {
  const groups = byMicroGrid([
    person('甲', null, '外地'),
    person('乙', 'b', '长寿路 10 号'),
    person('丙', 'a', '长寿路 1 号 1002 室'),
    person('丁', 'b', '长寿路 9 号'),
    person('戊', 'a', '长寿路 1 号 302 室'),
  ])
  expect(groups.map((group) => group.people.map(({ name }) => name).join(''))).toEqual(['戊丙', '丁乙', '甲'])
})
