import { expect, test } from 'vitest'
import { makeResidentId } from '#model'
import { baseRegisters } from '../base-registers.ts'
import { baseTags } from '../tags.ts'
import { interpret } from './interpret.ts'

const read = (birth: string, more: Readonly<Record<string, string>> = {}) => {
  const reading = interpret(
    { kind: 'person', register: baseRegisters.person, tags: baseTags, today: '2026-11-22', compounds: new Map() },
    { 'field:name': '张一', 'field:birth': birth, ...more },
  )
  return {
    birth: reading.fields['birth'],
    hint: reading.hints['birth'],
    told: reading.reasons.map(({ code, gravity }) => `${code} ${gravity}`),
  }
}

test.each([
  ['1958.3', '1958-03'],
  ['1958', '1958'],
  ['2005', '2005'],
  ['200105', '2001-05'],
  ['195803', '1958-03'],
  ['二〇〇一年五月', '2001-05'],
])('a year with or without its month is no day of a spreadsheet: %s', (written, hint) => {
  expect(read(written)).toEqual({ birth: undefined, hint, told: ['birth_without_day remark'] })
})

test.each([
  ['21246', '1958-03-02'],
  ['21246.5', '1958-03-02'],
  ['一九五八年三月廿二日', '1958-03-22'],
  ['公元1958年3月2日', '1958-03-02'],
  ['公元一九五八年三月卅日', '1958-03-30'],
  ['1958.3.2生', '1958-03-02'],
  ['19580302 星期日', '1958-03-02'],
  ['1958/3/2 08:30', '1958-03-02'],
  ['民国47年3月2日', '1958-03-02'],
  ['1958 3 2', '1958-03-02'],
  ['58/3/2', '1958-03-02'],
])('a day is still a day: %s', (written, birth) => {
  expect(read(written)).toEqual({ birth, hint: undefined, told: [] })
})

test.each([
  '1958.3.2(阴历)',
  '1958年3月2日农历',
  '农历一九五八年三月初二',
  '1958.3.2/1960.1.2',
  '1958-3-2（身份证上3-12）',
  '1958.3.2左右',
])('a day with more beside it is looked at by a person, and never half read: %s', (written) => {
  expect(read(written)).toEqual({ birth: undefined, hint: undefined, told: ['day_unclear doubtful'] })
})

test('the number of a document says the day that a lunar one leaves open', () => {
  const id = makeResidentId({ division: '310107', birth: '1958-04-20', serial: 11 })
  expect(read('1958.3.2(阴历)', { 'field:idNumber': id })).toEqual({
    birth: '1958-04-20',
    hint: undefined,
    told: ['day_unclear remark'],
  })
})

test.each(['1858.3.2', '5/3/12', '8.3.2', '12/3/5', '1895-01-01'])(
  'a birth of which century or order is unclear is refused: %s',
  (written) => {
    expect(read(written).told).toEqual(['field_wrong wrong'])
  },
)
