import { useState } from 'react'
import { shanghaiDate } from '#kernel/time'
import { caseRefusals, cases, type CityRow } from '#engines/cases/shared'
import { Chips, EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { CityRowLine } from './city-row-line.tsx'
import { cityKinds, cityStates } from './city-words.ts'
import { ImportRows } from './import-rows.tsx'
import './city-rows.css'

type Kind = CityRow['kind'] | 'all'

/** The month and those before it, newest first. */
function monthsBefore(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  return Array.from(
    { length: count },
    (_, index) => `${Math.floor((last - index) / 12)}-${String(((last - index) % 12) + 1).padStart(2, '0')}`,
  )
}

/** The city's monthly lists of the hotline: taken in, contested, settled. */
export function CityRowsPage() {
  const text = useText()
  const [now] = useState(() => shanghaiDate(serverNow()).slice(0, 7))
  const [month, setMonth] = useState(now)
  const [kind, setKind] = useState<Kind>('all')
  const rows = useOperation(cases.cityRows, { month })
  usePageTitle(text(['热线考核清单', "The city's lists"]))
  const all = rows.data?.items ?? []
  const shown = all.filter((row) => kind === 'all' || row.kind === kind)
  return (
    <div className="page">
      <h1>{text(['热线考核清单', "The city's monthly lists"])}</h1>
      <div className="city-head">
        <label>
          <span className="unseen">{text(['月份', 'Month'])}</span>
          <select className="control" value={month} onChange={(event) => setMonth(event.target.value)}>
            {monthsBefore(now, 24).map((each) => (
              <option key={each} value={each}>
                {text([`${Number(each.slice(0, 4))} 年 ${Number(each.slice(5))} 月`, each])}
              </option>
            ))}
          </select>
        </label>
        <Chips
          options={{ all: ['全部', 'All'], ...cityKinds }}
          value={kind}
          onChange={setKind}
          label={text(['清单', 'List'])}
        />
      </div>
      <p className="city-sums">
        {Object.entries(cityStates).map(([state, label]) => (
          <span key={state}>
            {text(label)} <strong>{all.filter((row) => row.state === state).length}</strong>
          </span>
        ))}
      </p>
      {rows.isError ? (
        <Unanswered asked={rows} refusals={caseRefusals} />
      ) : !rows.data ? (
        <Waiting />
      ) : shown.length === 0 ? (
        <EmptyState title={['这个月还没有清单', 'No list for this month yet']}>
          <p>
            {text([
              '市级平台下发后，在下方粘贴或选择文件导入；对得上的工单会连到案件，可逐条申诉。',
              'When the city sends it, paste it or choose the file below. Rows that match are tied to their cases and can be contested one by one.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <div className="table-scroll">
          <table className="plain-table city-table">
            <thead>
              <tr>
                <th scope="col">{text(['清单', 'List'])}</th>
                <th scope="col">{text(['工单号', 'Ticket'])}</th>
                <th scope="col">{text(['案件', 'Case'])}</th>
                <th scope="col">{text(['备注', 'Note'])}</th>
                <th scope="col">{text(['申诉', 'Contest'])}</th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <CityRowLine key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <section>
        <h2>{text(['导入清单', 'Import a list'])}</h2>
        <ImportRows key={month} month={month} />
      </section>
    </div>
  )
}
