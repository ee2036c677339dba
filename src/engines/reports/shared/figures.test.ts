import { expect, test } from 'vitest'
import { sayFigure } from './figure-text.ts'
import { layOut, layParagraph } from './skeleton.ts'
import { newId } from '#kernel/id'
import { figuresOf, tooMuchIn, type Block } from './blocks.ts'
import { figure } from './template.ts'
import { annual } from './templates/annual.ts'
import { typedNumbersOf } from './typed-numbers.ts'

const words = (text: string) => typedNumbersOf(text).map((each) => each.words)

test('numbers that claim something are found in free text', () => {
  expect(words('网格巡查发现19115件，结案 18,726 件，结案率97.8%')).toEqual(['19115', '18,726', '97.8%'])
  expect(words('税收18.68亿元，同比上升1.2 个百分点，服务老人３００余人次')).toEqual([
    '18.68',
    '1.2 个百分点',
    '３００',
  ])
  expect(words('满意度达到 95。')).toEqual(['95'])
  expect(words('服务2024年以上企业')).toEqual([])
})

test('numbers written in characters are found as those in digits are', () => {
  expect(words('全年受理工单三百二十件，办结 三百一十 件，化解率百分之九十六点五，走访老人一千二百余人次。')).toEqual([
    '三百二十',
    '三百一十',
    '百分之九十六点五',
    '一千二百余',
  ])
  expect(words('新增床位50张、岗位三十个，超六成居民参与')).toEqual(['50', '三十', '六成'])
})

test('characters that count nothing are left alone', () => {
  for (const said of [
    '一、主要工作及成效',
    '（三）聚焦民生实事',
    '落实“十四五”规划',
    '召开党的二十大精神宣讲会',
    '坚持三会一课制度',
    '形成一体两翼格局，进一步统一思想',
    '抓住两大机遇',
    '经两次劝导仍占道',
    '二〇二三年工作总结',
    '第三届进博会保障',
    '第一季度',
  ])
    expect(words(said), said).toEqual([])
})

test('dates, names, numbers of documents and of paragraphs claim nothing', () => {
  for (const said of [
    '2023年11月5日',
    '受理12345热线工单',
    '处理110非警情',
    '沪长新街〔2024〕1号',
    '1. 加强领导',
    '（1）推进治理',
    '按照 GB/T 9704-2012 要求',
    '推进“3320”数字战略',
    '第3届进博会',
    '2023年第4季度',
    '城运2.0平台',
  ])
    expect(words(said), said).toEqual([])
})

const reading = (numerator: number, denominator: number, value: string | null) => ({ numerator, denominator, value })

test('a figure reads as its form says, by the digits shown, cut off', () => {
  const closed = { kind: 'rate', unit: 'percent', now: reading(18726, 19115, '97.96') } as const
  expect(sayFigure('value', closed)).toBe('97.96%')
  expect(sayFigure('numerator', closed)).toBe('18726')
  expect(sayFigure('change_on_last_year', { ...closed, base: reading(1, 1, '96.76') })).toBe('上升1.20个百分点')
  const found = { kind: 'count', unit: 'cases', now: reading(110, 110, '110') } as const
  expect(sayFigure('change_on_last_year', { ...found, base: reading(99, 99, '99') })).toBe('增长11.11%')
  expect(sayFigure('change_on_last_period', { ...found, base: reading(120, 120, '120') })).toBe('下降8.33%')
  expect(sayFigure('change_on_last_period', { ...found, base: reading(110, 110, '110') })).toBe('持平')
  expect(sayFigure('completion_of_goal', { ...found, goal: '120' })).toBe('91.66%')
})

test('where there is nothing to divide by or to compare with, a figure says nothing', () => {
  const none = { kind: 'rate', unit: 'percent', now: reading(0, 0, null) } as const
  expect(sayFigure('value', none)).toBeNull()
  expect(sayFigure('change_on_last_year', { ...none, base: reading(1, 1, '3.00') })).toBeNull()
  const found = { kind: 'count', unit: 'cases', now: reading(5, 5, '5') } as const
  expect(sayFigure('change_on_last_year', { ...found, base: reading(0, 0, '0') })).toBeNull()
  expect(sayFigure('completion_of_goal', { ...found, goal: '0' })).toBeNull()
  expect(sayFigure('completion_of_goal', found)).toBeNull()
})

test('the annual report is laid out with its headings in order and what faces offer in its place', () => {
  let made = 0
  const said = layOut(
    annual,
    { street: '测试街道', year: 2023 },
    [
      {
        id: 'patrol',
        section: 'governance',
        title: ['巡查', 'Patrol'],
        text: [['发现', 'Found '], figure('x:found'), ['件。', '.']],
      },
    ],
    () => `b${++made}`,
  )
  const headings = said.filter((block) => block.kind === 'heading').map((block) => block.text)
  expect(headings[0]).toBe('一、主要工作及成效')
  expect(headings.slice(1, 8).map((each) => each.slice(0, 3))).toEqual(['（一）', '（二）', '（三）', '（四）', '（五）', '（六）', '（七）']) // prettier-ignore
  expect(headings.at(-1)).toBe('三、2024年工作思路和重点任务')
  expect(figuresOf(said)).toEqual([{ kind: 'figure', id: expect.any(String), measure: 'x:found', form: 'value' }])
  const openings = said.flatMap((block) => (block.kind === 'paragraph' ? block.runs : []))
  for (const run of openings) if (run.kind === 'text') expect(typedNumbersOf(run.text)).toEqual([])
})

test('a clause whose number says nothing is left out, and the sentence still ends', () => {
  const text = [
    ['承接案件', 'Cases '],
    figure('p:cases'),
    ['件，化解率', ' settled '],
    figure('p:settled'),
    ['。', '.'],
  ] as const
  const telling = (each: { measure: string }) => (each.measure === 'p:cases' ? '3' : null)
  expect(layParagraph({ text }, () => 'f', telling)).toEqual([
    { kind: 'text', text: '承接案件' },
    { kind: 'figure', id: 'f', measure: 'p:cases', form: 'value' },
    { kind: 'text', text: '件。' },
  ])
})

test('how long a text takes grows with its length, whatever it is made of', () => {
  const text = ' '.repeat(100_000) + '1  '.repeat(50_000)
  const began = performance.now()
  expect(typedNumbersOf(text)).toHaveLength(50_000)
  expect(performance.now() - began).toBeLessThan(2000)
})

test('what is more than an edition keeps is said before it is sent, and where', () => {
  const paragraph = (text: string): Block => ({ kind: 'paragraph', id: newId(), runs: [{ kind: 'text', text }] })
  expect(tooMuchIn([paragraph('短')])).toBeNull()
  expect(tooMuchIn(Array.from({ length: 801 }, () => paragraph('短')))?.[0]).toContain('801')
  const [zh, en] = tooMuchIn([paragraph('短'), { kind: 'heading', id: newId(), level: 1, text: '长'.repeat(201) }])!
  expect([zh.includes('第 2 段'), en.includes('Paragraph 2')]).toEqual([true, true])
})
