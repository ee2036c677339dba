import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { addDays, shanghaiDate } from '#kernel/time'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { Button, EmptyState, grouped, Problem, Waiting, Unanswered } from '#ui'
import { useCommand, useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'
import { toast } from '#ui/toast'
import { CountingSaid } from '../parts/counting-said.tsx'
import './ledgers-page.css'

type Listed = OutputOf<typeof indicators.ledgers>['items'][number]

const often: Readonly<Record<Listed['every'], Text>> = {
  day: ['每日', 'Daily'],
  week: ['每周', 'Weekly'],
  month: ['每月', 'Monthly'],
}

const days = (from: string, to: string): string => (from === to ? from : `${from} – ${to}`)

/** 台账: what makes itself on time, and how much of it nobody had to type. */
export function LedgersPage() {
  const text = useText()
  const thisYear = Number(shanghaiDate(serverNow()).slice(0, 4))
  const [params, setParams] = useSearchParams()
  const year = Number(params.get('year')) || thisYear
  const ledger = params.get('ledger')
  const list = useOperation(indicators.ledgers, { year })
  usePageTitle(text(['台账', 'Ledgers']))
  const choose = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params)
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key)
      else next.set(key, value)
    }
    setParams(next, { replace: true })
  }
  if (list.isError && !list.data) return <Unanswered asked={list} refusals={indicatorRefusals} />
  if (!list.data) return <Waiting />
  const { items } = list.data
  const sum = (of: 'made' | 'byNobody' | 'cells') => items.reduce((total, item) => total + item[of], 0)
  const open = items.find((item) => item.id === ledger) ?? items.find((item) => item.last) ?? items[0]
  return (
    <div className="page ledgers">
      <header className="ledgers-head">
        <h1>{text(['台账', 'Ledgers'])}</h1>
        <label>
          <span className="unseen">{text(['年份', 'Year'])}</span>
          <select
            className="control"
            value={year}
            onChange={(event) => choose({ year: event.target.value, from: null })}
          >
            {Array.from({ length: 5 }, (_, index) => thisYear - index).map((each) => (
              <option key={each} value={each}>
                {text([`${each} 年`, String(each)])}
              </option>
            ))}
          </select>
        </label>
      </header>
      <CountingSaid />
      <p className="ledgers-sum">
        {text([
          `${year} 年已生成台账 ${grouped(sum('made'))} 份，其中 ${grouped(sum('byNobody'))} 份到期自动生成、无人填写；免填 ${grouped(sum('cells'))} 格。`,
          `${grouped(sum('made'))} sheets made for ${year}; ${grouped(sum('byNobody'))} of them by nobody, on time. ${grouped(sum('cells'))} cells that nobody typed.`,
        ])}
      </p>
      <div className="ledgers-panes">
        <ul className="ledgers-list">
          {items.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                aria-current={item.id === open?.id || undefined}
                onClick={() => choose({ ledger: item.id, from: null })}
              >
                <strong>{text(item.label)}</strong>
                <span className="note">
                  {text(often[item.every])} · {text([`${grouped(item.made)} 份`, `${grouped(item.made)} sheets`])} ·{' '}
                  {text([`下一份 ${item.next}`, `next ${item.next}`])}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {open && (
          <Sheets
            key={`${open.id} ${year}`}
            ledger={open}
            year={year}
            from={params.get('from')}
            onFrom={(from) => choose({ ledger: open.id, from })}
          />
        )}
      </div>
    </div>
  )
}

function Sheets({
  ledger,
  year,
  from,
  onFrom,
}: {
  ledger: Listed
  year: number
  from: string | null
  onFrom: (from: string) => void
}) {
  const text = useText()
  const mayMake = useBarrier()(indicators.makeLedger.name) === null
  const sheets = useOperation(indicators.ledgerSheets, { ledger: ledger.id, year })
  const make = useCommand(indicators.makeLedger)
  const [day, setDay] = useState('')
  const shown = from ?? sheets.data?.items[0]?.from
  return (
    <section className="ledgers-sheets">
      <h2>{text(ledger.label)}</h2>
      <p className="note">{text(ledger.summary)}</p>
      <div className="ledgers-tools">
        {sheets.data && sheets.data.items.length > 0 && (
          <label>
            <span>{text(['期次', 'Period'])}</span>
            <select className="control" value={shown} onChange={(event) => onFrom(event.target.value)}>
              {sheets.data.items.map((item) => (
                <option key={item.from} value={item.from}>
                  {days(item.from, item.to)}
                </option>
              ))}
            </select>
          </label>
        )}
        {mayMake && (
          <form
            className="ledgers-make"
            onSubmit={(event) => {
              event.preventDefault()
              if (!day) return
              make.mutate(
                { ledger: ledger.id, day },
                {
                  onSuccess: (made) => {
                    toast(text([`已生成 ${days(made.from, made.to)}`, `Made ${days(made.from, made.to)}`]))
                    onFrom(made.from)
                  },
                },
              )
            }}
          >
            <label>
              <span>{text(['补做某一期', 'Make an earlier one'])}</span>
              <input
                className="control"
                type="date"
                required
                max={addDays(shanghaiDate(serverNow()), -1)}
                value={day}
                onChange={(event) => setDay(event.target.value)}
              />
            </label>
            <Button type="submit" busy={make.isPending}>
              {text(['生成', 'Make'])}
            </Button>
          </form>
        )}
      </div>
      {make.isError && <Problem error={make.error} refusals={indicatorRefusals} isBrief />}
      {sheets.isPending ? (
        <Waiting />
      ) : shown ? (
        <SheetView ledger={ledger.id} from={shown} />
      ) : (
        <EmptyState title={['这一年还没有生成过', 'None was made for this year']}>
          <p>
            {text([
              `到期后自动生成，下一份在 ${ledger.next}；也可以补做往期。`,
              `It makes itself; the next on ${ledger.next}. Earlier ones can be made here.`,
            ])}
          </p>
        </EmptyState>
      )}
    </section>
  )
}

function SheetView({ ledger, from }: { ledger: string; from: string }) {
  const text = useText()
  const street = useStreet()
  const sheet = useOperation(indicators.ledgerSheet, { ledger, from })
  if (sheet.isError) return <Problem error={sheet.error} refusals={indicatorRefusals} isBrief />
  if (!sheet.data) return <Waiting />
  const { data } = sheet
  return (
    <div data-old={sheet.isPlaceholderData || undefined}>
      <p className="ledgers-about">
        <span className="note">
          {data.madeBy === null ? text(['到期自动生成 ', 'Made by itself ']) : text(['由人补做 ', 'Made on demand '])}
          <When at={data.madeAt} /> · {text([`${grouped(data.rows)} 行`, `${grouped(data.rows)} rows`])}
        </span>
        <a className="button" href={`/api/${street}/ledgers/${ledger}/${data.from}.xlsx`} download>
          Excel
        </a>
      </p>
      {data.lines.length === 0 ? (
        <EmptyState title={['本期没有记录', 'Nothing in this period']} />
      ) : (
        <div className="ledgers-table" tabIndex={0} role="region" aria-label={text(['台账内容', 'The sheet'])}>
          <table>
            <thead>
              <tr>
                {data.columns.map((column) => (
                  <th key={column.title[0]} scope="col" data-number={column.number || undefined}>
                    {text(column.title)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.lines.slice(0, 500).map((line, row) => (
                <tr key={row}>
                  {line.map((cell, at) =>
                    at === 0 ? (
                      <th key={at} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={at} data-number={data.columns[at]?.number || undefined}>
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          {data.lines.length > 500 && (
            <p className="note">
              {text([
                '页面显示前 500 行，完整内容见 Excel。',
                'The first 500 rows are shown; the whole is in the Excel file.',
              ])}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
