import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grantProxy, type ProxyGrant } from './proxy.ts'

const holders = new Map([
  ['0001', ['a']],
  ['0002', ['b', 'c']],
  ['0003', ['d']],
])
const asked = (wanted: ProxyGrant, granted: readonly ProxyGrant[] = [], over = {}) =>
  grantProxy(wanted, { frozen: false, cap: 2, granted, holders, ...over })

test('an owner is represented by another, or by somebody outside the roll', () => {
  expect(asked({ owner: '0001', proxy: 'd' }).ok).toBe(true)
  expect(asked({ owner: '0009', proxy: 'z' }).ok).toBe(true)
})

test.each<[string, ProxyGrant, readonly ProxyGrant[], object, string]>([
  ['once the roll is frozen', { owner: '0001', proxy: 'd' }, [], { frozen: true }, 'roll_is_frozen'],
  ['by a co-owner of theirs', { owner: '0002', proxy: 'c' }, [], {}, 'proxy_is_owner'],
  ['twice', { owner: '0001', proxy: 'd' }, [{ owner: '0001', proxy: 'z' }], {}, 'already_represented'],
  [
    'by one who is represented',
    { owner: '0001', proxy: 'd' },
    [{ owner: '0003', proxy: 'z' }],
    {},
    'proxy_is_represented',
  ],
  ['who represents another', { owner: '0003', proxy: 'z' }, [{ owner: '0001', proxy: 'd' }], {}, 'owner_is_proxy'],
  [
    'by one with enough mandates',
    { owner: '0003', proxy: 'z' },
    [
      { owner: '0001', proxy: 'z' },
      { owner: '0002', proxy: 'z' },
    ],
    {},
    'proxy_cap_reached',
  ],
])('an owner is not represented %s', (_, wanted, granted, over, error) => {
  expect(asked(wanted, granted, over)).toEqual({ ok: false, error })
})

test('mandates of others do not count towards the cap', () => {
  const granted = [
    { owner: '0001', proxy: 'x' },
    { owner: '0002', proxy: 'y' },
  ]
  expect(asked({ owner: '0003', proxy: 'z' }, granted).ok).toBe(true)
  expect(asked({ owner: '0003', proxy: 'x' }, granted, { cap: 1 })).toEqual({ ok: false, error: 'proxy_cap_reached' })
})

test('whatever is asked in whatever order, the cap holds, nobody is represented twice, no mandate is handed on', () => {
  const people = ['a', 'b', 'c', 'd', 'z']
  const wanted = fc.record({ owner: fc.constantFrom('0001', '0002', '0003'), proxy: fc.constantFrom(...people) })
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 20 }), fc.integer({ min: 0, max: 3 }), (asks, cap) => {
      const granted: ProxyGrant[] = []
      for (const ask of asks) {
        const result = asked(ask, granted, { cap })
        if (result.ok) granted.push(result.value)
      }
      expect(new Set(granted.map(({ owner }) => owner)).size).toBe(granted.length)
      for (const person of people)
        expect(granted.filter(({ proxy }) => proxy === person).length).toBeLessThanOrEqual(cap)
      const represented = granted.flatMap(({ owner }) => holders.get(owner) ?? [])
      expect(granted.some(({ proxy }) => represented.includes(proxy))).toBe(false)
    }),
  )
})
