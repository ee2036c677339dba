import { z } from 'zod'
import { command } from '#kernel/operation'
import { credentialKindIds, revocationReasonIds, votingGroups } from '../credential-kinds.ts'

const Token = z.string().min(20).max(100)

/** What the registry keeps of a holder, told to the holder: a key that someone else registered shows here. */
export const OwnState = z.object({
  credentials: z.array(
    z.object({
      kind: z.enum(credentialKindIds),
      compound: z.uuid().nullable(),
      issuedAt: z.string(),
      expiresAt: z.string(),
      revokedAt: z.string().nullable(),
      reason: z.enum(revocationReasonIds).nullable(),
    }),
  ),
  votingKeys: z.array(
    z.object({
      group: z.enum(votingGroups),
      publicKey: z.string(),
      /** For a wallet that registered the key and never heard the answer. */
      chainCode: z.string(),
      registeredAt: z.string(),
      endedAt: z.string().nullable(),
      endedBecause: z.string().nullable(),
    }),
  ),
  /** Given to others, and received from others. */
  delegations: z.array(
    z.object({
      id: z.uuid(),
      isOwn: z.boolean(),
      compound: z.uuid(),
      ownerNo: z.string(),
      election: z.string().nullable(),
      from: z.string(),
      until: z.string(),
      revokedAt: z.string().nullable(),
    }),
  ),
})
export type OwnState = z.output<typeof OwnState>

/** For whoever showed a credential just now; the session stands for it. */
export const walletOperations = {
  openMine: command({
    audience: 'anyone',
    title: ['查看本人凭证', 'See what is kept of one’s credentials'],
    input: z.object({ session: Token }),
    output: OwnState,
    errors: ['session_not_found'],
    redact: ['session', 'credentials', 'votingKeys', 'delegations'],
    perMinute: 3000,
  }),
  revokeDelegation: command({
    audience: 'anyone',
    title: ['撤回委托', 'Withdraw a delegation'],
    input: z.object({ session: Token, id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
    errors: ['session_not_found', 'delegation_not_found'],
    redact: ['session'],
    perMinute: 300,
  }),
}
