import { expect, test } from 'vitest'
import { deviceKeyOf, openScalar, sealScalar } from './device-keys.ts'
import { memoryStore } from './wallet-store.ts'

test('two tabs that look at an empty wallet at once have one key', async () => {
  const store = memoryStore()
  const [first, second] = await Promise.all([deviceKeyOf(store), deviceKeyOf(store)])
  expect(second).toBe(first)
  expect(await deviceKeyOf(store)).toBe(first)
})

test('what one tab sealed the other opens', async () => {
  const store = memoryStore()
  const sealed = await Promise.all([sealScalar(store, 7n, 'a'), sealScalar(store, 8n, 'b')])
  expect([await openScalar(store, sealed[0], 'a'), await openScalar(store, sealed[1], 'b')]).toEqual([7n, 8n])
})
