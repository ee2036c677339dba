import type { Text } from '#kernel/text'
import { text } from '#model'
import type { cases, CaseFileView, CaseType, ReplyText } from '#engines/cases/shared'
import { plain, type ActField } from './act-field.ts'
import type { Values } from './draft.ts'

export type Verb = Exclude<
  { [K in keyof typeof cases]: (typeof cases)[K] extends { kind: 'command' } ? K : never }[keyof typeof cases],
  'create' | 'report' | 'rate' | 'importCityRows' | 'contestCityRow' | 'decideContest' | 'setParameter' | 'revealCaller'
>

export interface ActContext {
  readonly file: CaseFileView
  readonly type: CaseType | undefined
  readonly taskId: string | null
  readonly recordId: string | null
}

export interface Act {
  readonly letter: string
  /** What is said when it is done. */
  readonly done: Text
  readonly tone?: 'danger'
  /** Nothing to ask: one press does it. */
  readonly fields?: (context: ActContext) => readonly ActField[]
  readonly initial?: (context: ActContext) => Values
  /** The command's own input, made of what was said; the case, task and record are added. */
  readonly input?: (values: Values, context: ActContext) => Values
}

export const reason = (label: Text = ['原因', 'Reason']) => plain('reason', text(label, { long: true, max: 500 }))
export const note = (label: Text = ['说明', 'Note'], optional = false) =>
  plain('note', text(label, { long: true, max: 1000, ...(optional && { optional: true }) }))
export const orNull = (value: unknown) => (value === undefined || value === '' ? null : value)

/** The ready-made texts of the case's type for one use. */
export const replies = (context: ActContext, use: ReplyText['use']): readonly ReplyText[] =>
  (context.type?.texts ?? []).filter((each) => each.use === use)
