import { z } from 'zod'
import type { Text } from '#kernel/text'
import { Block, FigureReference, figureFormIds } from './blocks.ts'
import { sectionIds } from './template.ts'

const Said = z.tuple([z.string(), z.string()])

export const editionStates = {
  drafting: ['拟稿', 'Drafting'],
  reviewing: ['核稿', 'Review'],
  countersigning: ['会签', 'Countersigning'],
  signing: ['签发', 'Signing'],
  sealed: ['已签发', 'Signed'],
} as const satisfies Record<string, Text>
export type EditionState = keyof typeof editionStates
export const editionStateIds = Object.keys(editionStates) as [EditionState, ...EditionState[]]

export const editionSteps = {
  submitted: ['送核', 'Submitted'],
  reviewed: ['核稿通过', 'Reviewed'],
  countersigned: ['会签同意', 'Countersigned'],
  signed: ['签发', 'Signed'],
  sent_back: ['退回修改', 'Sent back'],
  stamped: ['用印', 'Stamped'],
  issued: ['印发', 'Issued'],
  archived: ['归档', 'Archived'],
} as const satisfies Record<string, Text>
export type EditionStep = keyof typeof editionSteps
export const editionStepIds = Object.keys(editionSteps) as [EditionStep, ...EditionStep[]]

/** What is done with the paper once it is signed, in this order. */
export const issuingSteps = ['stamped', 'issued', 'archived'] as const satisfies readonly EditionStep[]
export type IssuingStep = (typeof issuingSteps)[number]

export const StepView = z.object({
  step: z.enum(editionStepIds),
  by: z.string(),
  at: z.string(),
  version: z.number(),
  note: z.string().nullable(),
})
export type StepView = z.output<typeof StepView>

export const CommentView = z.object({
  id: z.uuid(),
  block: z.string(),
  words: z.string(),
  by: z.string(),
  at: z.string(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.string().nullable(),
})
export type CommentView = z.output<typeof CommentView>

/** A number as it reads in the text; null where there is nothing to divide by or to compare with. */
export const FigureView = FigureReference.extend({ key: z.string(), shown: z.string().nullable(), label: Said })
export type FigureView = z.output<typeof FigureView>

/** Something that keeps an edition from being signed, and where it stands. */
export const unresolvedKinds = {
  typed_number: ['手工输入的数字', 'Typed number'],
  number_in_title: ['标题里的数字，请删去', 'Number in the title: take it out'],
  figure_counting: ['指标正在统计，完成后自动填入', 'Still being counted; it fills in when done'],
  figure_empty: ['数据无法得出', 'Figure without a value'],
  measure_unknown: ['指标已不存在', 'Measure no longer there'],
} as const satisfies Record<string, Text>
export type UnresolvedKind = keyof typeof unresolvedKinds

export const UnresolvedView = z.object({
  kind: z.enum(Object.keys(unresolvedKinds) as [UnresolvedKind, ...UnresolvedKind[]]),
  /** Empty for the title, which is no block. */
  block: z.string(),
  /** The number as it was typed, or the name of the measure. */
  words: z.string(),
})
export type UnresolvedView = z.output<typeof UnresolvedView>

/** More than anybody works through at once; a long report pasted in as text holds thousands. */
export const mostUnresolved = 200

export const SealView = z.object({
  number: z.string(),
  hash: z.string(),
  position: z.string(),
  at: z.string(),
  by: z.string(),
})
export type SealView = z.output<typeof SealView>

/** What can be done with an edition. */
export const editionActs = ['save', 'submit', 'review', 'countersign', 'sign', 'sendBack', 'issue'] as const
export type EditionAct = (typeof editionActs)[number]

export const EditionLine = z.object({
  id: z.uuid(),
  template: z.string(),
  year: z.number(),
  title: z.string(),
  state: z.enum(editionStateIds),
  number: z.string().nullable(),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type EditionLine = z.output<typeof EditionLine>

export const ChartPoints = z.array(z.object({ name: z.string(), value: z.string().nullable() }))
export type ChartPoints = z.output<typeof ChartPoints>

export const EditionView = EditionLine.extend({
  street: z.string(),
  version: z.number(),
  blocks: z.array(Block),
  figures: z.array(FigureView),
  charts: z.record(z.string(), ChartPoints),
  comments: z.array(CommentView),
  steps: z.array(StepView),
  /** The first of them, in the order of the text. */
  unresolved: z.array(UnresolvedView),
  unresolvedCount: z.number(),
  /** Topics that the template expects and no paragraph offers. */
  outside: z.array(z.object({ id: z.string(), section: z.enum(sectionIds), name: Said })),
  seal: SealView.nullable(),
  /** 发文代字 to propose to whoever signs. */
  code: z.string(),
  /** What the reader may do now, and of what his role has, why not. */
  may: z.array(z.object({ act: z.enum(editionActs), refusal: z.string().nullable() })),
  asOf: z.string(),
})
export type EditionView = z.output<typeof EditionView>

/** What a number is made of. Who may not see the numbers behind it is told the definition alone. */
export const OpenedFigure = z.object({
  measure: z.string(),
  kind: z.enum(['count', 'rate', 'sum', 'mean', 'median', 'weighted']),
  label: Said,
  form: z.enum(figureFormIds),
  sentence: Said,
  version: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  base: z.object({ from: z.string(), to: z.string() }).nullable(),
  where: z.object({ dimension: z.string(), member: z.string() }).nullable(),
  counted: z
    .object({
      shown: z.string().nullable(),
      numerator: z.number(),
      denominator: z.number(),
      value: z.string().nullable(),
      base: z.object({ numerator: z.number(), denominator: z.number(), value: z.string().nullable() }).nullable(),
      goal: z.string().nullable(),
      position: z.string(),
      sealed: z.boolean(),
    })
    .nullable(),
  /** Its measure is still counted for the first time. */
  counting: z.boolean(),
  /** Whether the reader may open the list of records. */
  list: z.boolean(),
})
export type OpenedFigure = z.output<typeof OpenedFigure>
