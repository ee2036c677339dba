export * from './leaves.ts'
export * from './operations.ts'
export * from './operations/amending.ts'
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
export { auditOpening } from './belenios/audit-opening.ts'
export { ballotOpening, type BallotOpening } from './belenios/ballot-opening.ts'
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
export type { Group, GroupName } from './belenios/group.ts'
export { groupNamed, isGroupName } from './belenios/named-groups.ts'
export { hashJson, hashToScalar, sha256Hex } from './belenios/hash.ts'
export { inverse, mod, parseDecimal } from './belenios/modular.ts'
export { type Proof, type ProofJson } from './belenios/proofs.ts'
export { scalarsFromSeed, secureScalars, type RandomScalars } from './belenios/random.ts'
export * from './rules/rules.ts'
export * from './rules/rule-instance.ts'
export * from './rules/amendments.ts'
export * from './electorate/electorate.ts'
export * from './decide/vote-state.ts'
export * from './decide/roll-state.ts'
export * from './decide/two-persons.ts'
export {
  addUp,
  fractionText,
  isReached,
  nothing,
  percent,
  squareMetres,
  type CountStep,
  type Measures,
} from './rules/measures.ts'
export { type CountFault, type Returned } from './rules/count-base.ts'
export * from './rules/count-matter.ts'
export * from './rules/count-election.ts'
export { snapshotOf, type CorrectionFault, type SnapshotFacts } from './electorate/snapshot.ts'
export * from './electorate/roll.ts'
export * from './electorate/settling.ts'
export * from './committees/index.ts'
export {
  appendBallot,
  appendEncryptedTally,
  appendEndBallots,
  appendPartialDecryption,
  appendResult,
  startArchive,
  type Appended,
  type ArchiveSetup,
  type ArchiveTail,
  type TallySize,
} from './belenios/archive.ts'
export { crossCheckArchives, crossCheckRoll } from './belenios/archive-cross-check.ts'
export { credentialsText, readCredentials, type ArchiveCredentials } from './belenios/archive-credentials.ts'
export { readArchiveEvents, type ArchiveEvent, type EventFault, type ReadEvent } from './belenios/archive-events.ts'
export { archiveFindingCodes, type ArchiveFinding, type ArchiveFindingCode } from './belenios/archive-findings.ts'
export { archiveLimits, type ArchiveLimits, type ArchiveSource } from './belenios/archive-reader.ts'
export { discreteLogTo, type DiscreteLog } from './belenios/discrete-log.ts'
export {
  checkFactors,
  checkFactorsText,
  combineFactors,
  partialDecryption,
  type ByAnswer,
  type CheckedFactors,
  type PartialDecryption,
} from './belenios/factors.ts'
export {
  checkOpeningFactors,
  modeOf,
  openingFactors,
  openingsText,
  parseOpenings,
  type BallotFactors,
  type Opening,
  type OpeningFactorsFault,
} from './belenios/openings.ts'
export {
  sumOfChoices,
  verifyOpenings,
  type OpenedBallot,
  type VerifiedOpenings,
} from './belenios/openings-verification.ts'
export { computeResult, isResult, parseResult, resultText, type Totals } from './belenios/result.ts'
export {
  decodeCiphertexts,
  encryptedTally,
  encryptedTallyText,
  lastBallots,
  type EncryptedTally,
  type WeighedBallot,
} from './belenios/tally.ts'
export {
  decryptTallies,
  tallyDecryptionRefusals,
  type DecryptedTallies,
  type TalliesToDecrypt,
  type TallyDecryption,
  type TallyDecryptionRefusal,
} from './belenios/tally-decryption.ts'
export {
  checkPolynomial,
  combineThreshold,
  routeShares,
  type CombinedThreshold,
  type ThresholdGroup,
} from './belenios/threshold-server.ts'
export {
  certificatesFingerprint,
  checkCertificates,
  thresholdStepRefusals,
  type ThresholdStep,
  type ThresholdStepRefusal,
} from './belenios/threshold-step.ts'
export { isTrusteeSecret } from './belenios/threshold-channel.ts'
export {
  acceptShares,
  openDecryptionKey,
  polynomialOf,
  startTrustee,
  type PolynomialInput,
  type PolynomialOutput,
  type SharesInput,
  type SharesOutput,
} from './belenios/threshold-trustee.ts'
export {
  checkTrustees,
  trusteesRefusals,
  trusteesText,
  type CheckedTrustees,
  type TrusteeKind,
  type TrusteeSet,
  type Trustees,
  type TrusteesRefusal,
} from './belenios/trustees.ts'
export {
  newTrusteeKey,
  publicKeyOf,
  verifiedKey,
  type TrusteeKeyPair,
  type TrusteePublicKey,
} from './belenios/trustees-key.ts'
export {
  verifyArchive,
  type ArchiveBallot,
  type ArchivePhase,
  type ArchiveSetupSummary,
  type ArchiveSummary,
  type BallotBatch,
  type BallotsVerdict,
  type CountedBallot,
  type VerifiedArchive,
  type VerifyArchiveOptions,
  type VerifyBallots,
} from './belenios/verify-archive.ts'
export { exposedByPaper } from './electorate/paper-exposure.ts'
export { guard, type GuardReason, type GuardReport } from './electorate/guard.ts'
export { type AreaClass } from './electorate/outcomes.ts'
export * from './decide/proxy.ts'
export * from './rules/paper-annex.ts'
export * from './rules/read-annex.ts'
export * from './rules/make-annex.ts'
export * from './rules/check-annex.ts'
export * from './rules/count-vote.ts'
export { keepingOf, keepingText, type Keeping } from './rules/keeping.ts'
export * from './record/frozen-rules.ts'
export { type ResultSheet, type SignedSheet } from './record/result-sheet.ts'
export {
  awaitedFindings,
  recordFindingTexts,
  type RecordFinding,
  type RecordFindingCode,
} from './record/record-findings.ts'
export {
  recordStepIds,
  recordStepTexts,
  type RecordProgress,
  type RecordStep,
  type RecordStepId,
} from './record/record-steps.ts'
export { mostRecordBytes, noRecordTexts, recordIn, unzipRecord, type NoRecord } from './record/record-zip.ts'
export { isCloseLogged, verifyClose, type CloseRefusal, type VerifiedClose } from './record/verify-close.ts'
export { verifyRecord, type RecordState, type RecordVerdict } from './record/verify-record.ts'
export type { FoundBallot, GivenReceipt, RecordFacts, VerifyRecordOptions } from './record/verifying.ts'
