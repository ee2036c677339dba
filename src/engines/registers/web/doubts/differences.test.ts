import { expect, test } from 'vitest'
import { baseRegisters, type SeenEntry } from '#engines/registers/shared'
import { differencesOf } from './differences.ts'

const entry = (fields: SeenEntry['fields'], masked: string[] = []) => ({ fields, masked }) as unknown as SeenEntry

test('what differs comes first; equal masks prove nothing', () => {
  const a = entry({ name: '张三', sex: 'male', phone: '199****0001', education: '本科' }, ['phone'])
  const b = entry({ name: '张叁', sex: 'male', phone: '199****0001' }, ['phone'])
  expect(differencesOf(baseRegisters.person, a, b)).toEqual([
    { name: 'name', kind: 'different' },
    { name: 'phone', kind: 'masked' },
    { name: 'sex', kind: 'equal' },
    { name: 'education', kind: 'one' },
  ])
})
