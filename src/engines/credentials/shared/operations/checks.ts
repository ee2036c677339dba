import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { checkIds } from '../credential-kinds.ts'

/** A question on the counter's screen, to be answered by a phone that stands before it. */
export const CheckSheet = z.object({
  id: z.uuid(),
  check: z.enum(checkIds),
  /** For our own wallet: an address whose fragment names the question. */
  link: z.string(),
  /** For any other wallet (OpenID4VP). */
  uri: z.string(),
  /** On the screen and on the phone: a question that somebody passed on from elsewhere has another number. */
  compare: z.string(),
  until: z.string(),
})
export type CheckSheet = z.output<typeof CheckSheet>

export const checkOperations = {
  askHolder: command({
    title: ['核验凭证', 'Ask for a credential at the counter'],
    input: z.object({
      id: z.uuid().toLowerCase(),
      check: z.enum(checkIds),
      origin: z
        .url()
        .max(200)
        .regex(/^https?:\/\/[^/?#]+$/),
    }),
    output: CheckSheet,
    errors: [],
    redact: ['link', 'uri', 'compare'],
  }),
  checkAnswer: query({
    title: ['核验结果', 'What was answered'],
    input: z.object({ id: z.uuid().toLowerCase() }),
    output: z.object({
      id: z.uuid(),
      check: z.enum(checkIds),
      state: z.enum(['waiting', 'answered', 'expired']),
      /** Null until it is answered. */
      isSo: z.boolean().nullable(),
      compoundName: z.string().nullable(),
      answeredAt: z.string().nullable(),
    }),
    errors: ['check_not_found'],
  }),
}
