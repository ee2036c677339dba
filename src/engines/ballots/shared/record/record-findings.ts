import type { Text } from '#kernel/text'
import { logFindings, type LogFindingCode } from '#engines/notary/shared'
import type { ArchiveFindingCode } from '../belenios/archive-findings.ts'
import type { RollFault } from '../electorate/roll.ts'
import { annexFaultTexts, type AnnexFault } from '../rules/check-annex.ts'
import { archiveTexts } from './archive-texts.ts'

const ofRecord = {
  file_missing: ['公开记录缺少文件。', 'A file of the record is missing.'],
  archive_repeated: ['同一种选票档案有两份。', 'One of the archives is there twice.'],
  file_unknown: ['有不属于公开记录的文件，未予核验。', 'A file does not belong to a record; it was not looked at.'],
  file_unreadable: ['文件不是可读的 JSON，或内容不全。', 'A file is no JSON, or not of the form it must have.'],
  file_not_canonical: [
    '文件不是规范 JSON：指纹无法重现。',
    'A file is not canonical JSON: its hash cannot be made again.',
  ],
  election_uuid_differs: ['文件属于另一次表决。', 'A file is of another election.'],
  description_wrong: [
    '表决文件没有绑定清册、规则和记名方式。',
    'The election does not bind the roll, the rules and the mode.',
  ],
  archives_phase_differ: ['两份选票档案进行到不同环节。', 'The two archives have come to different points.'],
  record_unfinished: [
    '本次表决尚未结束：只核验到目前为止的部分。',
    'The vote is not over: what there is so far was verified.',
  ],
  result_awaits_signing: [
    '已开票，尚无监票人签署的结果：如已有人公布结果，公布的没有凭据。',
    'The ballots are counted, but no result is signed: one that is announced already rests on nothing here.',
  ],
  result_unproved: [
    '有签署的结果，选票档案却没有开票：结果没有凭据。',
    'There is a signed result, but the archives hold none: it rests on nothing.',
  ],
  vote_id_differs: ['文件所写的表决编号不一致。', 'A file names another vote.'],
  rules_not_of_election: [
    '计票规则不是选票所绑定的那一份：规则被换。',
    'These are not the rules to which the ballots are bound: they were replaced.',
  ],
  rules_unfit: ['计票规则不完整或自相矛盾，不能据以计票。', 'The rules are incomplete or contradict themselves.'],
  rules_not_statutory: [
    '所用的参与和通过比例与本程序所知的法律不同，请核对其依据。',
    'Quorum or majority differ from the law as this program knows it: ask what they rest on.',
  ],
  rules_questions_differ: [
    '计票规则所列事项与选票不同。',
    'The rules are for other questions than those on the ballot.',
  ],
  revote_not_allowed: ['规则不允许改投，却有业主投票两次。', 'An owner has two ballots though the rules allow one.'],
  log_awaits: [
    '存证日志还没有存证点，请过两分钟再取一次记录。',
    'The log has no checkpoint yet: fetch the record again in two minutes.',
  ],
  leaf_awaits_log: [
    '最近的环节尚未纳入存证点，请过两分钟再取一次记录核验。',
    'The latest step is not in the checkpoint yet: fetch the record again in two minutes.',
  ],
  files_behind_log: [
    '存证日志已记有后来的环节，所给文件却没有：文件被截短。如是在变动时下载的，请重新下载。',
    'The log holds later steps than the files: they were cut off. If they were changing as you took them, take them again.',
  ],
  leaf_roll_missing: ['存证日志没有清册冻结的记录。', 'The log holds no freezing of the roll.'],
  leaf_roll_differs: ['存证日志冻结的清册或规则与文件不同。', 'The log froze another roll or other rules.'],
  leaf_setup_missing: ['存证日志没有表决设置的记录。', 'The log holds no setup of the election.'],
  leaf_setup_differs: ['存证日志所记的表决设置与选票档案不同。', 'The log holds another setup than the archives.'],
  leaf_opened_missing: ['存证日志没有投票开始的记录。', 'The log holds no opening of the vote.'],
  leaf_closed_missing: ['存证日志没有投票截止的记录。', 'The log holds no close of the vote.'],
  leaf_closed_differs: ['存证日志截止时的票数与档案不符。', 'The log closed with another number of ballots or papers.'],
  leaf_tally_missing: ['存证日志没有加密合计的记录。', 'The log holds no encrypted tally.'],
  leaf_tally_differs: ['存证日志所记的加密合计与选票档案不同。', 'The log holds another encrypted tally.'],
  leaf_result_missing: ['存证日志没有计票结果的记录。', 'The log holds no result.'],
  leaf_result_differs: [
    '存证日志所记的计票结果文件与所给文件不同。',
    'The log holds another result, annex or openings.',
  ],
  leaf_repeated: ['存证日志中同一环节出现两次。', 'The log holds a step of the vote twice.'],
  leaf_order_wrong: ['存证日志中各环节的先后不对。', 'The steps of the vote stand in the log in the wrong order.'],
  leaf_malformed: ['存证日志中有本次表决的记录格式不对。', 'An entry of this vote in the log is not well-formed.'],
  ballot_not_in_log: ['有选票没有存证：可能是事后加入。', 'A ballot is not in the log: it may have been added later.'],
  ballot_awaits_log: ['最近的选票尚未纳入存证点，请稍后再核。', 'The latest ballots are not in the checkpoint yet.'],
  ballot_leaf_without_ballot: [
    '已存证的选票不在选票档案中：有选票被删去。',
    'The log holds a ballot that the archives lack: one was dropped.',
  ],
  ballots_not_in_order_of_log: ['选票的次序与存证不同。', 'The ballots stand in another order than in the log.'],
  paper_leaf_differs: ['已收纸质票与存证日志不符。', 'The papers received are not those in the log.'],
  paper_delivery_differs: [
    '列为未返还的业主，存证日志没有相应的送达记录。',
    'The log does not hold the delivery to an owner who is listed as not having returned the ballot.',
  ],
  paper_unreadable: ['纸质票附件的格式不对。', 'paper.json is not well-formed.'],
  recount_impossible: ['按所给数字和规则无法计票。', 'These figures cannot be counted by these rules.'],
  result_unreadable: ['计票结果文件的格式不对。', 'result.json is not well-formed.'],
  result_paper_differs: ['计票结果所依据的纸质票附件不是这一份。', 'The result was signed for another paper annex.'],
  result_ballots_differ: ['计票结果所依据的选票不是这些。', 'The result was signed for other ballots.'],
  result_question_differs: [
    '重新计票的结果与签字公布的结果不同。',
    'Counted again, a question comes out otherwise than was signed and published.',
  ],
  result_delivered_wrong: [
    '计票结果所称的送达数与存证日志的送达记录不符。',
    'The number of ballots delivered is not that of the deliveries in the log.',
  ],
  result_sheet_hash_wrong: ['计票结果的指纹与内容不符：签字后被改动。', 'The sheet was altered after it was signed.'],
  result_tellers_missing: ['签字的计票人不足两人。', 'Fewer than two tellers signed.'],
  tellers_of_one_name: [
    '两名计票人同名同岗，请核实确为两人。',
    'Two tellers have one name and post: ask whether they are two people.',
  ],
  result_signed_too_early: ['计票结果的签字早于投票截止。', 'The result was signed before the vote had closed.'],
  result_close_differs: [
    '计票结果所写的截止时间与存证日志不符。',
    'The result names another time of closing than the log holds.',
  ],
  period_untold: [
    '计票规则没有写明公告的起止时间，无法核对是否按时开始和截止。',
    'The rules do not say when the vote was to open and close: whether it did was not checked.',
  ],
  period_wrong: ['计票规则所写的起止时间不对。', 'The period in the rules is none.'],
  notice_too_short: [
    '从公告到开始投票不足规定的天数。',
    'Fewer days than required lie between the notice and the opening.',
  ],
  opened_too_early: ['开始投票早于公告的时间。', 'The vote opened before the announced time.'],
  closed_too_early: ['截止投票早于公告的时间。', 'The vote closed before the announced time.'],
  ballot_outside_period: [
    '有选票不是在公告的起止时间内收到的。',
    'A ballot was not taken within the announced period.',
  ],
  receipts_key_differs: ['回执公钥不是存证日志的公钥。', 'The key of receipts is not that of the log.'],
  receipt_not_of_ballot: ['回执所指的存证不是这张选票。', 'The receipt is for something else than this ballot.'],
  receipt_ballot_missing: [
    '回执所指的选票不在档案中：选票被删去。',
    'The ballot of a receipt is not in the archives: it was dropped.',
  ],
  proxies_too_many: ['有代理人所代理的业主超过上限。', 'A proxy represents more owners than the rules allow.'],
  trustees_too_few: [
    '一名受托人连同系统即可解开选票：无记名没有保障。',
    'One trustee and the server together can read every ballot of this secret vote.',
  ],
  tracker_unknown: ['档案中没有这个编号的选票。', 'The archives hold no ballot of this tracker.'],
} as const satisfies Readonly<Record<string, Text>>

const ofRoll: Readonly<Record<`roll_${RollFault}`, Text>> = {
  roll_number_twice: ['清册上有重复的业主或房屋编号。', 'A number stands twice on the roll.'],
  roll_key_twice: ['清册上有两名业主用同一投票公钥。', 'Two owners on the roll have the same key.'],
  roll_owner_unknown: ['清册上有房屋没有业主。', 'A unit on the roll has no owner on it.'],
  roll_area_wrong: ['清册上有房屋的面积无效。', 'The area of a unit on the roll is wrong.'],
  roll_owner_area_wrong: ['清册上有业主的面积不是其房屋面积之和。', 'An owner’s area is not the sum of the units.'],
  roll_owner_without_unit: ['清册上有业主名下没有房屋。', 'An owner on the roll owns no unit.'],
  roll_totals_wrong: ['清册的总面积或总人数不对。', 'The totals of the roll are wrong.'],
}

type OfAnnex = `paper_${AnnexFault}`
export type RecordFindingCode =
  | keyof typeof ofRecord
  | keyof typeof ofRoll
  | OfAnnex
  | ArchiveFindingCode
  | LogFindingCode

const ofAnnex = Object.fromEntries(
  Object.entries(annexFaultTexts).map(([fault, [zh, en]]) => [
    `paper_${fault}`,
    [`纸质票附件：${zh}。`, `paper.json: ${en}.`],
  ]),
) as unknown as Readonly<Record<OfAnnex, Text>>

/** Everything that may be said of a public record, with the sentence that an owner reads. */
export const recordFindingTexts: Readonly<Record<RecordFindingCode, Text>> = {
  ...logFindings,
  ...archiveTexts,
  ...ofRoll,
  ...ofAnnex,
  ...ofRecord,
}

/** Those that do not speak against the record, but tell what was left open. */
const open: ReadonlySet<RecordFindingCode> = new Set([
  'file_unknown',
  'record_unfinished',
  'result_awaits_signing',
  'ballot_awaits_log',
  'leaf_awaits_log',
  'log_awaits',
  'period_untold',
  'tellers_of_one_name',
  'rules_not_statutory',
  'trustees_too_few',
])

/** Those that tell what is still to come: a record with one of them proves no result, however sound the rest. */
export const awaitedFindings: ReadonlySet<RecordFindingCode> = new Set([
  'record_unfinished',
  'result_awaits_signing',
  'ballot_awaits_log',
  'leaf_awaits_log',
  'log_awaits',
  'receipt_pending',
])

export interface RecordFinding {
  readonly code: RecordFindingCode
  /** Whether it refutes the record, or only leaves something open. */
  readonly gravity: 'wrong' | 'open'
  /** The file, and the place in it: `area event 12`, `question 2`. */
  readonly where: string
  readonly detail: string
  readonly text: Text
}

export function recordFinding(
  code: RecordFindingCode,
  where: string,
  detail = '',
  gravity: RecordFinding['gravity'] = open.has(code) ? 'open' : 'wrong',
): RecordFinding {
  return { code, gravity, where, detail, text: recordFindingTexts[code] }
}
