import { expect, test } from 'vitest'
import { letterCode } from './letter-code.ts'

test('a code is read however it was typed', () => {
  const code = 'aBcDe-FgHjKm-nPqRs-TuVwXy'
  for (const typed of [code, ' aBcDe FgHjKm nPqRs TuVwXy', 'aBcDeFgHjKmnPqRsTuVwXy', 'ａBcDe－FgHjKm—nPqRs·TuVwXy'])
    expect(letterCode(typed)).toBe(code)
  expect(letterCode(' 12 ')).toBe('12')
})
