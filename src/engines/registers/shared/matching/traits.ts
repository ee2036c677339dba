import { brokenResidentId, readDocument, readUsccCode } from './documents.ts'
import type { Document } from './documents.ts'
import { plainBirth } from './births.ts'
import { plainEnterpriseName } from './enterprise-names.ts'
import { plainName } from './names.ts'

/** What is compared: normalised values of one statement or of one entry. */
export interface Traits {
  readonly register: 'person' | 'enterprise'
  readonly name?: string
  readonly documents: readonly Document[]
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
    const uscc = readUsccCode(read('uscc'))
    return { ...shared, documents: [], ...(name && { name }), ...(uscc && { uscc }) }
  }
  const document = readDocument(read('idType'), read('idNumber'), read('nationality'))
  const name = plainName(read('name'))
  const birth = plainBirth(read('birth')) ?? document?.birth
  const sex = sexIn(read('sex')) ?? document?.sex
  const kin = kinIn(fields['kin'])
  return {
    ...shared,
    documents: document ? [document.document] : [],
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
