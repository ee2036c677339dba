import { err, ok, type Result } from '#kernel/result'
import { plainCode } from './plain-code.ts'

export interface DivisionCode {
  readonly code: string
  /** county: GB/T 2260, 6 digits; street: GB/T 10114, 9 digits; committee: statistical division code, 12 digits. */
  readonly level: 'county' | 'street' | 'committee'
}

export type DivisionCodeTrouble = 'division_code_shape' | 'division_code_province'

// GB/T 2260. 71, 81 and 82 have no counties of their own in it; 83 exists only in residence permits (resident-id.ts).
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)
const mainland = new Set([...provinces].filter((code) => code < '71'))

/** Whether the code begins with a province, region or municipality of the mainland. */
export function startsInMainland(code: string): boolean {
  return mainland.has(code.slice(0, 2))
}

/**
 * A division code of 6, 9 or 12 digits. The province is checked and no more: codes of streets that merged long ago are
 * still on paper, so whether a code is in force on a day is asked of the register of divisions.
 */
export function readDivisionCode(text: string): Result<DivisionCode, DivisionCodeTrouble> {
  const code = plainCode(text)
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(code)) return err('division_code_shape')
  if (!provinces.has(code.slice(0, 2))) return err('division_code_province')
  const level = code.length === 6 ? 'county' : code.length === 9 ? 'street' : 'committee'
  return ok({ code, level })
}
