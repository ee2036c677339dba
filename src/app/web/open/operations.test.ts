import { expect, test } from 'vitest'
import { ballots } from '#engines/ballots/shared'
import { ballotOf, noticeOf, notices, objectToResult, recordOf, resultOf } from './operations.ts'

test('what is asked by name alone is an operation, open to anyone', () => {
  const whole = [
    ballots.notices,
    ballots.notice,
    ballots.result,
    ballots.record,
    ballots.ballot,
    ballots.objectToResult,
  ]
  const named = [notices, noticeOf, resultOf, recordOf, ballotOf, objectToResult]
  expect(named).toEqual(whole.map(({ kind, name }) => ({ kind, name })))
  for (const operation of whole) expect(operation.audience, operation.name).toBe('anyone')
})
