import { birthOf, brokenResidentId, holdingResidentId, isUscc, plainCode, residentId, sexOf } from './documents.ts'
import { plainBirth } from './births.ts'
import { plainEnterpriseName } from './enterprise-names.ts'
import { plainName } from './names.ts'

/** What is compared: normalised values of one statement or of one entry. */
export interface Traits {
  readonly register: 'person' | 'enterprise'
  readonly name?: string
  readonly documents: readonly { readonly type: string; readonly number: string }[]
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  readonly birth?: string
  readonly sex?: 'male' | 'female'
  readonly phones: readonly string[]
  /** Address keys. */
  readonly addresses: readonly string[]
  readonly uscc?: string
  /** Names of others of the household. */
  readonly kin?: readonly string[]
}

/** Of the fields of a statement or an entry; what cannot be read is left out, never guessed. */
export function traitsOf(
  register: Traits['register'],
  fields: Readonly<Record<string, unknown>>,
  addressKeys: readonly string[] = [],
): Traits {
  const read = (field: string) => {
    const value = fields[field]
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  }
  const phones = ['phone', 'phone2'].flatMap((field) => phonesIn(read(field)))
  const shared = { register, phones: [...new Set(phones)], addresses: [...new Set(addressKeys)] }
  if (register === 'enterprise') {
    const name = plainEnterpriseName(read('name'))
    const uscc = plainCode(read('uscc'))
    return { ...shared, documents: [], ...(name && { name }), ...(uscc && isUscc(uscc) && { uscc }) }
  }
  const documents = documentOf(read('idType'), read('idNumber'), read('nationality'))
  const holding = documents.find((each) => each.type === residentId)?.number
  const name = plainName(read('name'))
  const birth = plainBirth(read('birth')) ?? (holding && birthOf(holding))
  const sex = sexIn(read('sex')) ?? (holding && sexOf(holding))
  const kin = kinIn(fields['kin'])
  return {
    ...shared,
    documents,
    ...(name && { name }),
    ...(birth && { birth }),
    ...(sex && { sex }),
    ...(kin.length > 0 && { kin }),
  }
}

/** An entry after one more statement about it: it keeps what it was and knows what it was called, reached and found by. */
export function joinTraits(entry: Traits, statement: Traits): Traits {
  const documents = [...entry.documents]
  for (const each of statement.documents)
    if (each.type !== brokenResidentId && !documents.some((known) => known.number === each.number)) documents.push(each)
  const birth = (statement.birth?.length ?? 0) > (entry.birth?.length ?? 0) ? statement.birth : entry.birth
  const [name, sex] = [entry.name ?? statement.name, entry.sex ?? statement.sex]
  const uscc = entry.uscc ?? statement.uscc
  const kin = [...new Set([...(entry.kin ?? []), ...(statement.kin ?? [])])]
  return {
    register: entry.register,
    documents,
    phones: [...new Set([...entry.phones, ...statement.phones])],
    addresses: [...new Set([...entry.addresses, ...statement.addresses])],
    ...(name && { name }),
    ...(birth && { birth }),
    ...(sex && { sex }),
    ...(uscc && { uscc }),
    ...(kin.length > 0 && { kin }),
  }
}

const passports = /passport|护照/i
/** Documents whose numbers carry no check digit and whose kinds may share a number. */
const otherDocuments = { military: /military|军|士官/i, hmt_travel: /hmt_travel|通行证/i, other: /^other$|其他|驾/i }

function documentOf(type: string, written: string, nationality: string): Traits['documents'] {
  const number = plainCode(written)
  if (number === '') return []
  if (passports.test(type)) {
    if (!/^[A-Z0-9]{5,12}$/.test(number)) return []
    // Countries number their passports each for itself.
    const country = plainCode(nationality)
    return [country ? { type: 'passport', number: `${country}:${number}` } : { type: 'passport_unplaced', number }]
  }
  for (const [kind, pattern] of Object.entries(otherDocuments))
    if (pattern.test(type)) return [{ type: 'other', number: `${kind}:${number}` }]
  // Residence permits of Hong Kong, Macao and Taiwan and of foreigners follow the same scheme.
  const holding = holdingResidentId(number)
  if (holding) return [{ type: residentId, number: holding }]
  return /^[\dX]{12,20}$/.test(number) ? [{ type: brokenResidentId, number }] : []
}

/** Several phones in one cell, with area codes or extensions; what is too short to be one is left out. */
function phonesIn(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split(/[,,;;、/\\|\n]| {2,}/)
    .map((part) => part.replaceAll(/\D/g, '').replace(/^(?:0086|86)(?=1\d{10}$)/, ''))
    .map((digits) => digits.replace(/^(?:0086|86)?0?21(?=\d{8}$)/, ''))
    .filter((digits) => digits.length >= 8 && digits.length <= 12 && !/^(\d)\1+$/.test(digits))
}

export const isMobile = (phone: string) => /^1\d{10}$/.test(phone)

function sexIn(text: string): 'male' | 'female' | undefined {
  if (/^(?:male|男|m|1)/i.test(text)) return 'male'
  return /^(?:female|女|f|2)/i.test(text) ? 'female' : undefined
}

function kinIn(value: unknown): readonly string[] {
  const names = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,,;;、\s]+/) : []
  return names.map((name) => plainName(String(name))).filter((name) => name !== undefined)
}
