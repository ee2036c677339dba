import { shanghaiDate } from '#kernel/time'
import { err, ok } from '#kernel/result'
import { measureUnits, periodOf, upTo } from '#model'
import { implement, type Implementation } from '#platform/operations'
import {
  findTemplate,
  isFigure,
  referenceKey,
  reports,
  templates as allTemplates,
  type FigureReference,
  type OfferedFigure,
} from '#engines/reports/shared'
import type { ReportsDeps } from './deps.ts'
import { findEdition, listEditions } from './editions.store.ts'
import { openFigures, seesNumbers } from './open-figures.ts'
import { presentEdition, readable, readsDrafts } from './present.ts'
import { reckon, viewsOf } from './reckon.ts'
import { recompute } from './recompute.ts'

const referenceOf = ({ measure, form, where }: OfferedFigure): FigureReference => ({
  measure,
  form,
  ...(where && { where }),
})

export function readingHandlers(deps: ReportsDeps): readonly Implementation[] {
  const templates = implement(reports.templates, async () =>
    ok({
      items: allTemplates.map(({ id, name, parts }) => ({
        id,
        name: [...name] as [string, string],
        parts: parts.map(({ level, heading, section }) => ({ level, heading, section: section ?? null })),
      })),
    }),
  )

  const editions = implement(reports.editions, async (context) =>
    ok({ items: await listEditions(context.tx, context.street, !readsDrafts(context)) }),
  )

  const edition = implement(reports.edition, async (context, { id }) => {
    const found = await readable(context, id)
    return found ? ok(await presentEdition(context, deps, found)) : err('edition_not_found')
  })

  const offers = implement(reports.offers, async (context, { template, year }) => {
    if (!seesNumbers(context)) return err('not_whole_street')
    const { tx, street, now } = context
    if (!findTemplate(template)) return err('template_unknown')
    const today = shanghaiDate(new Date(now))
    const period = upTo(periodOf('year', `${year}-07-01`), today)
    const measures = [...deps.figures.measures().values()]
    const references = deps.paragraphs.flatMap(({ paragraph }) => paragraph.text.filter(isFigure).map(referenceOf))
    const reckoning = await reckon(tx, deps, { street, year, today }, references)
    const views = new Map(viewsOf(references, reckoning).map((view) => [view.key, view]))
    const { values } = await deps.figures.valuesOf(
      tx,
      street,
      measures.map(({ key }) => ({ key, period })),
    )
    return ok({
      paragraphs: deps.paragraphs.map(({ face, paragraph }) => ({
        key: `${face.id}:${paragraph.id}`,
        face: [...face.name] as [string, string],
        section: paragraph.section,
        title: [...paragraph.title] as [string, string],
        pieces: paragraph.text.map((piece) =>
          isFigure(piece) ? views.get(referenceKey(referenceOf(piece)))! : { text: piece[0] },
        ),
      })),
      measures: measures.map(({ key, label, of, sentence, kind, unit }, at) => ({
        key,
        label: [...label] as [string, string],
        of: [...of] as [string, string],
        sentence: [...sentence] as [string, string],
        kind,
        unit: [...measureUnits[unit].label] as [string, string],
        value: values[at]?.value ?? null,
        numerator: values[at]?.numerator ?? null,
        denominator: values[at]?.denominator ?? null,
      })),
    })
  })

  const figures = implement(reports.figures, async (context, { year, figures: references }) => {
    if (!seesNumbers(context)) return err('not_whole_street')
    const { tx, street, now } = context
    const known = deps.figures.measures()
    if (references.some(({ measure }) => !known.has(measure))) return err('measure_unknown')
    const reckoning = await reckon(tx, deps, { street, year, today: shanghaiDate(new Date(now)) }, references)
    return ok({ items: viewsOf(references, reckoning) })
  })

  const openFigure = implement(reports.openFigure, async (context, { id, figure }) => {
    const found = await readable(context, id)
    if (!found) return err('edition_not_found')
    const [opened] = await openFigures(context, deps, found, [figure])
    return opened ? ok(opened) : err('figure_not_found')
  })

  const recomputed = implement(reports.recompute, async (context, { id }) => {
    if (!seesNumbers(context)) return err('not_whole_street')
    const { tx, street } = context
    const found = await findEdition(tx, street, id)
    if (!found) return err('edition_not_found')
    const done = await recompute(tx, deps, street, id)
    if (!done) return err('edition_not_sealed')
    return ok({
      hash: done.hash,
      position: done.position,
      items: done.figures.map(({ sealed, again, shown, same }) => ({
        figure: sealed.figure,
        label: [...sealed.label] as [string, string],
        shown: sealed.shown,
        again: shown,
        numerator: sealed.now.numerator,
        denominator: sealed.now.denominator,
        numeratorAgain: again?.numerator ?? null,
        denominatorAgain: again?.denominator ?? null,
        same,
      })),
    })
  })

  return [templates, editions, edition, offers, figures, openFigure, recomputed]
}
