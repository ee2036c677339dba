import type { VerifyRecordOptions } from '#engines/ballots/shared'
import { fastGroupNamed } from '../crypto/fast-group.ts'
import { verifyBallots } from '../crypto/verify-ballots.ts'

/** With what this machine has: libsodium, OpenSSL and a thread for each core. */
export const fastVerifying: Pick<VerifyRecordOptions, 'verifyBallots' | 'groups'> = {
  groups: [fastGroupNamed('Ed25519'), fastGroupNamed('BELENIOS-2048')],
  verifyBallots: ({ electionText, ballots, credentials }) => verifyBallots({ electionText, ballots, credentials }),
}
