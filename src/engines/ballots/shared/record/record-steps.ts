import type { Text } from '#kernel/text'

export const recordStepTexts = {
  files: ['文件齐全、格式规范', 'Files are complete and canonical'],
  setup: ['表决文件绑定清册、规则和记名方式', 'The election binds roll, rules and mode'],
  roll: ['业主清册合计无误', 'The roll adds up'],
  area: ['按面积的选票档案：逐票核验、重新合计、核对解密', 'Archive by area: every ballot, the tally, the decryption'],
  head: ['按人数的选票档案：逐票核验、重新合计、核对解密', 'Archive by heads: every ballot, the tally, the decryption'],
  cross: ['两份档案选票相同，计票面积与清册一致', 'Both archives hold the same ballots, weighed by the roll'],
  log: ['存证日志完整，签名、见证和上链一致', 'The log is whole, signed, witnessed and anchored'],
  leaves: ['每张选票、每个环节都有存证且次序一致', 'Every ballot and step is in the log, in order'],
  paper: ['纸质票与清册、线上选票不重复', 'Papers fit the roll and no one counts twice'],
  openings: ['逐票公开与选票一致', 'Every opened ballot is what was cast'],
  recount: ['按规则重新计票与公布结果一致', 'Counted again by the rules, the result is the same'],
  receipts: ['回执、选票编号在档案和存证中', 'Receipts and trackers are in the archives and the log'],
} as const satisfies Readonly<Record<string, Text>>

export type RecordStepId = keyof typeof recordStepTexts
export const recordStepIds = Object.keys(recordStepTexts) as readonly RecordStepId[]

export interface RecordStep {
  readonly id: RecordStepId
  readonly text: Text
  /** `open`: nothing wrong, but something could not be decided; `skipped`: the record does not go so far. */
  readonly state: 'waiting' | 'running' | 'passed' | 'open' | 'failed' | 'skipped'
  readonly ms: number
}

export interface RecordProgress {
  readonly step: RecordStepId
  /** Of ballots, where the step is of ballots. */
  readonly done: number
  readonly total: number
  readonly steps: readonly RecordStep[]
}
