import { platformErrors } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { Refusal, Unreachable } from '../operations/client.ts'

export type Refusals = Readonly<Record<string, Text>>

/** What happened, as a sentence that says what to do. The code's own sentence comes before the server's, for it is in both languages. */
export function sayError(error: unknown, refusals: Refusals = {}): Text {
  if (error instanceof Unreachable)
    return [
      '连不上服务器，结果未知；请检查网络后再按一次，不会重复办理。',
      'The server cannot be reached and the outcome is unknown. Check the line and press again; nothing is done twice.',
    ]
  if (error instanceof Refusal) {
    const known = refusals[error.code] ?? (platformErrors as Refusals)[error.code]
    return known ?? [error.message, error.message]
  }
  return platformErrors.failed
}
