import type { Text } from '#kernel/text'
import type { CountedView, MeasureView } from '#engines/indicators/shared'
import { Figure } from '#ui'
import { useText } from '#ui/text'
import { ChangeSaid } from './change-said.tsx'
import { eachOf, groupedValue, unitOf } from './measure-unit.ts'
import { listOfMeasure, useOpen, type Days, type Member } from './measure-list.ts'
import { meaningOf } from './measure-words.ts'

interface Compared {
  readonly since: Text
  readonly counted: CountedView
}

/** A measure over some days as a figure: hover for what it means, click for the list. */
export function MeasureFigure({
  measure,
  now,
  days,
  compared = [],
  members = [],
  large = false,
}: {
  measure: MeasureView
  now: CountedView
  days: Days
  compared?: readonly Compared[]
  members?: readonly Member[]
  large?: boolean
}) {
  const text = useText()
  const open = useOpen()
  const isPlain = measure.kind === 'count' || measure.kind === 'rate'
  const hasList = listOfMeasure(measure, days, 'numerator', members) !== null
  return (
    <Figure
      large={large}
      label={measure.label}
      meaning={meaningOf(measure)}
      numerator={now.numerator}
      denominator={measure.kind === 'count' ? null : now.denominator}
      isRate={measure.kind === 'rate'}
      each={eachOf(measure)}
      {...(!isPlain && {
        value: { said: now.value && groupedValue(now.value), unit: text(unitOf(measure.unit).label) },
      })}
      changes={compared.map(({ since, counted }) => (
        <ChangeSaid key={since[1]} measure={measure} now={now} before={counted} since={since} />
      ))}
      {...(hasList && { onOpen: (part) => open(listOfMeasure(measure, days, part, members)) })}
    />
  )
}
