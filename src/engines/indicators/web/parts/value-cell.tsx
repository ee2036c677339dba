import { countingShort, type CountedView, type MeasureView } from '#engines/indicators/shared'
import { grouped } from '#ui'
import { useText } from '#ui/text'
import { listOfMeasure, useOpen, type Days, type Member, type Part } from './measure-list.ts'
import { eachOf, valueSaid } from './measure-unit.ts'

function Opened({ address, children }: { address: string | null; children: string }) {
  const open = useOpen()
  if (!address) return children
  return (
    <button type="button" className="figure-open" onClick={() => open(address)}>
      {children}
    </button>
  )
}

interface Given {
  readonly measure: MeasureView
  readonly counted: CountedView | undefined
  readonly days: Days
  readonly members?: readonly Member[]
}

/** A value in a table; pressed, it opens the list of what it counts. */
export function ValueSaid({ measure, counted, days, members = [] }: Given) {
  const text = useText()
  if (!counted && measure.counting !== null)
    return <span className="quiet">{text(countingShort(measure.counting))}</span>
  if (!counted || counted.value === null) return <span className="quiet">—</span>
  return (
    <Opened address={listOfMeasure(measure, days, 'numerator', members)}>{text(valueSaid(measure, counted))}</Opened>
  )
}

/** Of a rate its numerator and denominator, of a mean how many it is of; each a list. */
export function FractionSaid({ measure, counted, days, members = [] }: Given) {
  const text = useText()
  if (!counted || measure.kind === 'count' || measure.kind === 'sum') return null
  const list = (part: Part) => listOfMeasure(measure, days, part, members)
  if (measure.kind !== 'rate')
    return (
      <Opened address={list('denominator')}>
        {text([`共 ${grouped(counted.denominator)} ${eachOf(measure)}`, `of ${grouped(counted.denominator)}`])}
      </Opened>
    )
  return (
    <>
      <Opened address={list('numerator')}>{grouped(counted.numerator)}</Opened>
      {' / '}
      <Opened address={list('denominator')}>{grouped(counted.denominator)}</Opened>
    </>
  )
}
