import type { PaperContent, SheetRow, VoteQuestion } from '#engines/ballots/shared'

/** Whether what was read off a paper can stand on it: of a matter one answer, of an election at most the seats. */
export function fitsQuestions(content: PaperContent, questions: readonly VoteQuestion[]): boolean {
  if (!content.valid) return true
  return (
    content.choices.length === questions.length &&
    questions.every((question, place) => {
      const chosen = content.choices[place]!
      if (new Set(chosen).size !== chosen.length) return false
      if (question.kind === 'matter') return chosen.length === 1 && chosen[0]! < 3
      return chosen.length <= question.seats && chosen.every((each) => each < question.candidates.length)
    })
  )
}

/** Alike whatever the order in which names were ticked. */
export function isSameContent(one: PaperContent | null, other: PaperContent | null): boolean {
  const said = (content: PaperContent | null) =>
    JSON.stringify(
      content?.valid ? content.choices.map((chosen) => chosen.toSorted((a, b) => a - b)) : content && false,
    )
  return said(one) === said(other)
}

/** Whether a sheet counts exactly the papers that came, in each area class, and no question more or less. */
export function sheetFault(
  rows: readonly SheetRow[],
  classes: readonly { readonly area: number; readonly papers: number }[],
  questions: readonly VoteQuestion[],
): 'content_wrong' | 'sheet_differs_from_papers' | null {
  const papers = new Map(classes.map((each) => [each.area, each.papers]))
  if (rows.length !== papers.size || new Set(rows.map(({ area }) => area)).size !== rows.length)
    return 'sheet_differs_from_papers'
  for (const { area, counts, invalid } of rows) {
    const came = papers.get(area)
    if (came === undefined || invalid > came) return 'sheet_differs_from_papers'
    if (counts.length !== questions.length) return 'content_wrong'
    const valid = came - invalid
    for (const [place, question] of questions.entries()) {
      const row = counts[place]!
      const sum = row.reduce((total, each) => total + each, 0)
      if (question.kind === 'matter') {
        if (row.length !== 3) return 'content_wrong'
        if (sum !== valid) return 'sheet_differs_from_papers'
      } else {
        if (row.length !== question.candidates.length) return 'content_wrong'
        if (row.some((each) => each > valid) || sum > valid * question.seats) return 'sheet_differs_from_papers'
      }
    }
  }
  return null
}
