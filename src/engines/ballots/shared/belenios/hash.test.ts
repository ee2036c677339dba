import { expect, test } from 'vitest'
import { hashJson, sha256Hex } from './hash.ts'

test('a fingerprint is the Base64 of the hash without what fills it up', () => {
  for (const text of ['', 'a', '选举']) {
    expect(hashJson(text)).toBe(Buffer.from(sha256Hex(text), 'hex').toString('base64').slice(0, 43))
  }
})
