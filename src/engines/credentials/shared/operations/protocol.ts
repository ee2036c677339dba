import { z } from 'zod'
import { command, operations } from '#kernel/operation'
import { longestSdJwt } from '../sd-jwt.ts'

const Code = z.string().min(1).max(100)
const Token = z.string().min(20).max(100)

/**
 * What wallets ask in the words of OpenID: performed like everything else, so that each leaves its act, but asked through
 * the routes of those protocols alone.
 */
export const protocol = operations('credentials', {
  redeem: command({
    audience: 'anyone',
    title: ['领取凭证', 'Redeem an offer'],
    input: z.object({ code: Code, pin: z.string().max(20) }),
    /** Null for a wrong code or PIN: a refusal would take the count of wrong ones back with it. */
    output: z.object({ token: z.string().nullable(), expiresIn: z.number(), configuration: z.string().optional() }),
    errors: [],
    redact: ['code', 'pin', 'token'],
  }),
  fetch: command({
    audience: 'anyone',
    title: ['签发到钱包', 'Issue to a wallet'],
    input: z.object({ token: Token, configuration: z.string().max(60), proof: z.string().max(6000) }),
    output: z.object({ credential: z.string() }),
    errors: [
      'token_invalid',
      'configuration_unknown',
      'proof_invalid',
      'algorithm_refused',
      'holder_key_wrong',
      'audience_wrong',
      'nonce_wrong',
    ],
    redact: ['token', 'proof', 'credential'],
  }),
  present: command({
    audience: 'anyone',
    title: ['出示凭证', 'Show a credential'],
    input: z.object({
      request: z.uuid().toLowerCase(),
      state: z.string().max(100),
      /** One presentation under the id of its query. */
      vpToken: z.string().max(longestSdJwt + 2000),
    }),
    output: z.object({
      session: z.string().optional(),
      until: z.string().optional(),
      chainCode: z.string().optional(),
      replaced: z.boolean().optional(),
      delegation: z.string().optional(),
    }),
    errors: [
      'request_not_found',
      'request_expired',
      'nonce_replayed',
      'state_wrong',
      'presentation_unreadable',
      'algorithm_refused',
      'issuer_unknown',
      'signature_wrong',
      'credential_wrong_type',
      'credential_not_yet_valid',
      'credential_expired',
      'credential_revoked',
      'disclosure_tampered',
      'claims_missing',
      'claims_not_asked',
      'key_binding_missing',
      'key_binding_wrong',
      'key_binding_stale',
      'holder_key_wrong',
      'audience_wrong',
      'nonce_wrong',
      'voting_key_unproven',
      'voting_key_taken',
      'delegation_unreadable',
      'delegation_expired',
      'delegation_over_scope',
      'delegation_known',
      'delegate_unknown',
      'delegate_is_owner',
    ],
    redact: ['state', 'vpToken', 'session', 'chainCode'],
  }),
})
