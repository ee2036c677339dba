import { z } from 'zod'
import { command, operations, query } from '#kernel/operation'
import { cleanText, confidenceIds } from '#model'
import { gradeIds } from './assessment.ts'
import { memberPostIds } from './committee.ts'
import { committeeParameterIds } from './parameters.ts'
import { groupSideIds, renewalKindIds, renewalStepIds } from './renewal.ts'

const Id = z.uuid().toLowerCase()
const Day = z.iso.date()
const Year = z.number().int().min(2000).max(2100)
const Name = cleanText(40).min(2)
const Said = z.tuple([z.string(), z.string()])

const Member = z.object({ id: Id, name: Name, post: z.enum(memberPostIds), joined: Day })
const MemberView = Member.extend({ left: Day.nullable(), leftReason: z.string().nullable() })

const ClockView = z.object({
  step: z.enum(renewalStepIds),
  due: Day,
  done: Day.nullable(),
  late: z.boolean(),
})

const StepView = z.object({
  step: z.enum(renewalStepIds),
  day: Day,
  note: z.string(),
  file: Id.nullable(),
  by: z.string(),
  at: z.string(),
})

const GroupMember = z.object({ name: Name, side: z.enum(groupSideIds), isHead: z.boolean() })

export const RenewalView = z.object({
  id: Id,
  kind: z.enum(renewalKindIds),
  termEnds: Day.nullable(),
  openedAt: z.string(),
  reason: z.string().nullable(),
  steps: z.array(StepView),
  next: z.array(z.enum(renewalStepIds)),
  group: z.array(GroupMember),
  clocks: z.array(ClockView),
  /** The owners' vote that elected. */
  vote: Id.nullable(),
})
export type RenewalView = z.output<typeof RenewalView>

const AssessmentView = z.object({
  id: Id,
  year: Year,
  round: z.enum(['first', 'second']),
  schemeFrom: Day,
  points: z.record(z.string(), z.number()),
  notes: z.record(z.string(), z.string()),
  total: z.number(),
  full: z.number(),
  grade: z.enum(gradeIds),
  by: z.string(),
  at: z.string(),
})
export type AssessmentView = z.output<typeof AssessmentView>

const Improvement = z.object({
  id: Id,
  item: z.string(),
  what: z.string(),
  due: Day,
  done: Day.nullable(),
})

/** Where a committee stands: serving, its renewal due or running, its term run out, or too few members. */
export const committeeStandings = ['serving', 'due', 'renewing', 'overdue', 'short'] as const
export type CommitteeStanding = (typeof committeeStandings)[number]

export const CommitteeLine = z.object({
  id: Id,
  compound: Id,
  name: z.string(),
  committee: z.string().nullable(),
  number: z.number(),
  seats: z.number(),
  serving: z.number(),
  from: Day,
  to: Day,
  chair: z.string().nullable(),
  standing: z.enum(committeeStandings),
  /** The next limit that is not met. */
  clock: ClockView.nullable(),
  grade: z.object({ year: Year, round: z.enum(['first', 'second']), grade: z.enum(gradeIds) }).nullable(),
})
export type CommitteeLine = z.output<typeof CommitteeLine>

export const CommitteeView = CommitteeLine.extend({
  members: z.array(MemberView),
  filing: z.string().nullable(),
  earlier: z.array(z.object({ id: Id, number: z.number(), from: Day, to: Day })),
  renewals: z.array(RenewalView),
  assessments: z.array(AssessmentView),
  improvements: z.array(Improvement),
  trainings: z.array(z.object({ id: Id, day: Day, topic: z.string(), people: z.array(z.string()) })),
  /** Matters the committee may not put to the vote now. */
  blocked: z.array(z.string()),
})
export type CommitteeView = z.output<typeof CommitteeView>

const Scheme = z.object({
  from: Day,
  basis: cleanText(200).min(2),
  heads: z
    .array(
      z.object({
        id: z.string().regex(/^[a-z_]{2,30}$/),
        label: Said,
        items: z
          .array(
            z.object({
              id: z.string().regex(/^[a-z_]{2,30}$/),
              label: Said,
              points: z.number().int().min(1).max(100),
            }),
          )
          .min(1)
          .max(20),
      }),
    )
    .min(1)
    .max(15),
  grades: z.object({
    excellent: z.number().int().min(1).max(100),
    good: z.number().int().min(1).max(100),
    pass: z.number().int().min(1).max(100),
  }),
})

const TrainingView = z.object({
  id: Id,
  day: Day,
  topic: z.string(),
  place: z.string(),
  people: z.array(z.object({ committee: Id.nullable(), compound: z.string(), name: z.string(), post: z.string() })),
})

/** 业委会: terms, renewals, assessments and training, of the self-governance office. */
export const committees = operations('committees', {
  list: query({
    title: ['业委会', "Owners' committees"],
    input: z.object({ standing: z.enum(committeeStandings).optional() }),
    output: z.object({
      items: z.array(CommitteeLine),
      counts: z.record(z.enum(committeeStandings), z.number()),
      /** Compounds of the registers that have no committee. */
      without: z.array(z.object({ compound: Id, name: z.string() })),
    }),
    errors: [],
  }),
  committee: query({
    title: ['业委会档案', "File of an owners' committee"],
    input: z.object({ id: Id }),
    output: CommitteeView,
    errors: ['committee_not_found'],
  }),
  /** 应换尽换率 of a year, both readings over one denominator, with the committees behind each number. */
  dueOf: query({
    title: ['应换尽换', 'Renewals due'],
    input: z.object({ year: Year }),
    output: z.object({
      year: Year,
      due: z.number(),
      started: z.number(),
      filed: z.number(),
      overdue: z.number(),
      /** Per cent with two decimals; null where nothing is due. */
      startedRate: z.string().nullable(),
      filedRate: z.string().nullable(),
      items: z.array(
        z.object({
          committee: Id,
          name: z.string(),
          to: Day,
          state: z.enum(['waiting', 'started', 'elected', 'filed']),
          isOverdue: z.boolean(),
        }),
      ),
    }),
    errors: [],
  }),
  addTerm: command({
    title: ['登记业委会', 'Enter a committee'],
    input: z.object({
      id: Id,
      compound: Id,
      number: z.number().int().min(1).max(99),
      seats: z.number().int().min(1).max(99),
      from: Day,
      to: Day,
      filing: cleanText(60).optional(),
      members: z.array(Member).max(30),
    }),
    output: z.object({ id: Id }),
    errors: [
      'compound_unknown',
      'seats_wrong',
      'term_wrong',
      'term_long',
      'members_many',
      'term_overlaps',
      'term_number_used',
      'member_repeated',
    ],
  }),
  /** Someone resigns or is relieved, or comes in. */
  changeMember: command({
    title: ['变更成员', 'Change a member'],
    input: z.object({
      id: Id,
      change: z.union([
        z.object({ leaves: Id, day: Day, reason: cleanText(200).min(2) }),
        z.object({ joins: Member }),
        z.object({ member: Id, post: z.enum(memberPostIds) }),
      ]),
    }),
    output: z.object({ id: Id }),
    errors: ['committee_not_found', 'member_not_found', 'member_left', 'members_many', 'day_wrong', 'member_repeated'],
  }),
  openRenewal: command({
    title: ['启动换届', 'Begin a renewal'],
    input: z.object({
      id: Id,
      compound: Id,
      kind: z.enum(renewalKindIds),
      reason: cleanText(300).optional(),
    }),
    output: z.object({ id: Id }),
    errors: ['compound_unknown', 'renewal_open', 'committee_not_found', 'renewal_reason_needed'],
  }),
  takeRenewalStep: command({
    title: ['登记换届步骤', 'Note a step of a renewal'],
    input: z.object({
      id: Id,
      step: z.enum(renewalStepIds),
      day: Day,
      note: cleanText(500).default(''),
      file: Id.optional(),
      /** With `group_formed`. */
      group: z.array(GroupMember).max(31).optional(),
      /** With `elected`: the owners' vote. */
      vote: Id.optional(),
      /** With `filed`. */
      filing: cleanText(60).optional(),
    }),
    output: z.object({ id: Id }),
    errors: [
      'renewal_not_found',
      'step_done',
      'renewal_step_not_due',
      'day_wrong',
      'group_needed',
      'group_even',
      'owners_few',
      'head_not_street',
      'vote_not_elected',
      'filing_needed',
      'proof_not_found',
    ],
  }),
  scheme: query({
    title: ['评估指标体系', 'Assessment scheme'],
    input: z.object({ day: Day.optional() }),
    output: Scheme.extend({ next: Day.nullable() }),
    errors: [],
  }),
  setScheme: command({
    title: ['修订评估指标体系', 'Revise the assessment scheme'],
    input: Scheme,
    output: z.object({ from: Day }),
    errors: ['scheme_past', 'scheme_exists', 'item_repeated', 'grades_wrong'],
  }),
  assess: command({
    title: ['评估打分', 'Assess a committee'],
    input: z.object({
      id: Id,
      committee: Id,
      year: Year,
      round: z.enum(['first', 'second']),
      points: z.record(z.string().max(30), z.number()),
      notes: z.record(z.string().max(30), cleanText(300)).default({}),
      improvements: z
        .array(z.object({ id: Id, item: z.string().max(30), what: cleanText(300).min(2), due: Day }))
        .max(30)
        .default([]),
    }),
    output: z.object({ id: Id, total: z.number(), full: z.number(), grade: z.enum(gradeIds) }),
    errors: [
      'committee_not_found',
      'item_unknown',
      'item_missing',
      'points_wrong',
      'round_done',
      'first_round_missing',
      'same_assessor',
    ],
  }),
  improve: command({
    title: ['登记整改完成', 'Note an improvement'],
    input: z.object({ id: Id, day: Day }),
    output: z.object({ id: Id }),
    errors: ['improvement_not_found', 'improvement_done', 'day_wrong'],
  }),
  assessments: query({
    title: ['规范化评估', 'Assessments'],
    input: z.object({ year: Year }),
    output: z.object({
      committees: z.number(),
      first: z.number(),
      second: z.number(),
      grades: z.record(z.enum(gradeIds), z.number()),
      items: z.array(
        z.object({
          committee: Id,
          name: z.string(),
          first: z.object({ total: z.number(), full: z.number(), grade: z.enum(gradeIds) }).nullable(),
          second: z.object({ total: z.number(), full: z.number(), grade: z.enum(gradeIds) }).nullable(),
          improvementsOpen: z.number(),
        }),
      ),
    }),
    errors: [],
  }),
  trainings: query({
    title: ['业务培训', 'Training'],
    input: z.object({ year: Year }),
    output: z.object({ items: z.array(TrainingView), people: z.number(), newChairs: z.number() }),
    errors: [],
  }),
  addTraining: command({
    title: ['登记培训', 'Enter a training'],
    input: z.object({
      id: Id,
      day: Day,
      topic: cleanText(100).min(2),
      place: cleanText(100).default(''),
      people: z
        .array(z.object({ committee: Id.nullable(), name: Name, post: cleanText(40).default('') }))
        .min(1)
        .max(300),
    }),
    output: z.object({ id: Id }),
    errors: ['committee_not_found', 'day_wrong'],
  }),
  parameters: query({
    title: ['换届期限', 'Limits of renewals'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          key: z.enum(committeeParameterIds),
          label: Said,
          value: z.number(),
          unit: z.enum(['DAY', 'MONTH', 'YEAR']),
          basis: z.string(),
          confidence: z.enum(confidenceIds),
          from: Day.nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  setParameter: command({
    title: ['修改换届期限', 'Change a limit of renewals'],
    input: z.object({
      key: z.enum(committeeParameterIds),
      from: Day,
      value: z.number().int().min(1).max(400),
      basis: cleanText(200).min(2),
    }),
    output: z.object({ key: z.enum(committeeParameterIds) }),
    errors: ['parameter_past', 'parameter_exists'],
  }),
})
