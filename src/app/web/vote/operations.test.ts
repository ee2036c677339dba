import { expect, test } from 'vitest'
import { ballots } from '#engines/ballots/shared'
import { credentials } from '#engines/credentials/shared'
import {
  ballotOf,
  cast,
  electionFiles,
  myEntry,
  noticeOf,
  notices,
  objectToRoll,
  openMine,
  revokeDelegation,
} from './operations.ts'

test('what is asked by name alone is an operation, open to anyone', () => {
  const whole = [
    ballots.notices,
    ballots.notice,
    ballots.myEntry,
    ballots.objectToRoll,
    ballots.electionFiles,
    ballots.cast,
    ballots.ballot,
    credentials.openMine,
    credentials.revokeDelegation,
  ]
  const named = [notices, noticeOf, myEntry, objectToRoll, electionFiles, cast, ballotOf, openMine, revokeDelegation]
  expect(named).toEqual(whole.map(({ kind, name }) => ({ kind, name })))
  for (const operation of whole) expect(operation.audience, operation.name).toBe('anyone')
})
