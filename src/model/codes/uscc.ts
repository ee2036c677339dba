import { must } from '#kernel/assert'
import { err, ok, type Result } from '#kernel/result'
import { startsInMainland } from './division-code.ts'
import { organisationCheck } from './organisation-code.ts'
import { plainCode } from './plain-code.ts'

export interface Uscc {
  readonly code: string
  /** Who registers: 1 establishment office, 5 civil affairs, 9 market supervision, A military, N agriculture, Y other … */
  readonly department: string
  readonly kind: string
  readonly division: string
  /** The subject's own nine characters, its organisation code where it once had one. */
  readonly organisation: string
}

export type UsccTrouble = 'uscc_shape' | 'uscc_department' | 'uscc_division' | 'uscc_check'

// GB 32100-2015: no I, O, S, V, Z. The place of a character is its value; 31 is prime, so every slip of one shows.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export function usccCheck(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(first17[at] ?? ''), 0)
  return must(alphabet[(31 - (sum % 31)) % 31], 'check character')
}

/**
 * A unified social credit code. The check digit inside the subject's nine characters is left alone: the outer one covers it
 * and registers are known to hold codes whose inner digit was given before the rule.
 */
export function readUscc(text: string): Result<Uscc, UsccTrouble> {
  const code = plainCode(text).replaceAll('-', '')
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return err('uscc_shape')
  if (!/^[1-9ANY]/.test(code)) return err('uscc_department')
  const division = code.slice(2, 8)
  // Bodies registered with the state itself have 100000.
  if (division !== '100000' && !startsInMainland(division)) return err('uscc_division')
  if (usccCheck(code) !== code[17]) return err('uscc_check')
  return ok({
    code,
    department: code.slice(0, 1),
    kind: code.slice(1, 2),
    division,
    organisation: code.slice(8, 17),
  })
}

/** An invented code that would pass: `subject` is eight characters of the alphabet; a company is department 9, kind 1. */
export function makeUscc(of: {
  readonly division: string
  readonly subject: string
  readonly department?: string
  readonly kind?: string
}): string {
  const first17 = (of.department ?? '9') + (of.kind ?? '1') + of.division + of.subject + organisationCheck(of.subject)
  if (first17.length !== 17 || first17.split('').some((character) => !alphabet.includes(character)))
    throw new Error(`cannot make a social credit code of ${JSON.stringify(of)}`)
  return first17 + usccCheck(first17)
}
