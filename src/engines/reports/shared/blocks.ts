import { z } from 'zod'
import type { Text } from '#kernel/text'
import { cleanText } from '#model'
import { Day, dimensionIds } from '#engines/indicators/shared'

/** Made by whoever writes; unique in its edition. */
const BlockId = z.string().regex(/^[\w-]{1,40}$/)

/** What of a measure stands in the text. */
export const figureForms = {
  value: ['数值', 'Value'],
  numerator: ['分子', 'Numerator'],
  denominator: ['分母', 'Denominator'],
  change_on_last_year: ['同比', 'Change on last year'],
  change_on_last_period: ['环比', 'Change on the period before'],
  completion_of_goal: ['目标完成率', 'Completion of the goal'],
} as const satisfies Record<string, Text>
export type FigureForm = keyof typeof figureForms
export const figureFormIds = Object.keys(figureForms) as [FigureForm, ...FigureForm[]]

/** Which number: of which measure, in which form, over which days, for which part. Without days: the year reported on. */
export const FigureReference = z.object({
  measure: z.string().min(1).max(120),
  form: z.enum(figureFormIds),
  period: z
    .object({ from: Day, to: Day })
    .refine(({ from, to }) => from <= to)
    .optional(),
  where: z.object({ dimension: z.enum(dimensionIds), member: z.string().min(1).max(60) }).optional(),
})
export type FigureReference = z.output<typeof FigureReference>

const TextRun = z.object({ kind: z.literal('text'), text: z.string().max(20_000), bold: z.literal(true).optional() })

/** A number that follows its measure until the edition is sealed. */
export const FigureRun = FigureReference.extend({ kind: z.literal('figure'), id: BlockId })
export type FigureRun = z.output<typeof FigureRun>

/** A number that no measure gives: somebody answers for it by name. `by` and `at` are the server's to say. */
export const OutsideRun = z.object({
  kind: z.literal('outside'),
  id: BlockId,
  text: cleanText(60).min(1),
  source: cleanText(100).min(2),
  evidence: cleanText(300).min(2),
  by: z.string().max(60).default(''),
  at: z.string().max(40).default(''),
})
export type OutsideRun = z.output<typeof OutsideRun>

export const Run = z.discriminatedUnion('kind', [TextRun, FigureRun, OutsideRun])
export type Run = z.output<typeof Run>

const Runs = z.array(Run).max(400)

export const chartForms = {
  trend: ['逐月走势', 'Course by month'],
  bars: ['分区域', 'By area'],
} as const satisfies Record<string, Text>
export type ChartForm = keyof typeof chartForms

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), id: BlockId, level: z.literal([1, 2, 3]), text: z.string().max(200) }),
  z.object({ kind: z.literal('paragraph'), id: BlockId, runs: Runs }),
  z.object({
    kind: z.literal('table'),
    id: BlockId,
    title: z.string().max(100),
    head: z.array(z.string().max(60)).min(1).max(12),
    rows: z.array(z.array(Runs).min(1).max(12)).max(200),
  }),
  z.object({
    kind: z.literal('chart'),
    id: BlockId,
    title: z.string().max(100),
    form: z.enum(Object.keys(chartForms) as [ChartForm, ...ChartForm[]]),
    measure: z.string().min(1).max(120),
  }),
])
export type Block = z.output<typeof Block>
export type ChartBlock = Extract<Block, { kind: 'chart' }>

/** A report of 40 pages has some 300 of them. */
const mostBlocks = 800
export const Blocks = z.array(Block).max(mostBlocks)

/** All runs of a block, in the order of reading. */
export function runsOf(block: Block): readonly Run[] {
  if (block.kind === 'paragraph') return block.runs
  if (block.kind === 'table') return block.rows.flat(2)
  return []
}

export function figuresOf(blocks: readonly Block[]): readonly FigureRun[] {
  return blocks.flatMap((block) => runsOf(block).filter((run) => run.kind === 'figure'))
}

/** Names the number, however often it stands in the text. */
export function referenceKey({ measure, form, period, where }: FigureReference): string {
  return [measure, form, period?.from ?? '', period?.to ?? '', where?.dimension ?? '', where?.member ?? ''].join('|')
}

/** What of a text is more than an edition keeps, said before it is sent: after a paste it may be a book. */
export function tooMuchIn(blocks: readonly Block[]): Text | null {
  if (blocks.length > mostBlocks)
    return [
      `正文有 ${blocks.length} 段，最多 ${mostBlocks} 段，请删减后再保存`,
      `The text has ${blocks.length} paragraphs and may have ${mostBlocks}: shorten it to save`,
    ]
  const at = blocks.findIndex((block) => !Block.safeParse(block).success)
  if (at < 0) return null
  const block = blocks[at]!
  const begins = `${runsOf(block).flatMap((run) => (run.kind === 'text' ? [run.text] : [])).join('')}${'text' in block ? block.text : ''}${'title' in block ? block.title : ''}`.slice(0, 16) // prettier-ignore
  return [
    `第 ${at + 1} 段（“${begins}…”）过长：标题不超过 200 字，段落不超过 2 万字，表题不超过 100 字，列名不超过 60 字`,
    `Paragraph ${at + 1} (“${begins}…”) is too long: headings hold 200 letters, paragraphs 20,000, titles of tables 100, names of columns 60`,
  ]
}
