import { expect, test } from 'vitest'
import { photoMissing } from './proof.ts'

const before = { purpose: 'before' } as const
const after = { purpose: 'after' } as const
const scene = { purpose: 'scene' } as const

test('feedback asks for exactly the photos that the operation would refuse to miss', () => {
  expect(photoMissing('none', [], [])).toBeNull()
  expect(photoMissing('after', [], [])).toBe('after')
  expect(photoMissing('after', [after], [])).toBeNull()
  expect(photoMissing('before_after', [], [])).toBe('before')
  expect(photoMissing('before_after', [before], [])).toBe('after')
  expect(photoMissing('before_after', [after], [scene])).toBeNull()
  // A photo after an earlier handling does not show this one.
  expect(photoMissing('before_after', [], [before, after])).toBe('after')
})
