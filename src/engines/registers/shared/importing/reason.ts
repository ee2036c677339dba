import type { Text } from '#kernel/text'

/** What it means for a row: it cannot be written, a person must look, or it is only said. */
export type Gravity = 'wrong' | 'doubtful' | 'remark' | 'skipped'

export interface RowReason {
  /** Whose column it is about; null for the row as a whole. */
  readonly target: string | null
  readonly code: string
  readonly text: Text
  readonly gravity: Gravity
}

const reason = (gravity: Gravity, target: string | null, code: string, text: Text): RowReason => ({
  target,
  code,
  text,
  gravity,
})

export const wrong = (target: string | null, code: string, text: Text) => reason('wrong', target, code, text)
export const doubtful = (target: string | null, code: string, text: Text) => reason('doubtful', target, code, text)
export const remark = (target: string | null, code: string, text: Text) => reason('remark', target, code, text)
export const skipped = (code: string, text: Text) => reason('skipped', null, code, text)

/** Of a formula whose result the file does not hold. */
export const withoutValue = (target: string, isRead: boolean) =>
  reason(isRead ? 'wrong' : 'remark', target, 'formula_without_value', [
    '公式没有保存结果，请在 Excel 中重新计算后保存',
    'The formula has no kept value: recalculate and save the file in Excel',
  ])
