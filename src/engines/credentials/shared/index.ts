export * from './credential-kinds.ts'
export * from './delegation-token.ts'
export * from './election-key.ts'
export * from './jose/base64url.ts'
export * from './jose/did.ts'
export * from './jose/jws.ts'
export * from './operations.ts'
export * from './operations/checks.ts'
export * from './operations/counter.ts'
export * from './operations/protocol.ts'
export * from './operations/wallet.ts'
export * from './presentation-query.ts'
export * from './refusals.ts'
export * from './roles.ts'
export * from './sd-jwt.ts'
export * from './voting-key-proof.ts'
export { backUpWallet, restoreWallet, shortestPassphrase } from './wallet/backup.ts'
export { delegateCard, giveDelegation, readDelegateCard } from './wallet/delegate.ts'
export { randomScalar } from './wallet/device-keys.ts'
export { openIdbStore } from './wallet/idb-store.ts'
export { readOffer, receiveCredential, type ReadOffer } from './wallet/receive.ts'
export {
  prepareAnswer,
  prepareShowing,
  showCredential,
  type AskRefusal,
  type Showing,
  type Shown,
} from './wallet/show.ts'
export { storedCredentials, type StoredCredential } from './wallet/stored-credential.ts'
export {
  completeVotingKeys,
  electionSecret,
  findElectionKey,
  registerVotingKey,
  type ElectionKey,
  votingKeysIn,
  type StoredVotingKey,
} from './wallet/voting.ts'
export { memoryStore, type WalletStore } from './wallet/wallet-store.ts'
export { openWallet, type Wallet } from './wallet/wallet.ts'
