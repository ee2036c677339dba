import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openCcm, sealCcm } from './threshold-ccm.ts'

describe('a sealed message', () => {
  it('is AES-CCM with a nonce of 13 bytes and a tag of 8, of 12 bytes from 64 KB on', async () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => i)
    const nonce = Uint8Array.from({ length: 32 }, (_, i) => 255 - i)
    for (const [length, nonceLength] of [
      [0, 13],
      [1, 13],
      [16, 13],
      [1000, 13],
      [65_535, 13],
      [65_536, 12],
      [70_000, 12],
    ] as const) {
      const message = Uint8Array.from({ length }, (_, i) => i % 251)
      const cipher = createCipheriv('aes-256-ccm', key, nonce.subarray(0, nonceLength), { authTagLength: 8 })
      const expected = Buffer.concat([cipher.update(message), cipher.final(), cipher.getAuthTag()])
      const sealed = await sealCcm(key, nonce, message)
      expect(Buffer.from(sealed).equals(expected)).toBe(true)
      expect(await openCcm(key, nonce, sealed)).toEqual(message)
    }
  })

  it('is nothing where it is shorter than its tag or longer than its length can say', async () => {
    const [key, nonce] = [new Uint8Array(32), new Uint8Array(32)]
    expect(await openCcm(key, nonce, new Uint8Array(7))).toBeUndefined()
    const tooLong = await sealCcm(key, nonce, new Uint8Array(0x1000000))
    expect(await openCcm(key, nonce, tooLong)).toBeUndefined()
    const longest = await openCcm(key, nonce, await sealCcm(key, nonce, new Uint8Array(0xffffff)))
    expect(longest).toHaveLength(0xffffff)
    expect(await openCcm(key, nonce, await sealCcm(key, nonce, new Uint8Array(0)))).toEqual(new Uint8Array(0))
  })
})
