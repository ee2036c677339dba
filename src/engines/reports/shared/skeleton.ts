import type { Block, Run } from './blocks.ts'
import { isFigure, type OfferedFigure, type ReportParagraph, type ReportTemplate, type SectionId } from './template.ts'

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

/** What a number reads as today; null where there is nothing to divide by. */
export type Telling = (figure: OfferedFigure) => string | null

/** Of the words before a number that says nothing, the clause that ends there stays: 件，化解率 → 件. */
const endOfClause = (words: string): string => words.slice(0, Math.max(0, words.search(/[，；]/)))

/** An offered paragraph as runs of an edition, without the clauses whose number says nothing. */
export function layParagraph({ text }: Pick<ReportParagraph, 'text'>, newId: () => string, telling: Telling): Run[] {
  const runs = text.flatMap((piece, at): Run[] => {
    if (isFigure(piece)) {
      if (telling(piece) === null) return []
      const { measure, form, where } = piece
      return [{ kind: 'figure', id: newId(), measure, form, ...(where && { where }) }]
    }
    const next = text[at + 1]
    const isMute = next !== undefined && isFigure(next) && telling(next) === null
    const words = isMute ? endOfClause(piece[0]) : piece[0]
    return words === '' ? [] : [{ kind: 'text', text: words }]
  })
  return runs.reduce<Run[]>((all, run) => {
    const last = all.at(-1)
    if (run.kind === 'text' && last?.kind === 'text') all[all.length - 1] = { kind: 'text', text: last.text + run.text }
    else all.push(run)
    return all
  }, [])
}

/** Whether there is anything to tell: what begins with none of it is left to the writer to call for. */
function isTold({ text }: ReportParagraph, telling: Telling): boolean {
  const first = text.find(isFigure)
  return first === undefined || !['0', null].includes(telling(first))
}

/** What the writer begins with: every heading in its order, an opening sentence, and what the faces offer. */
export function layOut(
  template: ReportTemplate,
  occasion: Occasion,
  paragraphs: readonly ReportParagraph[],
  newId: () => string,
  telling: Telling = () => '',
): Block[] {
  const ofSection = (section: SectionId | undefined) =>
    paragraphs.filter((each) => each.section === section && isTold(each, telling))
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
    ...ofSection(section).map((each): Block => ({
      kind: 'paragraph',
      id: newId(),
      runs: layParagraph(each, newId, telling),
    })),
  ])
}
