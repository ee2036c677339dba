import { useState } from 'react'
import { Link } from 'react-router'
import type { OutputOf } from '#kernel/operation'
import type { indicators, MeasureView } from '#engines/indicators/shared'
import { useText } from '#ui/text'
import { ChangeSaid } from '../parts/change-said.tsx'
import type { Days, Member } from '../parts/measure-list.ts'
import { meaningOf } from '../parts/measure-words.ts'
import type { MeasureGroup } from '../parts/use-measures.ts'
import { FractionSaid, ValueSaid } from '../parts/value-cell.tsx'

type Item = OutputOf<typeof indicators.values>['items'][number]

interface Given {
  readonly groups: readonly MeasureGroup[]
  readonly items: ReadonlyMap<string, Item>
  readonly days: Days
  readonly members: readonly Member[]
  /** The page of a measure, with the period that is looked at. */
  readonly addressOf: (measure: MeasureView) => string
}

/** What a measure is, on what it rests, and which definition is in force. */
export function Explained({ measure }: { measure: MeasureView }) {
  const text = useText()
  return (
    <dl className="measure-explained">
      <dt>{text(['口径', 'Definition'])}</dt>
      <dd>{text(measure.sentence)}</dd>
      {measure.remark && (
        <>
          <dt>{text(['说明', 'Remark'])}</dt>
          <dd>{text(measure.remark)}</dd>
        </>
      )}
      <dt>{text(['依据', 'Basis'])}</dt>
      <dd>{measure.basis ? text(measure.basis) : text(['本街道口径', "The subdistrict's own"])}</dd>
      <dt>{text(['版本', 'Version'])}</dt>
      <dd>
        <code>{measure.version}</code>
      </dd>
    </dl>
  )
}

function MeasureRow({
  measure,
  item,
  days,
  members,
  addressOf,
}: Omit<Given, 'groups' | 'items'> & { measure: MeasureView; item: Item | undefined }) {
  const text = useText()
  const [isExplained, setExplained] = useState(false)
  const id = `explained-${measure.key.replaceAll(/[^\w-]/g, '-')}`
  return (
    <>
      <tr>
        <th scope="row">
          <Link to={addressOf(measure)} title={text(meaningOf(measure))}>
            {text(measure.label)}
          </Link>{' '}
          <button
            type="button"
            className="measure-why"
            aria-expanded={isExplained}
            aria-controls={id}
            aria-label={text([`说明：${measure.label[0]}`, `About ${measure.label[1]}`])}
            onClick={() => setExplained(!isExplained)}
          >
            ?
          </button>
        </th>
        <td data-align="end" className="measure-value">
          <ValueSaid measure={measure} counted={item?.now} days={days} members={members} />
        </td>
        <td data-align="end" className="measure-fraction">
          <FractionSaid measure={measure} counted={item?.now} days={days} members={members} />
        </td>
        <td data-align="end" data-label={text(['环比', 'Before'])}>
          {item && <ChangeSaid measure={measure} now={item.now} before={item.before} />}
        </td>
        <td data-align="end" data-label={text(['同比', 'Last year'])}>
          {item && <ChangeSaid measure={measure} now={item.now} before={item.lastYear} />}
        </td>
      </tr>
      <tr id={id} className="measure-explaining" hidden={!isExplained}>
        <td colSpan={5}>{isExplained && <Explained measure={measure} />}</td>
      </tr>
    </>
  )
}

/** All measures over one period: value, fraction, and what it was before. */
export function MeasuresTable({ groups, items, ...rest }: Given) {
  const text = useText()
  return (
    <table className="plain-table measures-table">
      <thead>
        <tr>
          <th scope="col">{text(['指标', 'Measure'])}</th>
          <th scope="col" data-align="end">
            {text(['值', 'Value'])}
          </th>
          <th scope="col" data-align="end">
            {text(['分子 / 分母', 'Fraction'])}
          </th>
          <th scope="col" data-align="end" title={text(['与上一期相比', 'Against the period before'])}>
            {text(['环比', 'Before'])}
          </th>
          <th scope="col" data-align="end" title={text(['与上年同期相比', 'Against the same of last year'])}>
            {text(['同比', 'Last year'])}
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.id}>
          <tr className="measures-group">
            <th scope="rowgroup" colSpan={5}>
              {text(group.of)}
            </th>
          </tr>
          {group.measures.map((measure) => (
            <MeasureRow key={measure.key} measure={measure} item={items.get(measure.key)} {...rest} />
          ))}
        </tbody>
      ))}
    </table>
  )
}
