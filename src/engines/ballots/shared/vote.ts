import { z } from 'zod'
import { cleanText } from '#model'

export const VoteId = z.uuid().toLowerCase()
export const Day = z.iso.date()
export const Instant = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString())

export const voteModes = ['secret', 'named'] as const
export type VoteMode = (typeof voteModes)[number]

export const voteGroups = ['ed25519', 'belenios-2048'] as const
export type VoteGroup = (typeof voteGroups)[number]

export const voteStates = [
  'drafting',
  'noticing',
  'frozen',
  'voting',
  'closed',
  'counted',
  'published',
  'filed',
  'withdrawn',
] as const
export type VoteState = (typeof voteStates)[number]

/** Matters that owners decide together (《民法典》第二百七十八条), and the lift as a case of its item 7. */
export const voteMatters = [
  'assembly_rules',
  'covenant',
  'committee_election',
  'manager',
  'use_fund',
  'raise_fund',
  'rebuild',
  'lift',
  'common_use',
  'other',
] as const
export type VoteMatter = (typeof voteMatters)[number]

export const scopeKinds = ['compound', 'building', 'staircase'] as const
export const VoteScope = z.object({ kind: z.enum(scopeKinds), entry: z.uuid().toLowerCase() })
export type VoteScope = z.output<typeof VoteScope>

export const MatterQuestion = z.object({
  kind: z.literal('matter'),
  article: z.enum(voteMatters),
  text: cleanText(500).min(2),
})
export const SeatsQuestion = z.object({
  kind: z.literal('election'),
  text: cleanText(500).min(2),
  candidates: z.array(cleanText(40).min(1)).min(1).max(30),
  seats: z.number().int().min(1).max(15),
  /** 1, or 2 for a run-off among those who missed. */
  round: z.number().int().min(1).max(3).default(1),
})
export const VoteQuestion = z.discriminatedUnion('kind', [MatterQuestion, SeatsQuestion])
export type VoteQuestion = z.output<typeof VoteQuestion>

/** The three answers of a matter, in the order of the ballot. */
export const matterAnswers = ['同意', '反对', '弃权'] as const

export const notReturnedPolicies = ['not_participating', 'participate_abstain', 'follow_majority'] as const

/** What the owners' own rules (议事规则) say about counting; what differs from the default needs its clause. */
export const VoteTerms = z.object({
  parkingCounts: z.boolean().default(false),
  /** Whether who returned an invalid ballot takes part. */
  invalidParticipates: z.boolean().default(false),
  notReturned: z.enum(notReturnedPolicies).default('not_participating'),
  /** Article of the filed rules on which the policy rests. */
  clause: cleanText(300).nullable().default(null),
  clauseFile: z.uuid().toLowerCase().nullable().default(null),
  /** How many owners one proxy may stand for. */
  proxyCap: z.number().int().min(0).max(50).default(3),
})
export type VoteTerms = z.output<typeof VoteTerms>

/** What the convener writes. */
export const VoteDraft = z.object({
  title: cleanText(100).min(2),
  scope: VoteScope,
  mode: z.enum(voteModes),
  group: z.enum(voteGroups).default('ed25519'),
  /** Whether a later electronic ballot replaces an earlier one. */
  revote: z.boolean().default(false),
  questions: z.array(VoteQuestion).min(1).max(10),
  terms: VoteTerms.prefault({}),
  opensAt: Instant,
  closesAt: Instant,
  /** Attachments: the plan, the quote, the text of the covenant. */
  documents: z
    .array(z.object({ file: z.uuid().toLowerCase(), title: cleanText(100).min(1) }))
    .max(10)
    .default([]),
  /** Staff who hold the keys, and how many of them are enough. The server's key is always there besides. */
  trustees: z.array(z.uuid().toLowerCase()).min(1).max(7),
  threshold: z.number().int().min(1).max(7),
})
export type VoteDraft = z.output<typeof VoteDraft>

export const ownerKinds = ['person', 'co_owners', 'developer', 'public_body', 'enterprise'] as const
export type OwnerKind = (typeof ownerKinds)[number]

export const areaSources = ['registered', 'surveyed', 'contract', 'missing'] as const
export type AreaSource = (typeof areaSources)[number]

/** A home on the roll. `area` is in 0.01 m², everywhere. */
export const RollUnit = z.object({
  no: z.string(),
  building: z.string(),
  staircase: z.string(),
  label: z.string(),
  area: z.number().int().min(0),
  source: z.enum(areaSources),
})
export type RollUnit = z.output<typeof RollUnit>

/** How an owner's one vote came in, if it did. */
export const rollStates = ['none', 'electronic', 'paper'] as const
export type RollState = (typeof rollStates)[number]

export const deliveryWays = ['sign', 'left', 'announcement'] as const
export type DeliveryWay = (typeof deliveryWays)[number]

/** The number of an owner on the roll: 0001 and on. */
export const OwnerNo = z.string().regex(/^\d{4,5}$/)
/** Of co-owners, all their entries: as many as a title may name. */
export const OwnerKey = z.string().min(1).max(1000)

/** For each question the chosen answers: of a matter exactly one, of an election any up to the seats. */
export const ChosenAnswers = z
  .array(z.array(z.number().int().min(0).max(29)).max(30))
  .min(1)
  .max(10)
export type ChosenAnswers = z.output<typeof ChosenAnswers>

/** Unpadded Base64 of a ballot's SHA-256. */
export const Tracker = z.string().regex(/^[A-Za-z0-9+/]{43}$/)

/**
 * Who an owner is: the session in which the wallet presented its credential; or, with a sealed letter, nothing but the
 * public key that the letter's code makes, which says no more than the public roll does.
 */
export const OwnerProof = z.union([
  z.object({ session: z.string().min(10).max(400) }),
  z.object({ key: z.string().min(10).max(1000) }),
])
export type OwnerProof = z.output<typeof OwnerProof>

/** Signed by the log's key when the leaf was appended. */
export const Receipt = z.object({
  origin: z.string(),
  index: z.number().int(),
  leafHash: z.string(),
  at: z.string(),
  signature: z.string(),
})
export type Receipt = z.output<typeof Receipt>
