import { useSearchParams } from 'react-router'
import type { Text } from '#kernel/text'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { Chips, EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { ComparedView } from './compared-view.tsx'
import { EnterView } from './enter-view.tsx'
import { RowsView } from './rows-view.tsx'
import type { Choose } from './view-given.ts'
import './entries.css'

const views = {
  rows: ['条目', 'Rows'],
  compared: ['同比升降', 'Rose and fell'],
  enter: ['登记', 'Enter'],
} as const satisfies Readonly<Record<string, Text>>
type View = keyof typeof views

/** 登记台账: what comes in month by month, who rose and who fell, and where it is entered. */
export function EntriesPage() {
  const text = useText()
  const [params, setParams] = useSearchParams()
  const ledgers = useOperation(indicators.entryLedgers, {})
  const mayEnter = useBarrier()(indicators.enterEntries.name) === null
  usePageTitle(text(['登记台账', 'Entries']))
  const choose: Choose = (changes) => {
    const next = new URLSearchParams(params)
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) next.delete(key)
      else next.set(key, value)
    }
    setParams(next, { replace: true })
  }
  if (ledgers.isError && !ledgers.data) return <Unanswered asked={ledgers} refusals={indicatorRefusals} />
  if (!ledgers.data) return <Waiting />
  const { items } = ledgers.data
  const ledger = items.find((each) => each.id === params.get('ledger')) ?? items[0]
  if (!ledger) return <EmptyState title={['没有登记台账', 'There is no ledger to be kept']} />
  const asked = params.get('view')
  const view: View = asked !== null && Object.hasOwn(views, asked) ? (asked as View) : 'rows'
  const { enter: _, ...looks } = views
  const given = { ledger, params, choose }
  return (
    <div className="page entries">
      <header className="entries-head">
        <h1>{text(ledger.label)}</h1>
        {items.length > 1 && (
          <label>
            <span className="unseen">{text(['台账', 'Ledger'])}</span>
            <select
              className="control"
              value={ledger.id}
              onChange={(event) => choose({ ledger: event.target.value, measure: null, part: null, member: null })}
            >
              {items.map((each) => (
                <option key={each.id} value={each.id}>
                  {text(each.label)}
                </option>
              ))}
            </select>
          </label>
        )}
        <Chips
          options={mayEnter ? views : (looks as typeof views)}
          value={view}
          onChange={(next) => choose({ view: next === 'rows' ? null : next })}
          label={text(['看什么', 'What to see'])}
        />
      </header>
      <p className="note">{text(ledger.summary)}</p>
      {view === 'compared' ? (
        <ComparedView {...given} />
      ) : view === 'enter' && mayEnter ? (
        <EnterView key={ledger.id} {...given} />
      ) : (
        <RowsView {...given} />
      )}
    </div>
  )
}
