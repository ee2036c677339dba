import { must } from '#kernel/assert'
import { shanghaiDate } from '#kernel/time'
import type { Context } from '#platform/operations'
import { figuresOf, referenceKey } from '#engines/reports/shared'
import { chartsOf } from './charts.ts'
import type { ReportsDeps } from './deps.ts'
import type { Edition } from './editions.store.ts'
import type { Reckoning } from './reckon.ts'
import { addSeal, hashOfSeal, nextNumber, numberOf, type SealedFigure } from './seals.store.ts'

/** Gives the edition its number and keeps every figure with what it was made of, in the transaction of the signature. */
export async function sealEdition(
  context: Context,
  deps: ReportsDeps,
  edition: Edition,
  reckoning: Reckoning,
  said: { readonly code: string; readonly by: string },
): Promise<{ number: string; hash: string }> {
  const { tx, street, now } = context
  const numberYear = Number(shanghaiDate(new Date(now)).slice(0, 4))
  const figures = sealedFiguresIn(edition, reckoning)
  const unhashed = {
    edition: edition.id,
    code: said.code,
    numberYear,
    numberN: await nextNumber(tx, street, said.code, numberYear),
    title: edition.title,
    year: edition.year,
    blocks: edition.blocks,
    charts: await chartsOf(tx, deps, { street, year: edition.year }, edition.blocks),
    position: reckoning.position,
    sealedAt: now,
  }
  const seal = { ...unhashed, hash: hashOfSeal(unhashed, figures), sealedBy: said.by }
  await addSeal(tx, street, seal, figures)
  await deps.notary?.(tx, street, { kind: 'report', id: edition.id, hash: seal.hash })
  return { number: numberOf(seal), hash: seal.hash }
}

function sealedFiguresIn({ blocks }: Edition, { figures, position }: Reckoning): SealedFigure[] {
  return figuresOf(blocks).map((run): SealedFigure => {
    const { measure, period, now, base, goal, shown } = must(
      figures.get(referenceKey(run)),
      'a figure that was reckoned',
    )
    return {
      figure: run.id,
      measure: measure.key,
      definition: now.version,
      label: measure.label,
      sentence: measure.sentence,
      kind: measure.kind,
      unit: measure.unit,
      form: run.form,
      from: period.from,
      to: period.to,
      where: run.where ?? null,
      now: { numerator: now.numerator, denominator: now.denominator, value: now.value },
      base: base && {
        from: base.period.from,
        to: base.period.to,
        definition: base.reading.version,
        numerator: base.reading.numerator,
        denominator: base.reading.denominator,
        value: base.reading.value,
      },
      goal,
      shown: must(shown, 'a figure with a value'),
      position,
    }
  })
}
