import { Link, useSearchParams } from 'react-router'
import type { Text } from '#kernel/text'
import { addDays, shanghaiDate } from '#kernel/time'
import { fractionOf, periodBefore, periodName, periodOf } from '#model'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { searchOf } from '#engines/cases/web'
import { useAreas, useDirectory } from '#engines/registers/web'
import { Button, Chips, EmptyState, Waiting, Unanswered } from '#ui'
import { isRefusal, useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { CountingSaid } from '../parts/counting-said.tsx'
import { Unread } from '../parts/unread.tsx'
import { Rule, type Scores } from './rule.tsx'
import './kpi-page.css'

type By = 'committee' | 'unit'

const bys: Readonly<Record<By, Text>> = {
  committee: ['居民区', 'Committees'],
  unit: ['承办单位', 'Units'],
}
const kinds = {
  month: ['月', 'Month'],
  quarter: ['季度', 'Quarter'],
  year: ['年', 'Year'],
  assessment: ['考核年', 'Assessment year'],
} as const satisfies Record<string, Text>

const firstSet = 'shanghai-town-hotline'
const oneOf = <K extends string>(table: Readonly<Record<K, unknown>>, key: string | null, otherwise: K): K =>
  key !== null && Object.hasOwn(table, key) ? (key as K) : otherwise

/** 考核评分: areas or units side by side by weighed measures, every score with its fraction. No worker is ranked. */
export function KpiPage() {
  const text = useText()
  const [params, setParams] = useSearchParams()
  const today = shanghaiDate(serverNow())
  const by = oneOf(bys, params.get('by'), 'committee')
  const kind = oneOf(kinds, params.get('kind'), 'month')
  const day = /^\d{4}-\d{2}-\d{2}$/.test(params.get('day') ?? '') ? params.get('day')! : today
  const set = params.get('set') ?? firstSet
  const period = periodOf(kind, day)
  const scores = useOperation(indicators.kpiScores, { set, by, period: { kind, day } })
  usePageTitle(text(['考核评分', 'Scores']))
  const choose = (changes: Readonly<Record<string, string>>) =>
    setParams(new URLSearchParams({ ...Object.fromEntries(params), ...changes }), { replace: true })
  const next = addDays(period.to, 1)
  return (
    <div className="page kpi">
      <header className="kpi-head">
        <h1>{text(['考核评分', 'Scores'])}</h1>
        <div className="kpi-tools">
          {scores.data && (
            <label>
              <span className="unseen">{text(['考核办法', 'Rule'])}</span>
              <select className="control" value={set} onChange={(event) => choose({ set: event.target.value })}>
                {scores.data.sets.map((each) => (
                  <option key={each.id} value={each.id}>
                    {text(each.label)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <Chips
            options={bys}
            value={by}
            onChange={(chosen) => choose({ by: chosen })}
            label={text(['比较对象', 'Who'])}
          />
          <Chips
            options={kinds}
            value={kind}
            onChange={(chosen) => choose({ kind: chosen })}
            label={text(['期间', 'Period'])}
          />
          <span className="kpi-period">
            <Button
              tone="quiet"
              onClick={() => choose({ day: periodBefore(period).from })}
              aria-label={text(['上一期', 'The period before'])}
            >
              ‹
            </Button>
            <span aria-live="polite">{text(periodName(period))}</span>
            <Button
              tone="quiet"
              why={next > today ? text(['还没有到', 'It is not there yet']) : null}
              onClick={() => choose({ day: next })}
              aria-label={text(['下一期', 'The next period'])}
            >
              ›
            </Button>
          </span>
        </div>
      </header>
      <CountingSaid />
      {isRefusal(scores.error, 'measures_counting') && !scores.data ? (
        <Unread error={scores.error} />
      ) : scores.isError && !scores.data ? (
        <Unanswered asked={scores} refusals={indicatorRefusals} />
      ) : scores.data ? (
        <div data-old={scores.isPlaceholderData || undefined}>
          <p className="note">
            {text(scores.data.sets.find((each) => each.id === set)?.summary ?? ['', ''])} {text(['统计至 ', 'As of '])}
            <When at={scores.data.asOf} />
          </p>
          <ScoreTable scores={scores.data} by={by} from={period.from} to={period.to < today ? period.to : today} />
          <Rule scores={scores.data} set={set} />
        </div>
      ) : (
        <Waiting />
      )}
    </div>
  )
}

function ScoreTable({ scores, by, from, to }: { scores: Scores; by: By; from: string; to: string }) {
  const text = useText()
  const street = useStreet()
  const { committeeName } = useAreas()
  const { unitName } = useDirectory()
  if (scores.rows.length === 0)
    return <EmptyState title={['本期没有可评分的工单', 'There is nothing to score in this period']} />
  const name = (member: string) => (by === 'committee' ? committeeName(member) : unitName(member))
  const listOf = (measure: string, member: string, part: 'numerator' | 'denominator') =>
    `/desk/${street}/cases${searchOf({ measure, part, from, to, [by]: member }, 'newest')}`
  return (
    <div className="kpi-table" tabIndex={0} role="region" aria-label={text(['评分表', 'The scores'])}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text(['名次', 'Rank'])}</th>
            <th scope="col">{text(bys[by])}</th>
            {scores.items.map((item) => (
              <th key={item.id} scope="col" data-number>
                {text(item.label)}
                <span className="note"> {item.points.value}</span>
              </th>
            ))}
            <th scope="col" data-number>
              {text(['合计', 'Total'])}
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.rows.map((row) => (
            <tr key={row.member}>
              <td>{row.rank ?? '—'}</td>
              <th scope="row">{name(row.member)}</th>
              {row.scores.map((score, at) => {
                const item = scores.items[at]!
                const isRate = item.scoring === 'rate'
                const { numerator, value } = score.counted
                return (
                  <td key={score.item} data-number>
                    <span className="kpi-points">{score.points ?? '—'}</span>
                    <Link
                      className="kpi-fraction"
                      to={listOf(item.measure, row.member, isRate ? 'denominator' : 'numerator')}
                    >
                      {isRate
                        ? value === null
                          ? text(['无基数', 'no base'])
                          : `${value} %  ${fractionOf(item, score.counted)?.join('/') ?? ''}`
                        : text([`${numerator} 件`, `${numerator} cases`])}
                    </Link>
                  </td>
                )
              })}
              <td data-number>
                <strong>{row.total ?? '—'}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {scores.rows.some((row) => row.total === null) && (
        <p className="note">
          {text([
            '“—”：某一项没有基数，无法计分，不计合计、不参加排名。',
            '“—”: an item has no base and cannot be scored; there is no total and no rank.',
          ])}
        </p>
      )}
    </div>
  )
}
