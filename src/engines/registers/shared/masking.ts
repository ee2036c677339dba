import { addressKey, canonicalAddress, type AddressParts } from './addresses/index.ts'
import { maskAddress, maskIdentity, maskName, maskPhone, maskTail } from './names/index.ts'
import type { Fields, Mask, RegisterId } from './register.ts'

/** What is shown of a value to those who may not see it whole (classes of domain.md §12.1). */
export function maskedAs(mask: Mask, value: string): string {
  switch (mask) {
    case 'name':
      return maskName(value)
    case 'identity':
      return maskIdentity(value)
    case 'phone':
      return maskPhone(value)
    case 'address':
      return maskAddress(value)
    case 'tail':
      return maskTail(value, 4)
    case 'year':
      return value.slice(0, 4)
  }
}

const textOf = (fields: Fields, name: string) => {
  const value = fields[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const partsOf = (fields: Fields, upTo: 'lane' | 'number' | 'room'): AddressParts => {
  const lane = { road: textOf(fields, 'road'), lane: textOf(fields, 'lane'), sublane: textOf(fields, 'sublane') }
  if (upTo === 'lane') return lane
  const number = { ...lane, number: textOf(fields, 'number') }
  return upTo === 'number' ? number : { ...number, room: textOf(fields, 'room') }
}

/** The address in an entry's own fields, as people write it: 茅台路1234弄5号101室; null when it has none. */
export function addressIn(fields: Fields, upTo: 'lane' | 'number' | 'room' = 'room'): string | null {
  const written = canonicalAddress(partsOf(fields, upTo))
  return written === '' ? null : written
}

/** Puts addresses in the order of their numbers: 5 号 before 12 号. */
export function addressOrder(fields: Fields): string {
  return (addressKey(partsOf(fields, 'room'), 'room') ?? '').replaceAll(/\d+/g, (digits) => digits.padStart(5, '0'))
}

/** What an entry is called, of fields as they may be seen. */
export function titleOf(register: RegisterId, seen: Fields): string {
  const name = textOf(seen, 'name')
  switch (register) {
    case 'home':
    case 'staircase':
      return addressIn(seen) ?? textOf(seen, 'room') ?? '—'
    case 'building':
      return [addressIn(seen, 'lane'), name].filter(Boolean).join(' ') || '—'
    case 'person':
    case 'compound':
    case 'enterprise':
    case 'premises':
    case 'facility':
      return name ?? addressIn(seen) ?? '—'
  }
}
