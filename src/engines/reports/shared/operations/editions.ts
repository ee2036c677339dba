import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import { Blocks, FigureReference } from '../blocks.ts'
import { EditionLine, EditionView, FigureView, OpenedFigure, editionStateIds, issuingSteps } from '../edition.ts'
import { sectionIds } from '../template.ts'

const Said = z.tuple([z.string(), z.string()])
const Id = z.uuid().toLowerCase()
const Year = z.number().int().min(2000).max(2100)
const Title = cleanText(100).min(2)

/** What faces and measures offer to the report of a year. */
export const Offers = z.object({
  paragraphs: z.array(
    z.object({
      key: z.string(),
      face: Said,
      section: z.enum(sectionIds),
      title: Said,
      pieces: z.array(z.union([z.object({ text: z.string() }), FigureView])),
    }),
  ),
  measures: z.array(
    z.object({
      key: z.string(),
      label: Said,
      of: Said,
      sentence: Said,
      kind: z.string(),
      unit: Said,
      /** All three null while it is still counted for the first time. */
      value: z.string().nullable(),
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
    }),
  ),
})
export type Offers = z.output<typeof Offers>

/** Writing: whoever may write reads every edition, whoever may only read those that were issued. */
export const editionOperations = {
  templates: query({
    title: ['报告模板', 'Report templates'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: Said,
          parts: z.array(z.object({ level: z.number(), heading: z.string(), section: z.enum(sectionIds).nullable() })),
        }),
      ),
    }),
    errors: [],
  }),
  editions: query({
    title: ['报告列表', 'Editions'],
    input: z.object({}),
    output: z.object({ items: z.array(EditionLine) }),
    errors: [],
  }),
  edition: query({
    title: ['报告', 'Edition'],
    input: z.object({ id: Id }),
    output: EditionView,
    errors: ['edition_not_found'],
  }),
  /** Paragraphs of the faces with their figures of a year, and every measure that can be put into the text. */
  offers: query({
    title: ['可用段落和数据', 'Offered paragraphs and figures'],
    input: z.object({ template: z.string().max(40), year: Year }),
    output: Offers,
    errors: ['template_unknown', 'not_whole_street'],
  }),
  /** Numbers as they read now, for what was just put into the text. */
  figures: query({
    title: ['报告数据', 'Figures of reports'],
    input: z.object({ year: Year, figures: z.array(FigureReference).min(1).max(20) }),
    output: z.object({ items: z.array(FigureView) }),
    errors: ['measure_unknown', 'not_whole_street'],
  }),
  /** What a number of an edition is made of: as sealed, or as it stands now. */
  openFigure: query({
    title: ['数据出处', 'What a number is made of'],
    input: z.object({ id: Id, figure: z.string().max(40) }),
    output: OpenedFigure,
    errors: ['edition_not_found', 'figure_not_found'],
  }),
  make: command({
    title: ['新建报告', 'Begin a report'],
    input: z.object({
      id: Id,
      template: z.string().max(40),
      year: Year,
      title: Title.optional(),
      /** Lay the paragraphs of the faces in their places at once. */
      filled: z.boolean().default(true),
    }),
    output: z.object({ id: Id, version: z.number() }),
    errors: ['template_unknown'],
  }),
  save: command({
    title: ['保存报告', 'Save a report'],
    input: z.object({ id: Id, version: z.number().int().min(1), title: Title, blocks: Blocks }),
    output: z.object({ version: z.number(), savedAt: z.string() }),
    errors: ['edition_not_found', 'edition_not_drafting', 'edition_changed_meanwhile', 'block_repeated'],
    redact: ['blocks'],
  }),
  comment: command({
    title: ['批注', 'Comment'],
    input: z.object({ commentId: Id, id: Id, block: z.string().max(40), words: cleanText(500).min(1) }),
    output: z.object({ id: Id }),
    errors: ['edition_not_found', 'edition_sealed'],
    redact: ['words'],
  }),
  resolveComment: command({
    title: ['批注办结', 'Resolve a comment'],
    input: z.object({ id: Id, commentId: Id }),
    output: z.object({ id: Id }),
    errors: ['edition_not_found', 'edition_sealed', 'comment_not_found'],
  }),
}

const Handed = z.object({ id: Id, version: z.number().int().min(1), note: cleanText(300).optional() })
const State = z.object({ state: z.enum(editionStateIds) })

/** From draft to archive; each by someone who has not written it (domain: 拟稿→核稿→会签→签发→编号→用印→印发→归档). */
export const signOffOperations = {
  submit: command({
    title: ['送核', 'Submit for review'],
    input: Handed,
    output: State,
    errors: ['edition_not_found', 'edition_changed_meanwhile', 'wrong_edition_step'],
    redact: ['note'],
  }),
  review: command({
    title: ['核稿', 'Review'],
    input: Handed,
    output: State,
    errors: ['edition_not_found', 'edition_changed_meanwhile', 'wrong_edition_step', 'own_draft', 'comments_open'],
    redact: ['note'],
  }),
  countersign: command({
    title: ['会签', 'Countersign'],
    input: Handed,
    output: State,
    errors: ['edition_not_found', 'edition_changed_meanwhile', 'wrong_edition_step', 'own_draft', 'signed_before'],
    redact: ['note'],
  }),
  /** Gives it its number and seals it, with every figure as it is at that moment. */
  sign: command({
    title: ['签发', 'Sign'],
    input: Handed.extend({ code: z.string().regex(/^\p{Script=Han}{2,10}$/u) }),
    output: State.extend({ number: z.string(), hash: z.string() }),
    errors: [
      'edition_not_found',
      'edition_changed_meanwhile',
      'wrong_edition_step',
      'own_draft',
      'signed_before',
      'figures_unresolved',
    ],
    redact: ['note'],
  }),
  sendBack: command({
    title: ['退回修改', 'Send back'],
    input: z.object({ id: Id, version: z.number().int().min(1), reason: cleanText(300).min(2) }),
    output: State,
    errors: ['edition_not_found', 'edition_changed_meanwhile', 'wrong_edition_step', 'own_draft'],
    redact: ['reason'],
  }),
  issue: command({
    title: ['用印、印发、归档', 'Stamp, issue, archive'],
    input: z.object({ id: Id, step: z.enum(issuingSteps) }),
    output: z.object({ step: z.enum(issuingSteps) }),
    errors: ['edition_not_found', 'wrong_edition_step'],
  }),
  /** Every sealed number reckoned again from the records as of its seal. */
  recompute: query({
    title: ['复算', 'Recompute'],
    input: z.object({ id: Id }),
    output: z.object({
      hash: z.object({ sealed: z.string(), now: z.string() }),
      position: z.string(),
      items: z.array(
        z.object({
          figure: z.string(),
          label: Said,
          shown: z.string(),
          again: z.string().nullable(),
          numerator: z.number(),
          denominator: z.number(),
          numeratorAgain: z.number().nullable(),
          denominatorAgain: z.number().nullable(),
          same: z.boolean(),
        }),
      ),
    }),
    errors: ['edition_not_found', 'edition_not_sealed', 'not_whole_street'],
  }),
}
