import { err, ok, type Result } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { birthDate } from './birth-date.ts'
import { startsInMainland } from './division-code.ts'
import { plainCode } from './plain-code.ts'
import { residentCheck } from './resident-id.ts'

export interface ForeignResidentId {
  readonly id: string
  /** The cards of 2004 and 2017 have 15 characters, those since 2023-12-01 have 18 digits. */
  readonly card: 2004 | 2023
  /** Three letters (ISO 3166-1 alpha-3) on the old card, three digits on the new one. */
  readonly country: string
  /** The province where permanent residence was first asked for. */
  readonly province: string
  readonly birth: string
  /** The old number does not tell it. */
  readonly sex: 'male' | 'female' | null
}

export type ForeignResidentIdTrouble =
  | 'foreign_resident_id_shape'
  | 'foreign_resident_id_division'
  | 'foreign_resident_id_birth'
  | 'foreign_resident_id_birth_future'
  | 'foreign_resident_id_check'

/** Machine-readable travel documents (ICAO 9303): letters count from A = 10, weights 7 3 1, the last digit of the sum. */
function travelCheck(first14: string): string {
  const sum = first14.split('').reduce((total, character, at) => {
    return total + Number.parseInt(character, 36) * (at % 3 === 0 ? 7 : at % 3 === 1 ? 3 : 1)
  }, 0)
  return String(sum % 10)
}

/**
 * A foreign permanent resident identity card (外国人永久居留身份证). New: 9, province 2, country 3, birth 8, serial 3 (its
 * last digit odd for men), MOD 11-2 check, as the notice of the National Immigration Administration for 2023-12-01 says.
 * Old: country 3, place 4, birth 6, serial 1, check 1; the check rule is not in any public text, it is the one that all
 * specimens shown in public satisfy. Whether a country code exists is not looked up.
 */
export function readForeignResidentId(
  text: string,
  today: string = shanghaiDate(new Date()),
): Result<ForeignResidentId, ForeignResidentIdTrouble> {
  const id = plainCode(text)
  const old = /^[A-Z]{3}\d{12}$/.test(id)
  if (!old && !/^9\d{16}[\dX]$/.test(id)) return err('foreign_resident_id_shape')

  const province = old ? id.slice(3, 5) : id.slice(1, 3)
  if (!startsInMainland(province)) return err('foreign_resident_id_division')

  const birth = old ? birthOfOld(id.slice(7, 13), today) : birthDate(id.slice(6, 14), today)
  if (birth === 'impossible') return err('foreign_resident_id_birth')
  if (birth === 'future') return err('foreign_resident_id_birth_future')

  const check = old ? travelCheck(id.slice(0, 14)) : residentCheck(id)
  if (check !== id.at(-1)) return err('foreign_resident_id_check')
  if (old) return ok({ id, card: 2004, country: id.slice(0, 3), province, birth, sex: null })
  const sex = Number(id[16]) % 2 === 1 ? 'male' : 'female'
  return ok({ id, card: 2023, country: id.slice(3, 6), province, birth, sex })
}

/** Two digits of a year mean the latest one that is not in the future. */
function birthOfOld(digits: string, today: string): string {
  const recent = birthDate(`20${digits}`, today)
  return recent === 'future' || recent === 'impossible' ? birthDate(`19${digits}`, today) : recent
}
