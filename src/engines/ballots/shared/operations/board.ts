import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import {
  OwnerNo,
  OwnerProof,
  Receipt,
  RollUnit,
  Tracker,
  VoteId,
  VoteQuestion,
  VoteScope,
  VoteTerms,
  ownerKinds,
  rollStates,
  voteGroups,
  voteModes,
  voteStates,
} from '../vote.ts'
import { RuleLine } from './amending.ts'
import { ResultView } from './counting.ts'
import { settlementKinds } from './drafting.ts'

const Id = z.uuid().toLowerCase()

export const Participation = z.object({
  /** Owners and 0.01 m² on the roll. */
  owners: z.number(),
  area: z.number(),
  votedOwners: z.number(),
  votedArea: z.number(),
  electronic: z.number(),
  paper: z.number(),
  /** 2/3 of both (《民法典》第二百七十八条). */
  quorum: z.object({
    numerator: z.number(),
    denominator: z.number(),
    ownersReached: z.boolean(),
    areaReached: z.boolean(),
  }),
  asOf: z.string(),
})
export type Participation = z.output<typeof Participation>

export const NoticeLine = z.object({
  id: VoteId,
  title: z.string(),
  scopeName: z.string(),
  /** For a wallet, which knows of which compound its credentials are. */
  compound: Id,
  mode: z.enum(voteModes),
  state: z.enum(voteStates),
  noticedAt: z.string().nullable(),
  opensAt: z.string(),
  closesAt: z.string(),
})
export type NoticeLine = z.output<typeof NoticeLine>

export const NoticeView = NoticeLine.extend({
  electionUuid: z.string(),
  scope: VoteScope,
  group: z.enum(voteGroups),
  revote: z.boolean(),
  questions: z.array(VoteQuestion),
  terms: VoteTerms,
  documents: z.array(z.object({ file: Id, title: z.string() })),
  /** Of the matters asked, by the law of the day of the notice. */
  rules: z.array(RuleLine),
  /** Who convenes, as staff of the street know it. */
  convener: z.object({ name: z.string(), post: z.string() }),
  /** What was put right on the roll, and may be objected to: which homes it is about, nobody's name. */
  settlements: z.array(z.object({ kind: z.enum(settlementKinds), homes: z.array(z.string()), waits: z.boolean() })),
  totals: z.object({ units: z.number(), owners: z.number(), area: z.number(), printed: z.number() }),
  rollHash: z.string().nullable(),
  rulesHash: z.string().nullable(),
  threshold: z.number(),
  trustees: z.array(z.object({ index: z.number(), post: z.string(), ready: z.boolean() })),
  objectionsUntil: z.string().nullable(),
  participation: Participation.nullable(),
  publishedAt: z.string().nullable(),
  logOrigin: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type NoticeView = z.output<typeof NoticeView>

export const RollEntry = z.object({
  no: OwnerNo,
  kind: z.enum(ownerKinds),
  area: z.number(),
  units: z.array(RollUnit),
  /** The public key on the roll, once frozen. */
  key: z.string().nullable(),
  printed: z.boolean(),
  proxyFor: z.boolean(),
  /** What the voter's wallet derives this key with besides election and chain code; null: nothing. */
  represents: z.string().nullable(),
  hasRepresentative: z.boolean(),
  state: z.enum(rollStates),
  /** A paper in this owner's name waits for its second hand; voting online makes it void. */
  paperWaits: z.boolean(),
  /** The ballot that counts now, of an owner who voted online. */
  ballot: z.object({ tracker: Tracker, at: z.string() }).nullable(),
})
export type RollEntry = z.output<typeof RollEntry>

/** What the booth needs to make a ballot. */
export const ElectionFiles = z.object({
  election: z.string(),
  trustees: z.string(),
  roll: z.string(),
  rules: z.string(),
  logKey: z.string(),
  logOrigin: z.string(),
})

/** A whole compound asks from the one address of its network in the last hour of a vote. */
const perMinute = 1200

/** The notice board, the booth and the public record: without an account. */
export const boardOperations = {
  notices: query({
    title: ['公告栏', 'Notice board'],
    input: z.object({}),
    output: z.object({ items: z.array(NoticeLine) }),
    errors: [],
    audience: 'anyone',
    perMinute,
  }),
  notice: query({
    title: ['表决公告', 'Notice of a vote'],
    input: z.object({ id: VoteId }),
    output: NoticeView,
    errors: ['vote_not_found'],
    audience: 'anyone',
    perMinute,
  }),
  participation: query({
    title: ['参与情况', 'Participation'],
    input: z.object({ id: VoteId }),
    output: Participation,
    errors: ['vote_not_found', 'roll_not_frozen'],
    audience: 'anyone',
    perMinute,
  }),
  /** Entries on the roll that the one who asks votes for: the own one, and those of whom a mandate is held. */
  myEntry: query({
    title: ['我的表决权', 'My entry on the roll'],
    input: z.object({ id: VoteId, proof: OwnerProof }),
    output: z.object({ items: z.array(RollEntry) }),
    errors: ['vote_not_found', 'session_unknown', 'owner_not_on_roll'],
    audience: 'anyone',
    perMinute,
  }),
  objectToRoll: command({
    title: ['对名册提出异议', 'Object to the roll'],
    input: z.object({
      id: VoteId,
      objection: Id,
      proof: z.object({ session: z.string().min(10).max(400) }),
      words: cleanText(500).min(4),
    }),
    output: z.object({ objection: Id }),
    errors: ['vote_not_found', 'step_not_due', 'session_unknown', 'owner_not_on_roll', 'objections_many'],
    audience: 'anyone',
    redact: ['proof', 'words'],
  }),
  electionFiles: query({
    title: ['选票文件', 'Files of the election'],
    input: z.object({ id: VoteId }),
    output: ElectionFiles,
    errors: ['vote_not_found', 'roll_not_frozen'],
    audience: 'anyone',
    perMinute,
  }),
  /** Takes the ballot text exactly as made; the same text again is answered the same. */
  cast: command({
    title: ['投票', 'Cast a ballot'],
    input: z.object({
      id: VoteId,
      ballot: z.string().min(100).max(200_000),
      /** Of the wallet; a sealed letter's ballot carries its own proof. */
      session: z.string().min(10).max(400).optional(),
    }),
    output: z.object({ tracker: Tracker, seq: z.number(), replaced: z.boolean(), receipt: Receipt }),
    errors: [
      'vote_not_found',
      'voting_not_open',
      'voting_closed',
      'ballot_malformed',
      'ballot_other_election',
      'ballot_invalid',
      'owner_not_on_roll',
      'session_unknown',
      'session_not_owner',
      'already_on_paper',
      'already_voted',
      'ballot_spoiled',
      'busy',
    ],
    audience: 'anyone',
    redact: ['ballot', 'session'],
    // A whole compound votes from the address of its network; what is nonsense costs next to nothing.
    perMinute: 6000,
  }),
  /** Before a ballot is opened to be audited: from then on nobody can cast it, who scans it no more than who made it. */
  spoil: command({
    title: ['作废待查验的选票', 'Spoil a ballot to be audited'],
    input: z.object({ id: VoteId, ballot: z.string().min(100).max(200_000) }),
    output: z.object({ tracker: Tracker }),
    errors: [
      'vote_not_found',
      'voting_not_open',
      'voting_closed',
      'ballot_malformed',
      'ballot_other_election',
      'ballot_invalid',
      'ballot_cast_already',
      'owner_not_on_roll',
      'spoiled_many',
      'busy',
    ],
    audience: 'anyone',
    redact: ['ballot'],
    perMinute,
  }),
  /** A ballot on the public record by its tracker. */
  ballot: query({
    title: ['查选票', 'Find a ballot'],
    input: z.object({ id: VoteId, tracker: Tracker }),
    output: z.object({
      tracker: Tracker,
      seq: z.number(),
      at: z.string(),
      /** Whether a later ballot of the same owner counts instead. */
      replaced: z.boolean(),
      receipt: Receipt,
      /** Once the log has taken it in. */
      inclusion: z.object({ leaf: z.string(), proof: z.array(z.string()), checkpoint: z.string() }).nullable(),
    }),
    errors: ['vote_not_found', 'ballot_not_found'],
    audience: 'anyone',
    perMinute,
  }),
  /** What the public record holds by now; the files come as /api/{street}/votes/{id}/record.zip or one by one. */
  record: query({
    title: ['公开记录', 'Public record'],
    input: z.object({ id: VoteId }),
    output: z.object({ electionUuid: z.string(), files: z.array(z.object({ name: z.string(), ready: z.boolean() })) }),
    errors: ['vote_not_found', 'roll_not_frozen'],
    audience: 'anyone',
  }),
  result: query({
    title: ['表决结果', 'Result'],
    input: z.object({ id: VoteId }),
    output: ResultView,
    errors: ['vote_not_found', 'result_not_published'],
    audience: 'anyone',
  }),
  /** Becomes a case of the street (《民法典》第二百八十条第二款). */
  objectToResult: command({
    title: ['对结果提出异议', 'Object to the result'],
    input: z.object({
      id: VoteId,
      objection: Id,
      name: cleanText(40).min(2),
      phone: z.string().regex(/^1\d{10}$/),
      words: cleanText(1000).min(4),
    }),
    output: z.object({ objection: Id, number: z.string() }),
    errors: ['vote_not_found', 'result_not_published', 'case_refused'],
    audience: 'anyone',
    redact: ['name', 'phone', 'words'],
  }),
}
