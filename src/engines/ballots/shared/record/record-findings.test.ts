import { expect, test } from 'vitest'
import { awaitedFindings, recordFinding, recordFindingTexts, type RecordFindingCode } from './record-findings.ts'
import { recordStepIds, recordStepTexts } from './record-steps.ts'

const codes = Object.keys(recordFindingTexts) as RecordFindingCode[]

test('what refutes a record is everything but what may be so of an honest one', () => {
  expect(codes.filter((code) => recordFinding(code, 'x').gravity === 'open')).toEqual([
    'file_unknown',
    'record_unfinished',
    'result_awaits_signing',
    'rules_not_statutory',
    'log_awaits',
    'leaf_awaits_log',
    'ballot_awaits_log',
    'tellers_of_one_name',
    'period_untold',
    'trustees_too_few',
  ])
  // What the log's own verifier leaves open it says itself.
  expect(recordFinding('witness_none', 'tlog', 'd', 'open')).toEqual({
    code: 'witness_none',
    gravity: 'open',
    where: 'tlog',
    detail: 'd',
    text: recordFindingTexts.witness_none,
  })
  expect(recordFinding('file_missing', 'x')).toMatchObject({ gravity: 'wrong', detail: '' })
})

test('a record that awaits something proves no result', () => {
  expect(codes.filter((code) => awaitedFindings.has(code))).toEqual([
    'receipt_pending',
    'record_unfinished',
    'result_awaits_signing',
    'log_awaits',
    'leaf_awaits_log',
    'ballot_awaits_log',
  ])
})

test('every step and every finding has a sentence in both languages', () => {
  expect(codes.length).toBeGreaterThan(150)
  for (const [zh, en] of [...Object.values(recordFindingTexts), ...Object.values(recordStepTexts)]) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/^[A-Z]|\.json/)
  }
  expect(recordFindingTexts.paper_owner_not_on_roll[0]).toMatch(/^纸质票附件：.+。$/)
  expect(recordFindingTexts.paper_owner_not_on_roll[1]).toMatch(/^paper\.json: .+\.$/)
  expect(codes.filter((code) => code.startsWith('roll_'))).toHaveLength(8)
  expect(recordStepIds).toHaveLength(12)
})
