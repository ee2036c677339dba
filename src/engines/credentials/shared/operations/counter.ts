import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { credentialKindIds, revocationReasonIds } from '../credential-kinds.ts'

/** A holder is a person or an enterprise of the registers. */
export const HolderId = z.uuid().toLowerCase()

/** What the registers hold of someone in one compound. Areas in 0.01 m². */
export const Holding = z.object({
  compound: z.uuid(),
  compoundName: z.string(),
  owns: z.boolean(),
  lives: z.boolean(),
  units: z.array(
    z.object({
      home: z.uuid(),
      label: z.string(),
      building: z.string(),
      area: z.number().int().nullable(),
      share: z.tuple([z.number().int(), z.number().int()]).nullable(),
    }),
  ),
  /** Of the homes owned, each whole: what a vote counts. */
  area: z.number().int(),
  ownerNo: z.string().nullable(),
})
export type Holding = z.output<typeof Holding>

/** A credential as the counter sees it. */
export const IssuedCredential = z.object({
  id: z.uuid(),
  kind: z.enum(credentialKindIds),
  holder: HolderId,
  holderName: z.string(),
  compound: z.uuid().nullable(),
  compoundName: z.string().nullable(),
  ownerNo: z.string().nullable(),
  area: z.number().int().nullable(),
  issuedAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['valid', 'expired', 'revoked']),
  revokedAt: z.string().nullable(),
  reason: z.enum(revocationReasonIds).nullable(),
  hasVotingKey: z.boolean(),
})
export type IssuedCredential = z.output<typeof IssuedCredential>

/** What is handed over at the counter, told once and kept nowhere: the code in the QR, the PIN said aloud. */
export const OfferSheet = z.object({
  id: z.uuid(),
  kind: z.enum(credentialKindIds),
  holderName: z.string(),
  compoundName: z.string().nullable(),
  ownerNo: z.string().nullable(),
  /** For our own wallet: an address whose fragment is the offer. */
  link: z.string(),
  /** For any other wallet (OpenID4VCI). */
  uri: z.string(),
  code: z.string(),
  pin: z.string(),
  until: z.string(),
})
export type OfferSheet = z.output<typeof OfferSheet>

/** Where wallets reach this server, as the clerk's own browser knows it. */
const Origin = z
  .url()
  .max(200)
  .regex(/^https?:\/\/[^/?#]+$/)

export const counterOperations = {
  holder: query({
    title: ['查看持证人', 'Look at a holder'],
    input: z.object({ id: HolderId }),
    output: z.object({
      id: HolderId,
      name: z.string(),
      register: z.enum(['person', 'enterprise']),
      birthKnown: z.boolean(),
      holdings: z.array(Holding),
      credentials: z.array(IssuedCredential),
    }),
    errors: ['holder_not_found'],
  }),
  issued: query({
    title: ['凭证列表', 'Credentials issued'],
    input: z.object({
      compound: z.uuid().optional(),
      kind: z.enum(credentialKindIds).optional(),
      state: z.enum(['valid', 'expired', 'revoked']).optional(),
      after: z.string().max(100).optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(IssuedCredential), next: z.string().nullable() }),
    errors: ['cursor_invalid'],
  }),
  offer: command({
    title: ['签发凭证', 'Offer a credential'],
    input: z.object({
      id: z.uuid(),
      kind: z.enum(credentialKindIds),
      holder: HolderId,
      compound: z.uuid().optional(),
      origin: Origin,
      /** On paper, to be used at home: it lasts longer. */
      onPaper: z.boolean().default(false),
    }),
    output: OfferSheet,
    errors: ['holder_not_found', 'compound_needed', 'nothing_to_attest', 'area_missing', 'birth_missing'],
    redact: ['link', 'uri', 'code', 'pin', 'holderName'],
  }),
  withdrawOffer: command({
    title: ['作废领取码', 'Withdraw an offer'],
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
    errors: ['offer_not_found', 'offer_used'],
  }),
  revoke: command({
    title: ['吊销凭证', 'Revoke a credential'],
    input: z.object({ id: z.uuid(), reason: z.enum(revocationReasonIds) }),
    output: z.object({ id: z.uuid(), votingKeysEnded: z.number().int() }),
    errors: ['credential_not_found', 'credential_revoked'],
  }),
  reissue: command({
    title: ['换发凭证', 'Reissue a credential'],
    input: z.object({
      id: z.uuid(),
      offer: z.uuid(),
      reason: z.enum(revocationReasonIds),
      origin: Origin,
      onPaper: z.boolean().default(false),
    }),
    output: OfferSheet,
    errors: [
      'credential_not_found',
      'holder_not_found',
      'compound_needed',
      'nothing_to_attest',
      'area_missing',
      'birth_missing',
    ],
    redact: ['link', 'uri', 'code', 'pin', 'holderName'],
  }),
}
