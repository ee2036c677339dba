export { base64, fromBase64 } from './base64.ts'
export { checkpointText, parseCheckpoint, type Checkpoint } from './checkpoints.ts'
export {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodesOf,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type NodeReader,
} from './merkle.ts'
export {
  cosigned,
  keyIdOf,
  keyKinds,
  parseNote,
  parseSignatureLine,
  parseVerifierKey,
  signatureLine,
  timed,
  verifierKey,
  verifyNote,
  verifySignature,
  withTime,
  type Note,
  type NoteSignature,
  type VerifiedNote,
  type VerifierKey,
} from './notes.ts'
export { receiptText, signedReceipt, verifyReceipt, type SignedReceipt, type UnsignedReceipt } from './receipts.ts'
export { rememberCheckpoint, seenCheckpointsIn, seenCheckpointsKey, type SeenCheckpoints } from './seen-checkpoints.ts'
export { sm2KeyId, sm2Name, verifySm2, type SmVerifier } from './sm2.ts'
export {
  bundle,
  bundlesOf,
  entriesPath,
  growTiles,
  nodesOfTiles,
  parseTilePath,
  tilePath,
  tilesNeeded,
  tilesOf,
  tileWidth,
  unbundle,
  type GrownTile,
  type TileAt,
  type TileReader,
} from './tiles.ts'
export type { AnchorFile, KeysFile, LeavesFile, LogAnchor } from './log-files.ts'
export { logFindings, type LogFinding, type LogFindingCode } from './findings.ts'
export type { LogLeaf } from './read-log-files.ts'
export { verifyLogFiles, type LogTrust, type LogVerdict } from './verify-log.ts'
export {
  addCheckpointBody,
  considerCheckpoint,
  parseAddCheckpoint,
  witnessRefusals,
  type AddCheckpoint,
  type WitnessRefusal,
} from './witnessing.ts'
export { notary, SeenLog } from './operations.ts'
export { notaryRefusals } from './refusals.ts'
export { notaryRoles, type NotaryRole } from './roles.ts'
export { collectLogFiles } from './collect-log-files.ts'
