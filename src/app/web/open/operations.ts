import type { ballots } from '#engines/ballots/shared'
import { named } from '../light/named.ts'

export const notices = named<typeof ballots.notices>('query', 'ballots.notices')
export const noticeOf = named<typeof ballots.notice>('query', 'ballots.notice')
export const resultOf = named<typeof ballots.result>('query', 'ballots.result')
export const recordOf = named<typeof ballots.record>('query', 'ballots.record')
export const ballotOf = named<typeof ballots.ballot>('query', 'ballots.ballot')
export const objectToResult = named<typeof ballots.objectToResult>('command', 'ballots.objectToResult')
