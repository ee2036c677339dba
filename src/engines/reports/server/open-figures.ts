import { shanghaiDate } from '#kernel/time'
import type { Context } from '#platform/operations'
import { cases } from '#engines/cases/shared'
import { indicators } from '#engines/indicators/shared'
import { figuresOf, referenceKey, type FigureRun, type OpenedFigure } from '#engines/reports/shared'
import type { Period } from '#model'
import type { KnownMeasure, ReportsDeps } from './deps.ts'
import type { Edition } from './editions.store.ts'
import { basePeriodOf, periodOfFigure, reckon, type ReckonedFigure } from './reckon.ts'
import { findSeal, sealedFiguresOf, type SealedFigure } from './seals.store.ts'

/** Numbers behind a figure are for those who see the whole street; what it means is for everyone who may read it. */
export function seesNumbers({ actor }: Pick<Context, 'actor'>): boolean {
  return actor.can.has(indicators.values.name) && actor.scope?.kind === 'street'
}

/** What figures of an edition are made of, as far as the actor may see: all of them, or those named. */
export async function openFigures(
  context: Context,
  deps: ReportsDeps,
  edition: Edition,
  only?: readonly string[],
): Promise<OpenedFigure[]> {
  const { tx, street, actor, now } = context
  const isOpen = seesNumbers(context)
  const list = isOpen && actor.can.has(cases.list.name)
  const finish = (opened: OpenedFigure): OpenedFigure => (isOpen ? { ...opened, list } : { ...opened, counted: null })
  const isWanted = (figure: string) => only === undefined || only.includes(figure)
  const seal = await findSeal(tx, street, edition.id)
  if (seal) {
    const order = new Map(figuresOf(seal.blocks).map((run, at) => [run.id, at]))
    const sealed = (await sealedFiguresOf(tx, street, edition.id)).filter((each) => isWanted(each.figure))
    return sealed
      .toSorted((a, b) => (order.get(a.figure) ?? 0) - (order.get(b.figure) ?? 0))
      .map((each) => finish(ofSealed(each)))
  }
  const runs = figuresOf(edition.blocks).filter((run) => isWanted(run.id))
  const { year } = edition
  const today = shanghaiDate(new Date(now))
  const { figures, counting, position } = await reckon(tx, deps, { street, year, today }, runs)
  return runs.flatMap((run) => {
    const awaited = counting.get(run.measure)
    if (awaited) return [ofAwaited(run, awaited, periodOfFigure(run, year, today))]
    const reckoned = figures.get(referenceKey(run))
    return reckoned ? [finish(ofReckoned(run, reckoned, position))] : []
  })
}

/** What a figure is of, whether it is counted or not. */
function aboutRun(run: FigureRun, measure: KnownMeasure, period: Period, base: Period | null) {
  return {
    measure: measure.key,
    kind: measure.kind,
    label: [...measure.label] as [string, string],
    form: run.form,
    sentence: [...measure.sentence] as [string, string],
    period: { from: period.from, to: period.to },
    base: base && { from: base.from, to: base.to },
    where: run.where ?? null,
  }
}

function ofAwaited(run: FigureRun, measure: KnownMeasure, period: Period): OpenedFigure {
  const about = aboutRun(run, measure, period, basePeriodOf(run, period))
  return { ...about, version: '', counted: null, counting: true, list: false }
}

function ofSealed(sealed: SealedFigure): OpenedFigure {
  const { measure, kind, label, sentence, form, definition, from, to, base, where, now, goal, shown, position } = sealed
  return {
    measure,
    kind,
    label: [...label],
    form,
    sentence: [...sentence],
    version: definition,
    period: { from, to },
    base: base && { from: base.from, to: base.to },
    where,
    counted: { ...now, shown, base, goal, position, sealed: true },
    counting: false,
    list: false,
  }
}

function ofReckoned(
  run: FigureRun,
  { measure, period, base, now, goal, shown }: ReckonedFigure,
  position: string,
): OpenedFigure {
  return {
    ...aboutRun(run, measure, period, base && base.period),
    version: now.version,
    counted: {
      shown,
      numerator: now.numerator,
      denominator: now.denominator,
      value: now.value,
      base: base && base.reading,
      goal,
      position,
      sealed: false,
    },
    counting: false,
    list: false,
  }
}
