import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base58, isCode, makeCode, publicCredential, secretOfCode } from './credential.ts'
import { groupNamed } from './named-groups.ts'
import { sha256Hex } from './hash.ts'

const uuid = '11111111111111111111ZZ'
const { q } = groupNamed('BELENIOS-2048')

function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length))
}

test('codes made for letters have the form of Belenios and are all different', () => {
  const codes = Array.from({ length: 200 }, () => makeCode(randomBytes))
  expect(new Set(codes).size).toBe(200)
  for (const code of codes) {
    expect(code).toMatch(
      /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/,
    )
    expect(isCode(code)).toBe(true)
  }
})

test('bytes that would favour some characters are not used', () => {
  const rows = [Uint8Array.from({ length: 32 }, (_, i) => 232 + (i % 24)), new Uint8Array(32).fill(231)]
  expect(makeCode(() => rows.shift()!).startsWith('zzzzz-zzzzzz-zzzzz-zzzzz')).toBe(true)
})

test('one wrong character is noticed, and so is anything that is no code', () => {
  const code = makeCode(randomBytes)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 21 }), fc.integer({ min: 1, max: 52 }), (place, shift) => {
      const at = place + (place >= 5 ? 1 : 0) + (place >= 11 ? 1 : 0) + (place >= 16 ? 1 : 0)
      const wrong = base58[(base58.indexOf(code[at]!) + shift) % 53]!
      // Characters a multiple of 53 apart weigh the same in the checksum.
      if ((base58.indexOf(wrong) - base58.indexOf(code[at]!)) % 53 === 0) return
      expect(isCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false)
    }),
  )
  for (const wrong of [
    '',
    code.replaceAll('-', ''),
    `${code} `,
    code.replace('-', '_'),
    code.slice(1),
    `0${code.slice(1)}`,
  ])
    expect(secretOfCode(wrong, uuid, q)).toBeUndefined()
})

test('nothing may stand before or after a code, though its checksum fits', () => {
  const short = recorded.code.replaceAll('-', '')
  expect(isCode(short)).toBe(true)
  for (const code of [makeCode(randomBytes), recorded.code, short]) {
    expect(isCode(`1${code}`)).toBe(false)
    for (const more of base58) expect(isCode(code + more)).toBe(false)
  }
})

test('a character that is none is not taken for the one it would weigh as', () => {
  const code = makeCode(() => new Uint8Array(32).fill(52))
  expect(isCode(code)).toBe(true)
  expect(isCode(`${code[0]}0${code.slice(2)}`)).toBe(false)
})

test('a code gives the secret that the specification of its version says', () => {
  const code = makeCode(randomBytes)
  const hex = sha256Hex(`derive_credential|${uuid}|0|${code}`) + sha256Hex(`derive_credential|${uuid}|1|${code}`)
  expect(secretOfCode(code, uuid, q)).toBe(BigInt(`0x${hex}`) % q)
  expect(secretOfCode(code, 'another1111111', q)).not.toBe(secretOfCode(code, uuid, q))
})

test('a code made by belenios-tool 2.0 gives the credential it wrote', () => {
  const credential = publicCredential(groupNamed('BELENIOS-2048'), secretOfCode(recorded.code, uuid, q)!)
  expect(sha256Hex(credential)).toBe(recorded.sha256OfCredential)
  expect(secretOfCode(recorded.code.toLowerCase(), uuid, q)).toBeUndefined()
})

const recorded = {
  code: 'MUv-Bp5-EHn-pNC-ohq',
  sha256OfCredential: 'd109bef501bc0f48ffc8170f14caf7946f9a76bec152059803c86867ab88d95f',
}
