import { expect, test } from 'vitest'
import { baseRegisters } from '#engines/registers/shared'
import { caseTypes } from '#faces'
import { correctionWords, grouped, sayLook, sayMinute, sayWho, troubles, type OwnField } from './own-words.ts'

const from = { source: 'police', observedOn: '2025-03-01' } as const
const field = (name: string): OwnField => ({ name, label: [name, name], value: '1', said: ['1', '1'], from })

test('every value that is held is shown once, also one that a face added', () => {
  const fields = [...Object.keys(baseRegisters.person.fields), 'addedByAFace'].map(field)
  const shown = grouped(fields).flatMap((group) => group.fields)
  expect(shown.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(
    fields.toSorted((a, b) => a.name.localeCompare(b.name)),
  )
  expect(grouped([])).toEqual([])
  expect(grouped([field('note')]).map((group) => group.label[0])).toEqual(['其他'])
})

test('a look is told by office, purpose and minute', () => {
  const look = {
    at: '2026-11-22T01:30:00.000Z',
    by: 'staff',
    kind: 'unmask',
    purpose: 'visit',
    unit: '第一居委',
  } as const
  expect(sayWho(look)[0]).toBe('第一居委')
  expect(sayLook(look)[0]).toBe('看了您的证件号、电话等完整信息，用于上门走访')
  expect(sayMinute(look.at, new Date(look.at))[0]).toBe('11月22日 09:30')
  expect(sayWho({ ...look, by: 'resident', unit: null })[0]).toContain('您本人')
  expect(sayWho({ ...look, unit: null })[0]).toBe('街道工作人员')
})

test('what is asked for says which entry and what it should be, in words that the case type knows', () => {
  expect(correctionWords('联系电话', 'outdated', ' 19900000009 ')).toBe('联系电话：已经变了。应为：19900000009')
  expect(correctionWords('备注', 'not_to_hold', '')).toBe('备注：不应该登记。')
  expect(correctionWords('登记信息', 'missing', '我有一个女儿')).toBe('登记信息：漏登了，要补充。我有一个女儿')
  const asked = caseTypes.find((type) => type.id === 'data-correction')!.form['trouble']!
  const options = asked.kind === 'choice' ? Object.keys(asked.options) : []
  expect(options).toEqual(expect.arrayContaining([...Object.keys(troubles), 'missing']))
})
