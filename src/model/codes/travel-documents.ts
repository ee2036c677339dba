import { err, ok, type Result } from '#kernel/result'
import { plainCode } from './plain-code.ts'

/**
 * A passport number, Chinese or foreign. Only the shape can be checked: up to nine letters and digits (ICAO 9303), at least
 * four of them digits; its check digit is in the machine-readable line and not in the number.
 */
export function readPassport(text: string): Result<string, 'passport_shape'> {
  const number = plainCode(text)
  if (!/^[A-Z0-9]{6,9}$/.test(number) || number.replace(/\D/g, '').length < 4) return err('passport_shape')
  return ok(number)
}

export interface TravelPermit {
  readonly number: string
  readonly from: 'hong_kong' | 'macao' | 'taiwan'
}

/**
 * A travel permit to the mainland. Hong Kong and Macao (回乡证): H or M and eight digits, ten where the two of the issue are
 * written along; these are dropped, for the person keeps the eight. Taiwan (台胞证): eight digits, on old cards ten and
 * sometimes a letter in brackets. There is no check digit in any of them.
 */
export function readTravelPermit(text: string): Result<TravelPermit, 'travel_permit_shape'> {
  const plain = plainCode(text).replace(/[()]/g, '')
  const near = /^([HM])(\d{8})(\d{2})?$/.exec(plain)
  if (near) return ok({ number: `${near[1]}${near[2]}`, from: near[1] === 'H' ? 'hong_kong' : 'macao' })
  if (/^(\d{8}|\d{10}[A-Z]?)$/.test(plain)) return ok({ number: plain, from: 'taiwan' })
  return err('travel_permit_shape')
}

/**
 * An officer's or soldier's card: `南字第12345678号`, `武字第0123456号`. The numbering is not public, so nothing beyond the
 * shape is checked.
 */
export function readMilitaryId(text: string): Result<string, 'military_id_shape'> {
  const parts = /^(\p{Script=Han}{1,2})字第?(\d{5,9})号?$/u.exec(plainCode(text))
  return parts ? ok(`${parts[1]}字第${parts[2]}号`) : err('military_id_shape')
}
