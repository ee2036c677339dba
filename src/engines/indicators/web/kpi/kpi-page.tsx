import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { addDays, shanghaiDate } from '#kernel/time'
import { fractionOf, periodBefore, periodName, periodOf } from '#model'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { searchOf } from '#engines/cases/web'
import { useAreas, useDirectory } from '#engines/registers/web'
import { Button, Chips, EmptyState, FieldRow, Problem, Waiting } from '#ui'
import { useCommand, useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { toast } from '#ui/toast'
import './kpi-page.css'

type Scores = OutputOf<typeof indicators.kpiScores>
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
  useEffect(() => {
    document.title = `${text(['考核评分', 'Scores'])} · ${text(['数字魔方', 'Mofang'])}`
  }, [text])
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
      {scores.isError && !scores.data ? (
        <Problem error={scores.error} refusals={indicatorRefusals}>
          <Button onClick={() => void scores.refetch()}>{text(['再试一次', 'Try again'])}</Button>
        </Problem>
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

const sureness: Readonly<Record<Scores['items'][number]['points']['confidence'], Text>> = {
  sure: ['已核定', 'set'],
  likely: ['参考值', 'likely'],
  unverified: ['待核', 'unverified'],
}

/** The points of each item, whence they are and how sure, and who may, sets them from a day on. */
function Rule({ scores, set }: { scores: Scores; set: string }) {
  const text = useText()
  const maySet = useBarrier()(indicators.setKpiPoints.name) === null
  const [open, setOpen] = useState<string | null>(null)
  return (
    <section className="kpi-rule">
      <h2>{text(['分值与依据', 'Points and their basis'])}</h2>
      <ul>
        {scores.items.map((item) => (
          <li key={item.id}>
            <strong>
              {text(item.label)} {item.points.value}
            </strong>{' '}
            <span className="kpi-sureness" data-sure={item.points.confidence}>
              {text(sureness[item.points.confidence])}
            </span>{' '}
            <span className="note">
              {text(item.points.basis)} · {text([`${item.points.from} 起`, `from ${item.points.from}`])}
            </span>
            {maySet && (
              <Button
                tone="quiet"
                onClick={() => setOpen(open === item.id ? null : item.id)}
                aria-expanded={open === item.id}
              >
                {text(['调整', 'Change'])}
              </Button>
            )}
            {open === item.id && <ChangePoints set={set} item={item} onDone={() => setOpen(null)} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ChangePoints({ set, item, onDone }: { set: string; item: Scores['items'][number]; onDone: () => void }) {
  const text = useText()
  const today = shanghaiDate(serverNow())
  const change = useCommand(indicators.setKpiPoints)
  const [value, setValue] = useState(String(item.points.value))
  const [from, setFrom] = useState(addDays(today, 1))
  const [basis, setBasis] = useState('')
  const points = Number(value)
  const isNumber = value.trim() !== '' && Number.isFinite(points) && Math.abs(points) <= 100
  return (
    <form
      className="kpi-change"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isNumber || basis.trim().length < 2) return
        change.mutate(
          { set, item: item.id, from, value: points, basis: basis.trim() },
          {
            onSuccess: () => {
              toast(
                text([`${item.label[0]}自 ${from} 起为 ${points} 分`, `${item.label[1]} is ${points} from ${from}`]),
              )
              onDone()
            },
          },
        )
      }}
    >
      <FieldRow
        label={['分值', 'Points']}
        error={isNumber ? undefined : text(['请填 -100 到 100 的数。', 'A number from -100 to 100.'])}
      >
        {(aria) => (
          <input
            {...aria}
            className="control"
            inputMode="decimal"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </FieldRow>
      <FieldRow label={['起用日', 'From']}>
        {(aria) => (
          <input
            {...aria}
            className="control"
            type="date"
            min={today}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
      </FieldRow>
      <FieldRow label={['依据', 'Basis']} hint={['文件名或文号', 'The document or its number']}>
        {(aria) => (
          <input {...aria} className="control" value={basis} onChange={(event) => setBasis(event.target.value)} />
        )}
      </FieldRow>
      {change.isError && <Problem error={change.error} refusals={indicatorRefusals} isBrief />}
      <div className="form-buttons">
        <Button
          type="submit"
          tone="main"
          busy={change.isPending}
          why={basis.trim().length < 2 ? text(['请填依据', 'Name the basis']) : null}
        >
          {text(['起用', 'Put into force'])}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {text(['取消', 'Cancel'])}
        </Button>
      </div>
    </form>
  )
}
