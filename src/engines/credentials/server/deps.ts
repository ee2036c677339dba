import type { KeyGroup, VotingGroup } from '#engines/credentials/shared'

export interface CredentialsDeps {
  /** Of the data folder: without it the issuer's keys in the database are of no use. */
  readonly secret: string
  /** Arithmetic of the groups that votes use; it is theirs. */
  readonly groups: (group: VotingGroup) => KeyGroup<unknown>
}
