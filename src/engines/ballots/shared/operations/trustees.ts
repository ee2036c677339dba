import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { VoteId, voteGroups, voteModes, voteStates } from '../vote.ts'

/** What a trustee's browser makes: JSON text of Belenios' threshold protocol, kept and checked as it came. */
const Made = z.string().min(2).max(200_000)

export const ceremonySteps = ['certificate', 'polynomial', 'output', 'ready'] as const
export type CeremonyStep = (typeof ceremonySteps)[number]

export const CeremonyLine = z.object({
  vote: VoteId,
  title: z.string(),
  scopeName: z.string(),
  state: z.enum(voteStates),
  mode: z.enum(voteModes),
  opensAt: z.string(),
  closesAt: z.string(),
  /** What this trustee has to do now. */
  due: z.enum(['certificate', 'polynomial', 'output', 'factors', 'nothing']),
})
export type CeremonyLine = z.output<typeof CeremonyLine>

export const CeremonyView = CeremonyLine.extend({
  electionUuid: z.string(),
  group: z.enum(voteGroups),
  threshold: z.number(),
  /** Place of the one who asks among the trustees, from 1; null for who only looks. */
  mine: z.number().nullable(),
  step: z.enum(ceremonySteps),
  /** By index: certificates and polynomials as they were sent, for everyone to check. */
  trustees: z.array(
    z.object({
      index: z.number(),
      name: z.string(),
      post: z.string(),
      certificate: z.string().nullable(),
      polynomial: z.string().nullable(),
      confirmed: z.boolean(),
      decrypted: z.boolean(),
    }),
  ),
  /** What the others dealt to the one who asks, once all have dealt. */
  input: z.string().nullable(),
  /** What this trustee sent, so that a browser that lost its place can go on. */
  sent: z.object({
    certificate: z.string().nullable(),
    polynomial: z.string().nullable(),
    output: z.string().nullable(),
  }),
})
export type CeremonyView = z.output<typeof CeremonyView>

const errors = ['vote_not_found', 'not_trustee', 'step_not_due', 'already_sent', 'trustee_data_invalid'] as const

export const trusteeOperations = {
  ceremonies: query({
    title: ['我的受托事项', 'Votes whose key I hold'],
    input: z.object({}),
    output: z.object({ items: z.array(CeremonyLine) }),
    errors: [],
  }),
  ceremony: query({
    title: ['密钥生成', 'Making of the keys'],
    input: z.object({ id: VoteId }),
    output: CeremonyView,
    errors: ['vote_not_found', 'not_trustee'],
  }),
  certify: command({
    title: ['提交公钥证书', 'Send the certificate'],
    input: z.object({ id: VoteId, certificate: Made }),
    output: z.object({ id: VoteId }),
    errors,
    redact: ['certificate'],
  }),
  deal: command({
    title: ['分发密钥份额', 'Deal the shares'],
    input: z.object({ id: VoteId, polynomial: Made }),
    output: z.object({ id: VoteId }),
    errors,
    redact: ['polynomial'],
  }),
  confirm: command({
    title: ['确认密钥份额', 'Confirm the own share'],
    input: z.object({ id: VoteId, output: Made }),
    output: z.object({ id: VoteId, ready: z.boolean() }),
    errors,
    redact: ['output'],
  }),
  /** Begins anew, before the freeze only: a trustee lost the key, or another takes the place. */
  restartCeremony: command({
    title: ['重新生成密钥', 'Make the keys anew'],
    input: z.object({
      id: VoteId,
      trustees: z.array(z.uuid().toLowerCase()).min(1).max(7),
      threshold: z.number().int().min(1).max(7),
    }),
    output: z.object({ id: VoteId }),
    errors: ['vote_not_found', 'step_not_due', 'trustees_wrong'],
  }),
  /** What is to be decrypted after the close. `ballots` only of a named vote: of a secret one there is nothing but totals. */
  toDecrypt: query({
    title: ['待解密内容', 'What is to be decrypted'],
    input: z.object({ id: VoteId }),
    output: z.object({
      election: z.string(),
      trustees: z.string(),
      area: z.string(),
      head: z.string(),
      ballots: z.array(z.object({ tracker: z.string(), ballot: z.string() })),
    }),
    errors: ['vote_not_found', 'not_trustee', 'step_not_due'],
  }),
  /** Partial decryptions of the totals; of a named vote also of each ballot that counts, in the order of `toDecrypt`. */
  sendFactors: command({
    title: ['提交解密份额', 'Send the partial decryptions'],
    input: z.object({ id: VoteId, area: Made, head: Made, ballots: z.array(Made).max(20_000).default([]) }),
    output: z.object({ id: VoteId, counted: z.boolean() }),
    errors: [...errors, 'factors_missing'],
    // Of each ballot of a named vote some 800 bytes, and of a large compound several thousand ballots.
    bodyLimit: 32 * 1_048_576,
    redact: ['area', 'head', 'ballots'],
  }),
}
