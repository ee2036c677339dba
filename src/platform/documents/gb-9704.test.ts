import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fontsUsed, numberHeadings, officialDate } from './index.ts'
import { letterheadSize, letterPitch, linePitch, points, sheet, signatureIndents, titleLines } from './gb-9704.ts'
import { widthInLetters } from './official-document.ts'
import { recordLines } from './record-lines.ts'
import { tableShape } from './table-shape.ts'
import { breakLines, placeLine } from './text-lines.ts'
import type { Measure } from './text-lines.ts'

test('22 lines of 28 letters fill 156 × 225 mm, with margins of 37, 26, 35 and 28 mm', () => {
  expect(linePitch * 22).toBeLessThanOrEqual(points(225))
  expect((linePitch + 0.05) * 22).toBeGreaterThan(points(225))
  expect(letterPitch * 28).toBeCloseTo(points(156), 6)
  expect(sheet.width - sheet.left - sheet.bodyWidth).toBe(26)
  expect(sheet.height - sheet.top - sheet.bodyHeight).toBe(35)
})

test('a date has Arabic digits without leading zeros', () => {
  expect(officialDate('2026-01-05')).toBe('2026年1月5日')
  expect(officialDate('2026-11-22')).toBe('2026年11月22日')
})

test('the name of the office stands centred over the date, both far enough in', () => {
  expect(signatureIndents('办事处', '2026年1月5日')).toEqual({ organisation: 5.5, date: 4 })
  const wide = signatureIndents('某某区人民政府某某街道办事处', '2026年1月5日')
  expect(wide.organisation).toBe(2)
  expect(wide.date).toBeGreaterThan(4)
})

test('a title is broken where it reads well, or where it is told to', () => {
  expect(titleLines('工作总结')).toEqual(['工作总结'])
  expect(titleLines('上行\n下行')).toEqual(['上行', '下行'])
  expect(titleLines('某某区人民政府某某街道办事处2026年工作总结和2027年工作计划')).toEqual([
    '某某区人民政府某某街道办事处',
    '2026年工作总结和2027年工作计划',
  ])
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('工', '作', '的', '2', '0', '（', '）', '年') }), (title) => {
      const lines = titleLines(title)
      expect(lines.join('')).toBe(title.trim() === title ? title : lines.join(''))
      for (const line of lines.slice(0, -1)) expect(widthInLetters(line)).toBeLessThanOrEqual(20)
    }),
  )
})

test('headings without a number get theirs; each level starts again under the one above', () => {
  const heading = (level: 1 | 2 | 3 | 4, text: string) => ({ kind: 'heading', level, text }) as const
  const given = [
    heading(1, '回顾'),
    heading(2, '治理'),
    heading(3, '热线'),
    heading(4, '疑难'),
    heading(2, '（二）民生'),
    heading(3, '养老'),
    heading(1, '计划'),
    heading(2, '党建'),
  ]
  expect(numberHeadings(given).map((block) => (block.kind === 'heading' ? block.text : ''))).toEqual([
    '一、回顾',
    '（一）治理',
    '1.热线',
    '（1）疑难',
    '（二）民生',
    '1.养老',
    '二、计划',
    '（一）党建',
  ])
  const many = numberHeadings(Array.from({ length: 21 }, () => heading(1, '节')))
  const numbers = many.map((block) => (block.kind === 'heading' ? block.text.slice(0, -2) : ''))
  expect([numbers[9], numbers[10], numbers[19], numbers[20]]).toEqual(['十', '十一', '二十', '二十一'])
})

const measure: Measure = (_, size, letter) => (widthInLetters(letter) === 1 ? size : size / 2)

test('lines lose nothing, are not too wide, and begin and end with no sign that may not stand there', () => {
  const unit = fc.constantFrom('工', '作', '，', '。', '（', '）', '“', '”', '2', '6', '%', ' ', 'a')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 300 }), fc.integer({ min: 6, max: 28 }), (text, letters) => {
      const lines = breakLines([{ text, role: 'body', size: 10 }], measure, () => letters * 10)
      const said = lines.map((line) => line.map((token) => token.text).join(''))
      expect(said.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      for (const [at, line] of lines.entries()) {
        expect(line.reduce((sum, token) => sum + token.width, 0)).toBeLessThanOrEqual(letters * 10 + 0.1)
        // Where a line is nothing but signs, they are broken anywhere.
        const hasLetters = /[工作]/.test(said[at - 1]?.slice(1) ?? '') && /[工作26a]/.test(said[at]!)
        if (at > 0 && hasLetters) expect(said[at]).not.toMatch(/^[，。）”%]/)
        if (at < lines.length - 1 && /^[工作26a]{2}/.test(said[at]!)) expect(said[at]).not.toMatch(/[（“]$/)
      }
    }),
  )
})

test('a filled line ends at the edge', () => {
  const [line] = breakLines([{ text: '一网统管', role: 'body', size: 10 }], measure, () => 100)
  const placed = placeLine(line!, 5, 46, 'fill')
  expect(placed.map((token) => token.x)).toEqual([5, 17, 29, 41])
})

test('抄送 is broken so that what follows stands under what it says first', () => {
  const { copies, issuedOn } = recordLines({
    copies: '区委办公室，区人大常委会办公室，区政府办公室，区政协办公室，区纪委监委，区法院，区检察院。',
    issuer: '办公室',
    issuedOn: '2026-01-05',
  })
  expect(issuedOn).toBe('2026年1月5日印发')
  expect(copies).toHaveLength(2)
  expect(copies[0]).toMatch(/^抄送：/)
  expect(copies[1]).toMatch(/^　　　[^　].*院。$/)
  for (const line of copies) expect(widthInLetters(line)).toBeLessThanOrEqual(30)
  expect(recordLines({ issuer: '办公室', issuedOn: '2026-01-05' }).copies).toEqual([])
})

test('columns of figures lean right, short words stand in the middle', () => {
  const table = {
    kind: 'table',
    head: ['任务', '说明', '完成'],
    rows: [['加梯', '既有多层住宅加装电梯的签约与竣工', '97.8%']],
  } as const
  const { shares, aligns } = tableShape(table)
  expect(aligns).toEqual(['center', 'left', 'right'])
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  expect(shares[1]).toBeGreaterThan(shares[0]!)
  expect(tableShape({ ...table, widths: [1, 2, 1] }).shares).toEqual([0.25, 0.5, 0.25])
})

test('the mark of an office fits its line', () => {
  expect(letterheadSize('某街道文件')).toBe(50)
  expect(letterheadSize('某某市某某区人民政府某某街道办事处文件') * 19).toBeLessThan(points(156))
})

test('it is said which fonts the standard asks for and what stands in', () => {
  const fonts = fontsUsed({ body: new Uint8Array() })
  expect(fonts.map((font) => font.name)).toEqual(['方正小标宋简体', '黑体', '楷体_GB2312', '仿宋_GB2312', '宋体'])
  expect(fonts[3]!.pdfStandIn).toBeUndefined()
  expect(fonts[0]!.pdfStandIn).toContain('Noto Serif SC')
})
