import { must } from '#kernel/assert'
import { err, ok, type Result } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { birthDate } from './birth-date.ts'
import { startsInMainland } from './division-code.ts'
import { plainCode } from './plain-code.ts'

export interface ResidentId {
  /** Always 18 characters, whatever was written. */
  readonly id: string
  readonly written: 18 | 15
  /** A resident identity card, or the residence permit of a Hong Kong, Macao or Taiwan resident (港澳台居民居住证). */
  readonly kind: 'resident' | 'hong_kong' | 'macao' | 'taiwan'
  readonly division: string
  /** YYYY-MM-DD. */
  readonly birth: string
  readonly sex: 'male' | 'female'
}

export type ResidentIdTrouble =
  | 'resident_id_shape'
  | 'resident_id_division'
  | 'resident_id_birth'
  | 'resident_id_birth_future'
  | 'resident_id_check'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'
const permits: Readonly<Record<string, ResidentId['kind']>> = {
  '810000': 'hong_kong',
  '820000': 'macao',
  '830000': 'taiwan',
}

/** The check character over the first 17 digits: ISO 7064 MOD 11-2, as GB 11643-1999 asks. */
export function residentCheck(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return must(checkCharacters[sum % 11], 'check character')
}

/** A 15-digit number of GB 11643-1989 as 18 characters. Serials 996 to 999 were kept for people past a hundred. */
export function asEighteen(fifteen: string): string {
  const century = Number(fifteen.slice(12)) >= 996 ? '18' : '19'
  const first17 = fifteen.slice(0, 6) + century + fifteen.slice(6)
  return first17 + residentCheck(first17)
}

/**
 * The number on a resident identity card (18 or 15 characters) or on a residence permit for Hong Kong, Macao and Taiwan.
 * Of the division only the province is checked: the number keeps the county of the day when it was given, and many of
 * those no longer exist. A 15-digit number has no check digit, so a slip in it can pass.
 */
export function readResidentId(
  text: string,
  today: string = shanghaiDate(new Date()),
): Result<ResidentId, ResidentIdTrouble> {
  const plain = plainCode(text)
  const old = /^\d{15}$/.test(plain)
  if (!old && !/^\d{17}[\dX]$/.test(plain)) return err('resident_id_shape')

  const id = old ? asEighteen(plain) : plain
  const division = id.slice(0, 6)
  const permit = old ? undefined : permits[division]
  if (!permit && !startsInMainland(division)) return err('resident_id_division')

  const birth = birthDate(id.slice(6, 14), today)
  if (birth === 'impossible') return err('resident_id_birth')
  if (birth === 'future') return err('resident_id_birth_future')
  if (residentCheck(id) !== id[17]) return err('resident_id_check')

  const sex = Number(id[16]) % 2 === 1 ? 'male' : 'female'
  return ok({ id, written: old ? 15 : 18, kind: permit ?? 'resident', division, birth, sex })
}

/** An invented number that would pass: `birth` as YYYY-MM-DD, `serial` 0 to 999 (odd for men). */
export function makeResidentId(of: {
  readonly division: string
  readonly birth: string
  readonly serial: number
}): string {
  const first17 = of.division + of.birth.replaceAll('-', '') + String(of.serial).padStart(3, '0')
  if (!/^\d{17}$/.test(first17)) throw new Error(`cannot make a resident id of ${JSON.stringify(of)}`)
  return first17 + residentCheck(first17)
}
