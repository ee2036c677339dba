import { expect, test } from 'vitest'
import { adjustLacking, type AdjustSaid } from './adjust-lacking.ts'

const target = {
  goals: [{ id: 'g', label: '签约' }],
  milestones: [{ id: 'm', title: '开工', due: '2026-06-30' }],
} as never
const said: AdjustSaid = { deadline: '2026-12-31', weight: '7.5', aims: { g: { own: '80', district: '' } }, dues: {} }

test('words in numbers, no days and days the wrong way round are told before anything is sent', () => {
  const told = (more: Partial<AdjustSaid>) => adjustLacking(target, { ...said, ...more })?.[0] ?? null
  expect(told({})).toBeNull()
  expect(told({ aims: { g: { own: '八十', district: '' } } })).toBe('“签约”的目标值须为数字。')
  expect(told({ aims: { g: { own: '', district: '' } } })).toBe('“签约”至少要有区下达或街道自定的目标值。')
  for (const weight of ['', '十', '-1', '1e3', '1.234']) expect(told({ weight }), weight).toMatch(/^分值须为数字/)
  expect(told({ deadline: '' })).toBe('请填写完成时限。')
  expect(told({ deadline: '2026-06-29' })).toBe('节点“开工”的日期不能晚于完成时限。')
  expect(told({ dues: { m: '' } })).toBe('请填写节点“开工”的日期。')
})
