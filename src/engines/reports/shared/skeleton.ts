import type { Block, FigureReference, Run } from './blocks.ts'
import { isFigure, type ReportParagraph, type ReportTemplate, type SectionId } from './template.ts'

/** The names that a template leaves open. */
export interface Occasion {
  readonly street: string
  readonly year: number
}

export function fillIn(text: string, { street, year }: Occasion): string {
  return text
    .replaceAll('{street}', street)
    .replaceAll('{year}', String(year))
    .replaceAll('{next}', String(year + 1))
}

/** An offered paragraph as runs of an edition. */
export function layParagraph(paragraph: Pick<ReportParagraph, 'text'>, newId: () => string): Run[] {
  return paragraph.text.map((piece): Run => {
    if (!isFigure(piece)) return { kind: 'text', text: piece[0] }
    const { measure, form, where } = piece
    const reference: FigureReference = { measure, form, ...(where && { where }) }
    return { kind: 'figure', id: newId(), ...reference }
  })
}

/** What the writer begins with: every heading in its order, an opening sentence, and what the faces offer. */
export function layOut(
  template: ReportTemplate,
  occasion: Occasion,
  paragraphs: readonly ReportParagraph[],
  newId: () => string,
): Block[] {
  const ofSection = (section: SectionId | undefined) => paragraphs.filter((each) => each.section === section)
  return template.parts.flatMap(({ level, heading, section, opening }): Block[] => [
    ...(heading ? [{ kind: 'heading', id: newId(), level, text: fillIn(heading, occasion) } as const] : []),
    ...(opening
      ? [
          {
            kind: 'paragraph',
            id: newId(),
            runs: [{ kind: 'text', text: fillIn(opening, occasion) }],
          } satisfies Block,
        ]
      : []),
    ...ofSection(section).map((each): Block => ({ kind: 'paragraph', id: newId(), runs: layParagraph(each, newId) })),
  ])
}
