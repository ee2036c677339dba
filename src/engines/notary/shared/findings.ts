import type { Text } from '#kernel/text'

/** What may be said against a log; each with a sentence. */
export const logFindings = {
  checkpoint_missing: ['缺少签名存证点（checkpoint）。', 'The checkpoint is missing.'],
  checkpoint_unreadable: ['签名存证点的格式不对。', 'The checkpoint is not well-formed.'],
  origin_unexpected: ['存证点属于另一份存证日志。', 'The checkpoint is of another log.'],
  log_key_unknown: [
    '没有可用的日志公钥，无法核对签名。',
    'No key of the log is at hand: its signature cannot be checked.',
  ],
  log_key_untold: [
    '日志公钥取自文件本身；请与街道公布的公钥核对。',
    'The key of the log was taken from these very files; compare it with the one that the subdistrict has published.',
  ],
  log_signature_missing: ['存证点没有日志的签名。', 'The log has not signed the checkpoint.'],
  log_signature_wrong: ['存证点上日志的签名无效。', 'The signature of the log on the checkpoint is wrong.'],
  witness_signature_wrong: ['存证点上见证人的签名无效。', 'A signature of a witness on the checkpoint is wrong.'],
  witness_quorum_missing: ['见证人签名不足。', 'Too few witnesses have signed the checkpoint.'],
  witness_none: [
    '存证点没有见证人签名：只能证明日志自身前后一致。',
    'No witness has signed the checkpoint: nobody vouches that others were shown the same log.',
  ],
  sm2_signature_missing: ['存证点缺少国密（SM2）签名。', 'The checkpoint lacks the signature by SM2.'],
  sm2_signature_wrong: ['存证点的国密（SM2）签名无效。', 'The signature by SM2 on the checkpoint is wrong.'],
  sm2_unchecked: ['国密（SM2）签名未核对。', 'The signature by SM2 was not checked.'],
  entries_missing: ['缺少记录文件。', 'A bundle of entries is missing.'],
  entries_unreadable: ['记录文件的格式不对。', 'A bundle of entries is not well-formed.'],
  entries_miscounted: [
    '记录文件的条数与存证点不符。',
    'A bundle holds another number of entries than the checkpoint says.',
  ],
  leaf_unreadable: ['有记录不是规范的 JSON。', 'An entry is not canonical JSON.'],
  root_wrong: [
    '全部记录算出的根与存证点不符：有记录被改动、增删或调换。',
    'The entries do not hash to the root: something was altered, added, left out or moved.',
  ],
  tile_missing: ['缺少哈希文件（tile）。', 'A tile is missing.'],
  tile_wrong: ['哈希文件（tile）与记录不符。', 'A tile does not match the entries.'],
  file_unexpected: ['有不属于本日志的文件。', 'There is a file that does not belong to this log.'],
  leaves_unreadable: ['记录目录（leaves.json）的格式不对。', 'leaves.json is not well-formed.'],
  leaves_wrong: ['记录目录（leaves.json）与记录不符。', 'leaves.json does not match the entries.'],
  keys_unreadable: ['公钥文件（keys.json）的格式不对。', 'keys.json is not well-formed.'],
  anchors_unreadable: ['上链凭证（anchor.json）的格式不对。', 'anchor.json is not well-formed.'],
  anchor_wrong: ['上链凭证的根与记录不符。', 'An anchor states another root than the entries have.'],
  anchor_ahead: [
    '上链凭证的条数多于现有记录：有记录被删去。',
    'An anchor states more entries than there are: some were taken away.',
  ],
  anchor_absent: ['链上没有这份上链凭证。', 'The chain does not hold an anchor that is claimed.'],
  chain_differs: [
    '链上存证的根与记录不符：历史被改写。',
    'The chain holds another root than the entries have: history was rewritten.',
  ],
  chain_ahead: [
    '链上存证的条数多于现有记录：所给文件较旧，或有记录被删去。',
    'The chain holds more entries than these files: they are old, or entries were taken away.',
  ],
  receipt_signature_wrong: ['回执的签名无效。', 'The signature of a receipt is wrong.'],
  receipt_broken: ['回执所指的记录不在其位：记录被换掉。', 'What a receipt was given for does not stand in its place.'],
  receipt_pending: ['回执所指的记录尚未纳入存证点。', 'What a receipt was given for is not yet in the checkpoint.'],
  earlier_foreign: [
    '此前所见的存证点不是这份日志的公钥所签，无法比对；请查明公钥为何不同。',
    'An earlier checkpoint was not signed by the key of this log, and could not be compared: find out why the keys differ.',
  ],
  history_rewritten: [
    '与此前所见的存证点不一致：历史被改写。',
    'An earlier checkpoint is not the beginning of this log: history was rewritten.',
  ],
} as const satisfies Record<string, Text>

export type LogFindingCode = keyof typeof logFindings

/** Those that do not speak against the log, but tell what was left open. */
const open: ReadonlySet<LogFindingCode> = new Set([
  'log_key_untold',
  'witness_none',
  'earlier_foreign',
  'sm2_unchecked',
  'file_unexpected',
  'receipt_pending',
  'chain_ahead',
])

export interface LogFinding {
  readonly code: LogFindingCode
  /** Whether it refutes the log, or only leaves something open. */
  readonly gravity: 'wrong' | 'open'
  readonly sentence: Text
  /** The file, leaf, witness or anchor that it is about. */
  readonly at?: string
}

export const finding = (code: LogFindingCode, at?: string): LogFinding => ({
  code,
  gravity: open.has(code) ? 'open' : 'wrong',
  sentence: logFindings[code],
  ...(at !== undefined && { at }),
})
