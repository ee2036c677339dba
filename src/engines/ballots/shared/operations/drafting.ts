import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import {
  OwnerKey,
  VoteDraft,
  VoteId,
  VoteQuestion,
  VoteScope,
  VoteTerms,
  areaSources,
  ownerKinds,
  scopeKinds,
  voteGroups,
  voteModes,
  voteStates,
} from '../vote.ts'
import { warningCodes } from '../electorate/electorate.ts'
import { RuleLine } from './amending.ts'
import { KeepingView } from './counting.ts'

const Said = z.tuple([z.string(), z.string()])
const Id = z.uuid().toLowerCase()

export const VoteLine = z.object({
  id: VoteId,
  title: z.string(),
  scopeName: z.string(),
  mode: z.enum(voteModes),
  state: z.enum(voteStates),
  opensAt: z.string(),
  closesAt: z.string(),
  owners: z.number().nullable(),
  voted: z.number(),
  /** What has to be done next, and by when. */
  due: z.object({ what: Said, by: z.string().nullable() }).nullable(),
})
export type VoteLine = z.output<typeof VoteLine>

export const TrusteeLine = z.object({
  index: z.number(),
  staff: Id,
  name: z.string(),
  post: z.string(),
  certified: z.boolean(),
  dealt: z.boolean(),
  confirmed: z.boolean(),
  decrypted: z.boolean(),
})
export type TrusteeLine = z.output<typeof TrusteeLine>

export const VoteView = VoteLine.extend({
  version: z.number(),
  electionUuid: z.string(),
  scope: VoteScope,
  group: z.enum(voteGroups),
  revote: z.boolean(),
  questions: z.array(VoteQuestion),
  terms: VoteTerms,
  documents: z.array(z.object({ file: Id, title: z.string() })),
  threshold: z.number(),
  trustees: z.array(TrusteeLine),
  /** Of the matters asked, by the law of the day of the notice; of a draft, of today. */
  rules: z.array(RuleLine),
  noticedAt: z.string().nullable(),
  /** Opening before this instant is refused (物业管理条例第十四条: 会议召开 15 日以前通知). */
  earliestOpening: z.string().nullable(),
  frozenAt: z.string().nullable(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  countedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  filedAt: z.string().nullable(),
  /** The number under which it was filed. */
  filing: z.string().nullable(),
  /** When the server's key was printed for the safe; it is printed once. */
  escrowPrintedAt: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  keeping: KeepingView,
  rollHash: z.string().nullable(),
  rulesHash: z.string().nullable(),
  totals: z.object({ units: z.number(), owners: z.number(), area: z.number() }).nullable(),
  signedBy: z.array(z.object({ name: z.string(), at: z.string() })),
  /** Verbs of this engine that would not be refused now, for the one who asks. */
  may: z.array(z.string()),
})
export type VoteView = z.output<typeof VoteView>

export const guardVerdicts = ['safe', 'warn', 'refuse'] as const

export const settlementKinds = ['exclude', 'set_area', 'set_owners', 'merge_owners', 'name_representative'] as const

/** A change to the electorate as the registers know it; each with its reason, none by deletion. */
export const Settlement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exclude'), home: Id }),
  z.object({
    kind: z.literal('set_area'),
    home: Id,
    area: z.number().int().min(1).max(10_000_000),
    source: z.enum(['registered', 'surveyed', 'contract']),
  }),
  z.object({
    kind: z.literal('set_owners'),
    home: Id,
    owners: z
      .array(z.object({ id: Id, kind: z.enum(['person', 'enterprise']) }))
      .min(1)
      .max(20),
  }),
  z.object({ kind: z.literal('merge_owners'), keys: z.array(OwnerKey).min(2).max(50) }),
  z.object({ kind: z.literal('name_representative'), key: OwnerKey, holder: Id }),
])
export type Settlement = z.output<typeof Settlement>

export const SettlementLine = z.object({
  id: Id,
  settlement: Settlement,
  /** What the homes are called that it is about. */
  homes: z.array(z.string()),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  undone: z.boolean(),
  confirmedBy: z.string().nullable(),
  /** Made by the convener alone, and not yet confirmed by the registry, who has to. */
  waits: z.boolean(),
})
export type SettlementLine = z.output<typeof SettlementLine>

export const ElectorateView = z.object({
  asOf: z.string(),
  units: z.array(
    z.object({
      home: Id,
      building: z.string(),
      staircase: z.string(),
      label: z.string(),
      area: z.number(),
      source: z.enum(areaSources),
      /** Register source and day of the area's statement. */
      said: z.object({ source: z.string(), day: z.string() }).nullable(),
      owner: OwnerKey,
      excluded: z.boolean(),
    }),
  ),
  owners: z.array(
    z.object({
      key: OwnerKey,
      kind: z.enum(ownerKinds),
      units: z.number(),
      area: z.number(),
      /** Register entries of those on the title; their names are looked up there, by who may. */
      holders: z.array(Id),
      representative: Id.nullable(),
      /** Whether a voting key of the wallet is known, so that no letter is needed. */
      hasKey: z.boolean(),
      proxyFor: z.boolean(),
    }),
  ),
  totals: z.object({ units: z.number(), owners: z.number(), area: z.number() }),
  warnings: z.array(
    z.object({
      code: z.enum(warningCodes),
      text: Said,
      homes: z.array(Id),
      owners: z.array(OwnerKey),
      /** Must be settled before the roll is frozen. */
      blocking: z.boolean(),
    }),
  ),
  guard: z.object({ verdict: z.enum(guardVerdicts), reasons: z.array(Said) }),
  settlements: z.array(SettlementLine),
})
export type ElectorateView = z.output<typeof ElectorateView>

const Changed = z.object({ id: VoteId, version: z.number() })

/** 业委会 or 换届改选小组: from the first word to the notice. */
export const draftingOperations = {
  votes: query({
    title: ['表决列表', 'Votes'],
    input: z.object({ state: z.enum(voteStates).optional() }),
    output: z.object({ items: z.array(VoteLine) }),
    errors: [],
  }),
  vote: query({
    title: ['表决', 'Vote'],
    input: z.object({ id: VoteId }),
    output: VoteView,
    errors: ['vote_not_found'],
  }),
  /** Compounds of the street, or what stands in one, to choose the scope from. */
  scopes: query({
    title: ['可选表决范围', 'Scopes to choose from'],
    input: z.object({ within: Id.optional(), words: cleanText(40).optional() }),
    output: z.object({
      items: z.array(z.object({ kind: z.enum(scopeKinds), entry: Id, name: z.string(), homes: z.number() })),
    }),
    errors: [],
  }),
  /** Who may be named trustee. */
  trusteeChoices: query({
    title: ['可选受托人', 'Who may be trustee'],
    input: z.object({}),
    output: z.object({ items: z.array(z.object({ staff: Id, name: z.string(), post: z.string() })) }),
    errors: [],
  }),
  draftVote: command({
    title: ['起草表决', 'Draft a vote'],
    input: VoteDraft.extend({ id: VoteId }),
    output: Changed,
    errors: [
      'scope_not_found',
      'period_wrong',
      'trustees_wrong',
      'clause_needed',
      'motion_blocked',
      'file_not_found',
      'question_wrong',
    ],
  }),
  editVote: command({
    title: ['修改表决', 'Edit a vote'],
    input: VoteDraft.extend({ id: VoteId, version: z.number().int().min(1) }),
    output: Changed,
    errors: [
      'vote_not_found',
      'step_not_due',
      'vote_changed_meanwhile',
      'scope_not_found',
      'period_wrong',
      'trustees_wrong',
      'clause_needed',
      'motion_blocked',
      'file_not_found',
      'question_wrong',
    ],
  }),
  /** From the registers as of today while drafting, the snapshot afterwards. */
  electorate: query({
    title: ['表决权人预览', 'Electorate'],
    input: z.object({ id: VoteId }),
    output: ElectorateView,
    errors: ['vote_not_found'],
  }),
  settleElectorate: command({
    title: ['处理表决权疑点', 'Settle a doubt of the electorate'],
    input: z.object({
      id: VoteId,
      settlementId: Id,
      settlement: Settlement,
      reason: cleanText(300).min(2),
      file: Id.optional(),
    }),
    output: z.object({ id: Id }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'unit_not_found',
      'owner_not_found',
      'holder_not_owner',
      'file_not_found',
    ],
    redact: ['reason'],
  }),
  undoSettlement: command({
    title: ['撤销疑点处理', 'Undo a settlement'],
    input: z.object({ id: VoteId, settlementId: Id }),
    output: z.object({ id: Id }),
    errors: ['vote_not_found', 'step_not_due', 'settlement_not_found'],
  }),
  publishNotice: command({
    title: ['发布公告', 'Publish the notice'],
    input: z.object({
      id: VoteId,
      version: z.number().int().min(1),
      /** Why a secret vote is held although the guard warns. */
      guardReason: cleanText(300).min(4).optional(),
    }),
    output: z.object({ id: VoteId, earliestOpening: z.string() }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'vote_changed_meanwhile',
      'guard_reason_needed',
      'clause_needed',
      'notice_too_short',
      'electorate_empty',
      'motion_blocked',
      'electorate_too_large',
    ],
  }),
  withdraw: command({
    title: ['撤回表决', 'Withdraw a vote'],
    input: z.object({ id: VoteId, reason: cleanText(300).min(2) }),
    output: z.object({ id: VoteId }),
    errors: ['vote_not_found', 'step_not_due'],
  }),
}
