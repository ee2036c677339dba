import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { indicatorRefusals, indicators, type BookView, type TargetLine } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { CountingSaid } from '../parts/counting-said.tsx'
import { AreaRanking } from './area-ranking.tsx'
import { BookHead } from './book-head.tsx'
import { BlockedList, TurningRed, useTargetPath } from './year-lists.tsx'
import { CourseSection } from './course-section.tsx'
import { points, RateBar, TargetLight } from './target-words.tsx'
import './targets.css'
import './year.css'

const lights = ['red', 'yellow', 'green', 'grey'] as const

/** How many targets have which light; each opens its list. */
function Lights({ view }: { view: BookView }) {
  const text = useText()
  const street = useStreet()
  const none = view.targets.filter((target) => target.standing.light === null).length
  return (
    <div className="year-lights">
      {lights.map((light) => {
        const count = view.targets.filter((target) => target.standing.light === light).length
        return (
          <Link key={light} to={`/desk/${street}/targets/${view.book.id}?light=${light}`} className="year-light">
            <TargetLight light={light} />
            <strong>{count}</strong>
          </Link>
        )
      })}
      {none > 0 && (
        <Link to={`/desk/${street}/targets/${view.book.id}?light=none`} className="year-light">
          <span className="quiet">{text(['无数据', 'No data'])}</span>
          <strong>{none}</strong>
        </Link>
      )}
    </div>
  )
}

/** Every target as one square of its light, in the order of the book. */
function Wall({ view }: { view: BookView }) {
  const text = useText()
  const pathOf = useTargetPath(view.book.id)
  return (
    <div className="year-wall">
      {([1, 2] as const).map((level) => (
        <div key={level} className="year-wall-row">
          <span className="note">{text(level === 1 ? ['一级', 'First'] : ['二级', 'Second'])}</span>
          <div>
            {view.targets
              .filter((target) => target.level === level)
              .map((target) => (
                <Link
                  key={target.id}
                  to={pathOf(target)}
                  className="year-cell"
                  title={`${target.no} ${target.title} ${target.standing.rate ?? '—'} %`}
                >
                  {target.standing.light === null ? <span>—</span> : <TargetLight light={target.standing.light} bare />}
                  <span aria-hidden="true">{target.no}</span>
                  <span className="unseen">{target.title}</span>
                </Link>
              ))}
          </div>
        </div>
      ))}
    </div>
  )
}

function Units({ view }: { view: BookView }) {
  const text = useText()
  const street = useStreet()
  const { unitName } = useDirectory()
  return (
    <section>
      <h2>{text(['牵头部门', 'Lead units'])}</h2>
      <div className="table-scroll">
        <table className="plain-table year-units">
          <thead>
            <tr>
              <th scope="col" data-align="end">
                {text(['名次', 'Place'])}
              </th>
              <th scope="col">{text(['部门', 'Unit'])}</th>
              <th scope="col" data-align="end">
                {text(['任务', 'Targets'])}
              </th>
              <th scope="col" data-align="end">
                {text(['分值', 'Points'])}
              </th>
              <th scope="col" data-align="end">
                {text(['红', 'Red'])}
              </th>
              <th scope="col" data-align="end">
                {text(['黄', 'Yellow'])}
              </th>
              <th scope="col">{text(['完成率', 'Reached'])}</th>
            </tr>
          </thead>
          <tbody>
            {view.units.map((unit) => (
              <tr key={unit.unit}>
                <td data-align="end">
                  {unit.rate === null
                    ? '—'
                    : 1 + view.units.filter((each) => Number(each.rate ?? -1) > Number(unit.rate)).length}
                </td>
                <th scope="row">
                  <Link to={`/desk/${street}/targets/${view.book.id}?unit=${unit.unit}`}>{unitName(unit.unit)}</Link>
                </th>
                <td data-align="end">{unit.targets}</td>
                <td data-align="end">{points(unit.weight)}</td>
                <td data-align="end" className={unit.red > 0 ? 'late' : 'quiet'}>
                  {unit.red}
                </td>
                <td data-align="end" className={unit.yellow > 0 ? undefined : 'quiet'}>
                  {unit.yellow}
                </td>
                <td>
                  <RateBar rate={unit.rate} planned={null} light={unit.rate === null ? null : 'green'} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note">{text(['只排部门和居民区，不排个人。', 'Units and areas are ranked, never people.'])}</p>
    </section>
  )
}

/** The year as a leader opens it: lights, planned against reached, what turns red, who is blocked by what. */
export function YearPage() {
  const text = useText()
  const { bookId = '' } = useParams()
  const book = useOperation(indicators.book, { bookId: bookId as never })
  const [shownAll, setShownAll] = useState(false)
  usePageTitle(text([`${book.data?.book.year ?? ''} 年度总览`, `The year ${book.data?.book.year ?? ''}`]))
  if (book.isError && !book.data) return <Unanswered asked={book} refusals={indicatorRefusals} />
  if (!book.data || book.data.book.id !== bookId) return <Waiting what={['正在统计…', 'Counting…']} />
  const view = book.data
  const worst = view.targets
    .filter((target) => target.standing.light === 'red' || target.standing.light === 'yellow')
    .toSorted((a, b) => behind(b) - behind(a))
  return (
    <div className="page targets-page">
      <BookHead view={view} at="year" />
      <CountingSaid />
      <Lights view={view} />
      <Wall view={view} />
      <div className="year-halves">
        <section>
          <h2>{text(['应达与实际', 'Planned and reached'])}</h2>
          <CourseSection
            course={view.course}
            label={text(['全书应达进度与实际完成率', 'Planned and reached, the whole book'])}
          />
        </section>
        <section>
          <h2>{text([`落后任务 ${worst.length}`, `Behind ${worst.length}`])}</h2>
          <WorstTable targets={shownAll ? worst : worst.slice(0, 7)} bookId={view.book.id} />
          {worst.length > 7 && (
            <button type="button" className="link-button" onClick={() => setShownAll(!shownAll)}>
              {shownAll ? text(['收起', 'Fewer']) : text([`全部 ${worst.length} 项`, `All ${worst.length}`])}
            </button>
          )}
        </section>
      </div>
      <div className="year-halves">
        <TurningRed view={view} />
        <BlockedList view={view} />
      </div>
      <div className="year-halves">
        <Units view={view} />
        <AreaRanking view={view} />
      </div>
    </div>
  )
}

const behind = ({ standing }: TargetLine) => Number(standing.planned ?? 0) - Number(standing.rate ?? 0)

function WorstTable({ targets, bookId }: { targets: readonly TargetLine[]; bookId: string }) {
  const text = useText()
  const { unitName } = useDirectory()
  const pathOf = useTargetPath(bookId)
  if (targets.length === 0) return <p className="note">{text(['没有落后的任务。', 'None.'])}</p>
  return (
    <ul className="year-list">
      {targets.map((target) => (
        <li key={target.id} className="year-worst">
          <TargetLight light={target.standing.light} bare />
          <span>
            <Link to={pathOf(target)}>{target.title}</Link> <span className="note">{unitName(target.leadUnit)}</span>
            <span className="note year-because">{text(target.standing.because)}</span>
          </span>
          <RateBar {...target.standing} />
        </li>
      ))}
      <li className="note">{text(['竖线为应达进度。', 'The stroke is what was planned.'])}</li>
    </ul>
  )
}
