import type { Text } from '#kernel/text'
import type { FigureForm, FigureReference } from './blocks.ts'

/** The parts of the annual report that a paragraph can belong to (domain: 主要工作及成效 has seven). */
export const sections = {
  lead: ['导语', 'Opening'],
  party: ['党的建设', 'Party building'],
  economy: ['经济发展和营商服务', 'Economy and business services'],
  renewal: ['城市更新', 'Urban renewal'],
  governance: ['城市治理', 'City governance'],
  livelihood: ['民生保障', 'Livelihood'],
  safety: ['平安建设', 'Public safety'],
  own: ['自身建设', 'The office itself'],
  problems: ['存在问题', 'Remaining problems'],
  next: ['下一年工作思路', 'Plans for next year'],
} as const satisfies Record<string, Text>
export type SectionId = keyof typeof sections
export const sectionIds = Object.keys(sections) as [SectionId, ...SectionId[]]

/** A figure in a paragraph that a face offers. */
export type OfferedFigure = Pick<FigureReference, 'measure' | 'where'> & { readonly form: FigureForm }

/** What a face has to say in a report: words around numbers of its measures. */
export interface ReportParagraph {
  /** Unique in its face. */
  readonly id: string
  readonly section: SectionId
  readonly title: Text
  readonly text: readonly (Text | OfferedFigure)[]
  /** Which of the topics that a template expects are told by it. */
  readonly about?: readonly string[]
}

export const figure = (measure: string, form: FigureForm = 'value'): OfferedFigure => ({ measure, form })

export const isFigure = (piece: Text | OfferedFigure): piece is OfferedFigure => 'measure' in piece

/** Something that such reports speak of, by the name of the system or work that knows it. */
export interface ReportTopic {
  readonly id: string
  readonly section: SectionId
  readonly name: Text
}

/** One heading of a template; `{year}` and `{next}` stand for the years. */
export interface TemplatePart {
  readonly level: 1 | 2
  readonly heading: string
  readonly section?: SectionId
  /** What the writer begins with where no face offers anything. */
  readonly opening?: string
}

/** The skeleton of a kind of report. */
export interface ReportTemplate {
  readonly id: string
  readonly name: Text
  /** `{street}`, `{year}` and `{next}` are filled in. */
  readonly title: string
  readonly parts: readonly TemplatePart[]
  readonly topics: readonly ReportTopic[]
}
