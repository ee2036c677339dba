import { shanghaiDate } from '#kernel/time'
import { err, ok } from '#kernel/result'
import { periodOf, upTo } from '#model'
import { implement, type Implementation } from '#platform/operations'
import { isFigure, reports, sayFigure, type Comparable, type FigureForm } from '#engines/reports/shared'
import type { KnownMeasure, ReportsDeps } from './deps.ts'
import { seesNumbers } from './open-figures.ts'

type ComparedForm = Comparable['form']

interface Example {
  readonly words: string
  readonly measure: KnownMeasure
  readonly form: ComparedForm
}

const isCompared = (form: FigureForm): form is ComparedForm => ['value', 'numerator', 'denominator'].includes(form)

/** Words before which a number of a measure stands, as the faces write it. */
function examplesOf(deps: ReportsDeps): readonly Example[] {
  const known = deps.figures.measures()
  return deps.paragraphs.flatMap(({ paragraph: { text } }) =>
    text.flatMap((piece, at): Example[] => {
      const before = text[at - 1]
      const measure = isFigure(piece) ? known.get(piece.measure) : undefined
      if (!isFigure(piece) || !measure || !isCompared(piece.form) || !before || isFigure(before)) return []
      return [{ words: before[0].split(/[，。；、：]/).at(-1)!, measure, form: piece.form }]
    }),
  )
}

export function comparablesHandlers(deps: ReportsDeps): readonly Implementation[] {
  return [
    implement(reports.comparables, async (context, { year }) => {
      if (!seesNumbers(context)) return err('not_whole_street')
      const { tx, street, now } = context
      const examples = examplesOf(deps)
      const period = upTo(periodOf('year', `${year}-07-01`), shanghaiDate(new Date(now)))
      const asks = examples.map(({ measure }) => ({ key: measure.key, period }))
      const { values } = await deps.figures.valuesOf(tx, street, asks)
      const items = examples.map(({ words, measure, form }, at): Comparable => {
        const { key, label, of, sentence, kind, unit } = measure
        const now = values[at] ?? null
        return {
          words,
          measure: key,
          label: [...label],
          of: [...of],
          form,
          sentence: [...sentence],
          isShare: form === 'value' && (kind === 'rate' || kind === 'weighted'),
          ours: now && sayFigure(form, { kind, unit, now }),
        }
      })
      return ok({ items, period: { from: period.from, to: period.to }, asOf: now })
    }),
  ]
}
