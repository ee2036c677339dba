import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import { CaseLine } from '#engines/cases/shared'
import { OwnerNo, RollUnit, VoteId, deliveryWays, ownerKinds, rollStates } from '../vote.ts'
import { Settlement } from './drafting.ts'

const Id = z.uuid().toLowerCase()

export const RollLine = z.object({
  no: OwnerNo,
  kind: z.enum(ownerKinds),
  area: z.number(),
  units: z.array(RollUnit),
  holders: z.array(Id),
  representative: Id.nullable(),
  /** Where the key comes from: none before the freeze. */
  keyFrom: z.enum(['none', 'wallet', 'letter', 'proxy']),
  /** Who holds the mandate. */
  proxy: Id.nullable(),
  state: z.enum(rollStates),
  delivered: z.boolean(),
})
export type RollLine = z.output<typeof RollLine>

export const ObjectionLine = z.object({
  id: Id,
  /** Null: the home in question is not on the roll at all. */
  owner: OwnerNo.nullable(),
  words: z.string(),
  at: z.string(),
  decision: z.enum(['open', 'upheld', 'rejected']),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
})
export type ObjectionLine = z.output<typeof ObjectionLine>

/** What one sealed letter holds. Shown once, then the code is destroyed. */
export const Letter = z.object({
  owner: OwnerNo,
  units: z.array(z.string()),
  code: z.string(),
  publicKey: z.string(),
})
export type Letter = z.output<typeof Letter>

/** A case that an objection to the result became: how it stands, and nothing of who objects to what. */
export const ResultObjectionLine = CaseLine.pick({
  id: true,
  number: true,
  state: true,
  open: true,
  parked: true,
  nextDue: true,
  nextHalf: true,
  nextOrange: true,
  reportedAt: true,
  closedAt: true,
}).extend({
  /** Whether the one who asks may open it. */
  opens: z.boolean(),
})
export type ResultObjectionLine = z.output<typeof ResultObjectionLine>

/** 房管办 guards the roll. */
export const rollOperations = {
  roll: query({
    title: ['业主名册', 'Owner roll'],
    input: z.object({
      id: VoteId,
      state: z.enum(rollStates).optional(),
      after: OwnerNo.optional(),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ items: z.array(RollLine), next: OwnerNo.nullable() }),
    errors: ['vote_not_found', 'roll_not_published'],
  }),
  objections: query({
    title: ['名册异议', 'Objections to the roll'],
    input: z.object({ id: VoteId }),
    output: z.object({ items: z.array(ObjectionLine) }),
    errors: ['vote_not_found'],
  }),
  /** The oldest first. */
  resultObjections: query({
    title: ['结果异议案件', 'Objections to the result'],
    input: z.object({ id: VoteId }),
    output: z.object({ items: z.array(ResultObjectionLine) }),
    errors: ['vote_not_found'],
  }),
  /** At the counter, for an owner without a phone. */
  takeObjection: command({
    title: ['登记名册异议', 'Take down an objection'],
    input: z.object({ id: VoteId, objection: Id, owner: OwnerNo.nullable(), words: cleanText(500).min(4) }),
    output: z.object({ objection: Id }),
    errors: ['vote_not_found', 'step_not_due', 'owner_not_on_roll', 'objections_many'],
    redact: ['words'],
  }),
  /** Upheld, with what is put right on the roll, if anything. The log keeps what changed. */
  decideObjection: command({
    title: ['处理名册异议', 'Decide an objection'],
    input: z.object({
      id: VoteId,
      objection: Id,
      decision: z.enum(['upheld', 'rejected']),
      reason: cleanText(300).min(2),
      correction: Settlement.optional(),
    }),
    output: z.object({ objection: Id }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'objection_not_found',
      'objection_decided',
      'unit_not_found',
      'owner_not_found',
      'holder_not_owner',
      'electorate_empty',
      'correction_not_yours',
    ],
    redact: ['reason'],
  }),
  /** The roll put right without an objection: a court's judgement, a registration that came in. */
  correctRoll: command({
    title: ['更正名册', 'Correct the roll'],
    input: z.object({
      id: VoteId,
      settlementId: Id,
      correction: Settlement,
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
      'electorate_empty',
      'file_not_found',
    ],
    redact: ['reason'],
  }),
  /** What the convener decided alone about who owns: the registry confirms it, or undoes it. */
  decideSettlement: command({
    title: ['核定召集人的疑点处理', 'Confirm or undo what the convener settled'],
    input: z.object({
      id: VoteId,
      settlementId: Id,
      decision: z.enum(['confirmed', 'undone']),
      reason: cleanText(300).min(2),
    }),
    output: z.object({ id: Id }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'settlement_not_found',
      'settlement_decided',
      'own_entry',
      'same_person',
      'electorate_empty',
    ],
    redact: ['reason'],
  }),
  /** After this nobody gets another key, and nothing on the roll changes any more. */
  freezeRoll: command({
    title: ['冻结名册', 'Freeze the roll'],
    input: z.object({ id: VoteId }),
    output: z.object({
      rollHash: z.string(),
      rulesHash: z.string(),
      owners: z.number(),
      printed: z.number(),
      leaf: z.number(),
    }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'objections_open',
      'warnings_open',
      'settlements_open',
      'trustees_not_ready',
      'too_late_to_freeze',
      'proxy_cap_exceeded',
      'mandate_broken',
    ],
  }),
  /** Which letters there are, and which were printed. Never their codes. */
  letters: query({
    title: ['密封信清单', 'Sealed letters'],
    input: z.object({ id: VoteId }),
    output: z.object({
      items: z.array(
        z.object({
          owner: OwnerNo,
          units: z.array(z.string()),
          /** Of the first home: letters are printed as they are carried round. */
          building: z.string(),
          staircase: z.string(),
          printedAt: z.string().nullable(),
          printedBy: z.string().nullable(),
        }),
      ),
    }),
    errors: ['vote_not_found', 'roll_not_frozen'],
  }),
  /** Hands the codes out once and destroys them. A letter spoilt in the printer sends its owner to paper. */
  printLetters: command({
    title: ['打印密封信', 'Print sealed letters'],
    input: z.object({ id: VoteId, owners: z.array(OwnerNo).min(1).max(200) }),
    output: z.object({ letters: z.array(Letter) }),
    errors: ['vote_not_found', 'step_not_due', 'letter_not_found', 'letter_printed'],
    redact: ['letters'],
  }),
  /** The server's own key, for the sealed envelope in the safe: without it nothing can be counted if the server is lost. */
  printEscrow: command({
    title: ['打印服务器密钥封存件', 'Print the sealed copy of the server key'],
    input: z.object({ id: VoteId }),
    output: z.object({ electionUuid: z.string(), publicKey: z.string(), secret: z.string() }),
    errors: ['vote_not_found', 'step_not_due', 'escrow_printed'],
    redact: ['secret'],
  }),
}

export const DeliveryLine = z.object({
  unit: z.string(),
  building: z.string(),
  staircase: z.string(),
  label: z.string(),
  owner: OwnerNo,
  way: z.enum(deliveryWays).nullable(),
  at: z.string().nullable(),
  by: z.string().nullable(),
  file: Id.nullable(),
  state: z.enum(rollStates),
})
export type DeliveryLine = z.output<typeof DeliveryLine>

/** Ballots brought to each door, with proof. */
export const deliveryOperations = {
  deliveries: query({
    title: ['送达情况', 'Deliveries'],
    input: z.object({ id: VoteId, building: z.string().max(100).optional() }),
    output: z.object({ items: z.array(DeliveryLine) }),
    errors: ['vote_not_found', 'roll_not_frozen'],
  }),
  recordDelivery: command({
    title: ['登记送达', 'Record a delivery'],
    input: z.object({
      id: VoteId,
      delivery: Id,
      units: z.array(z.string().max(20)).min(1).max(500),
      way: z.enum(deliveryWays),
      /** Signature, photo of the door, the announcement on the board. */
      file: Id,
      at: z.iso.datetime({ offset: true }).optional(),
    }),
    output: z.object({ delivery: Id, units: z.number() }),
    errors: ['vote_not_found', 'step_not_due', 'unit_not_found', 'file_not_found'],
  }),
  /** Doors that nothing was brought to, and doors whose owner has not voted. */
  doors: query({
    title: ['未到达住户', 'Doors not reached'],
    input: z.object({ id: VoteId, want: z.enum(['not_delivered', 'not_voted']) }),
    output: z.object({
      items: z.array(
        z.object({
          building: z.string(),
          staircase: z.string(),
          doors: z.array(z.object({ unit: z.string(), label: z.string(), owner: OwnerNo, delivered: z.boolean() })),
        }),
      ),
      total: z.number(),
    }),
    errors: ['vote_not_found', 'roll_not_frozen'],
  }),
}
