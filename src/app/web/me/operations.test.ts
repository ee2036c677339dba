import { expect, test } from 'vitest'
import { cases } from '#engines/cases/shared'
import { registers } from '#engines/registers/shared'
import { streetsAsked } from '../light/named.ts'
import { addressesAsked, areasAsked, follow, openOwn, rate, report } from './operations.ts'

test('what is asked by name alone is an operation, open to anyone', () => {
  const whole = [
    cases.report,
    cases.rate,
    cases.follow,
    registers.streets,
    registers.addresses,
    registers.areas,
    registers.openOwn,
  ]
  const named = [report, rate, follow, streetsAsked, addressesAsked, areasAsked, openOwn]
  expect(named).toEqual(whole.map(({ kind, name }) => ({ kind, name })))
  for (const operation of whole) expect(operation.audience, operation.name).toBe('anyone')
})
