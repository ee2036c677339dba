import type { Text } from '#kernel/text'
import type { CountedView, MeasureView } from '#engines/indicators/shared'
import { useText } from '#ui/text'
import { changeOf } from './change.ts'
import { valueSaid } from './measure-unit.ts'
import './parts.css'

const arrows = { up: '↑', down: '↓', same: '→' } as const
const directions = {
  up: ['上升', 'up'],
  down: ['下降', 'down'],
  same: ['持平', 'unchanged'],
} as const satisfies Record<string, Text>
const judgements = { better: ['好转', 'better'], worse: ['变差', 'worse'] } as const satisfies Record<string, Text>

/** ↑ 1.26 个百分点 好转: the way by an arrow, whether it is for the better by a word. */
export function ChangeSaid({
  measure,
  now,
  before,
  since,
}: {
  measure: Pick<MeasureView, 'kind' | 'unit' | 'better'>
  now: CountedView
  before: CountedView
  /** With what it is compared, when no head of a column says so. */
  since?: Text
}) {
  const text = useText()
  const change = changeOf(measure, now, before)
  const past = text([`当时 ${valueSaid(measure, before)[0]}`, `then ${valueSaid(measure, before)[1]}`])
  if (!change)
    return since ? null : (
      <span className="quiet" title={past}>
        —
      </span>
    )
  return (
    <span className="change" data-judged={change.judged ?? undefined} title={past}>
      {since && <span className="change-since">{text(since)} </span>}
      <span aria-hidden="true">{arrows[change.direction]}</span>
      <span className="unseen">{text(directions[change.direction])}</span>{' '}
      {change.direction === 'same'
        ? text(directions.same)
        : change.by
          ? text(change.by)
          : text(['由零增加', 'from none'])}
      {change.judged && <strong>{text(judgements[change.judged])}</strong>}
      <span className="unseen">{past}</span>
    </span>
  )
}
