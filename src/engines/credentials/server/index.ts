export { delegationsOf, type Delegation } from './delegations.store.ts'
export { giveOwnerNumbers, ownerNumbersOf } from './owner-numbers.store.ts'
export { sessionOf, type CredentialSession } from './sessions.store.ts'
export { votingKeysOf } from './voting-keys.store.ts'
