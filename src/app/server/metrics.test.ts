import { expect, test } from 'vitest'
import { mayReadMetrics } from './metrics.ts'

const asked = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
  ({ headers, socket: { remoteAddress } }) as unknown as Parameters<typeof mayReadMetrics>[0]

test.each([
  ['the machine itself', '127.0.0.1', {}, true],
  ['the machine itself, by its newer address', '::1', {}, true],
  ['the machine itself, as it looks to a socket of both kinds', '::ffff:127.0.0.1', {}, true],
  ['a phone in the same network', '192.168.1.7', {}, false],
  ['somebody behind the proxy of the machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }, false],
  ['somebody behind a proxy that says so otherwise', '127.0.0.1', { forwarded: 'for=203.0.113.7' }, false],
])('without a token metrics are read from the machine alone: %s', (_who, address, headers, may) => {
  expect(mayReadMetrics(asked(address, headers), undefined)).toBe(may)
})

test('with a token metrics are read by who has it, from wherever, and by nobody else', () => {
  const token = 'a-token-of-this-test'
  expect(mayReadMetrics(asked('203.0.113.7', { authorization: `Bearer ${token}` }), token)).toBe(true)
  for (const authorization of ['', 'Bearer ', token, `Bearer ${token}x`, `bearer ${token}`, 'Bearer \u{1f511}'])
    expect(mayReadMetrics(asked('127.0.0.1', { authorization }), token)).toBe(false)
})
