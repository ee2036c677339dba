import type { ballots } from '#engines/ballots/shared'
import type { credentials } from '#engines/credentials/shared'
import { named } from '../light/named.ts'

export const notices = named<typeof ballots.notices>('query', 'ballots.notices')
export const noticeOf = named<typeof ballots.notice>('query', 'ballots.notice')
export const myEntry = named<typeof ballots.myEntry>('query', 'ballots.myEntry')
export const objectToRoll = named<typeof ballots.objectToRoll>('command', 'ballots.objectToRoll')
export const electionFiles = named<typeof ballots.electionFiles>('query', 'ballots.electionFiles')
export const cast = named<typeof ballots.cast>('command', 'ballots.cast')
export const spoil = named<typeof ballots.spoil>('command', 'ballots.spoil')
export const ballotOf = named<typeof ballots.ballot>('query', 'ballots.ballot')
export const openMine = named<typeof credentials.openMine>('command', 'credentials.openMine')
export const revokeDelegation = named<typeof credentials.revokeDelegation>('command', 'credentials.revokeDelegation')
