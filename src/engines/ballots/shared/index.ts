export * from './leaves.ts'
export * from './operations.ts'
export * from './operations/board.ts'
export * from './operations/counting.ts'
export * from './operations/drafting.ts'
export * from './operations/paper.ts'
export * from './operations/roll.ts'
export * from './operations/trustees.ts'
export * from './refusals.ts'
export * from './roles.ts'
export * from './vote.ts'
export {
  createBallot,
  createSeededBallot,
  trackerOf,
  type BallotOrder,
  type Choices,
  type CreatedBallot,
} from './belenios/ballot.ts'
export { ballotSizeLimit, type AnswerJson, type BallotJson } from './belenios/ballot-json.ts'
export {
  auditBallot,
  verifyBallot,
  type AuditedBallot,
  type BallotFault,
  type VerifiedBallot,
} from './belenios/ballot-verification.ts'
export { base58, isCode, makeCode, publicCredential, secretOfCode } from './belenios/credential.ts'
export {
  electionHash,
  openElection,
  parseElection,
  writeElection,
  type Election,
  type ElectionFault,
  type ElectionQuestion,
  type OpenElection,
} from './belenios/election.ts'
export {
  encodeCiphertexts,
  encryptionTo,
  sumOf,
  type Ciphertext,
  type CiphertextJson,
  type Encryption,
} from './belenios/encryption.ts'
export { groupNamed, isGroupName, type Group, type GroupName } from './belenios/group.ts'
export { hashJson, hashToScalar, sha256Hex } from './belenios/hash.ts'
export { inverse, mod, parseDecimal } from './belenios/modular.ts'
export { type Proof, type ProofJson } from './belenios/proofs.ts'
export { scalarsFromSeed, secureScalars, type RandomScalars } from './belenios/random.ts'
export * from './rules/rules.ts'
export * from './rules/rule-instance.ts'
export * from './electorate/electorate.ts'
export * from './decide/vote-state.ts'
export * from './decide/roll-state.ts'
export { fractionText, percent, squareMetres, type CountStep, type Measures } from './rules/measures.ts'
export { type CountFault, type Returned } from './rules/count-base.ts'
export * from './rules/count-matter.ts'
export * from './rules/count-election.ts'
export { snapshotOf, type CorrectionFault, type SnapshotFacts } from './electorate/snapshot.ts'
export * from './electorate/roll.ts'
