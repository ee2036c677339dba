import { limit, urgentHours, workHours } from '#engines/cases/shared'
import type { Text } from '#kernel/text'

const convention: Text = [
  '本平台初始约定，尚无文件依据，启用前由街道核定',
  'A starting convention of this platform without a document behind it; the street confirms it before use',
]

const unverified = { basis: convention, confidence: 'unverified' } as const

/** What the operation centre promises of its own steps when its case type has no published limit for them. */
export const centreLimits = [
  limit('accept', 'accept', urgentHours(0.25, ['受理', 'Acceptance']), unverified),
  limit('register', 'register', urgentHours(0.25, ['立案', 'Registration']), unverified),
  limit('dispatch', 'dispatch', urgentHours(0.5, ['派单', 'Dispatch']), unverified),
  limit('check', 'check', workHours(2, ['核查', 'Check']), unverified),
]

/** Where something is looked at before it is registered (a case type with `steps.verify`). */
export const verifyLimit = limit('verify', 'verify', workHours(1, ['核实', 'Verification']), unverified)

/** For a limit that people keep by custom, or that we chose: to be confirmed by the street. */
export const byConvention = unverified
