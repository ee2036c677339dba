import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neutralise, withoutGuard } from './csv-text.ts'

test.each([
  ['="张三"', '张三'],
  ['="0019900290025"', '0019900290025'],
  ['="说""好"""', '说"好"'],
  ['=""', ''],
  ['="a"&"b"', '="a"&"b"'],
  ['=1+1', '=1+1'],
])('a text that was made a formula to stay a text is read as that text: %s', (field, text) => {
  expect(withoutGuard(field)).toBe(text)
})

test('what was written comes back as it was, also where it looks like such a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'=+-@"\'a1 张'.split('')) }), (text) => {
      expect(withoutGuard(neutralise(text, false))).toBe(text)
    }),
  )
})
