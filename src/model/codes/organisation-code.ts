import { err, ok, type Result } from '#kernel/result'
import { plainCode } from './plain-code.ts'

export type OrganisationCodeTrouble = 'organisation_code_shape' | 'organisation_code_check'

const weights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of GB 11714 over eight digits and letters (A = 10 … Z = 35). */
export function organisationCheck(first8: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number.parseInt(first8[at] ?? '', 36), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** A code of GB 11714, `12345678-X` or without the dash; the value has none. */
export function readOrganisationCode(text: string): Result<string, OrganisationCodeTrouble> {
  const plain = /^([A-Z0-9]{8})[-‐-―−]?([\dX])$/.exec(plainCode(text))
  if (!plain) return err('organisation_code_shape')
  const [, first8 = '', check = ''] = plain
  return organisationCheck(first8) === check ? ok(first8 + check) : err('organisation_code_check')
}
