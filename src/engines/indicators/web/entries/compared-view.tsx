import { shanghaiDate } from '#kernel/time'
import { percent } from '#model'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { EmptyState, grouped, Waiting, Unanswered } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import type { ViewGiven } from './view-given.ts'
import { tenThousands } from './fen.ts'

const signed = (fen: number) => `${fen > 0 ? '+' : ''}${tenThousands(fen)}`

/** Growth in percent with its sign; a dash where there was nothing to grow from. */
function growth(now: number, before: number): string {
  if (before <= 0) return '—'
  const said = percent(now - before, before)!
  return `${now > before ? '+' : ''}${said} %`
}

/** January to a month beside the same months of last year, member by member. */
export function ComparedView({ ledger, params, choose }: ViewGiven) {
  const text = useText()
  const today = shanghaiDate(serverNow())
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(params.get('month') ?? '')
    ? params.get('month')!
    : (ledger.last ?? today.slice(0, 7))
  const amount = ledger.amounts.find(({ id }) => id === params.get('amount')) ?? ledger.amounts[0]!
  const mark = ledger.marks.find(({ id }) => id === params.get('mark')) ?? null
  const asked = useOperation(indicators.entriesCompared, {
    ledger: ledger.id,
    month,
    amount: amount.id,
    mark: mark?.id ?? null,
  })
  const [year, nth] = month.split('-').map(Number)
  return (
    <section>
      <div className="entries-tools">
        <label>
          <span>{text(['截至月份', 'Up to'])}</span>
          <input
            type="month"
            className="control"
            value={month}
            min="2001-01"
            max={today.slice(0, 7)}
            onChange={(event) => event.target.value && choose({ month: event.target.value })}
          />
        </label>
        <label>
          <span>{text(['金额', 'Amount'])}</span>
          <select className="control" value={amount.id} onChange={(event) => choose({ amount: event.target.value })}>
            {ledger.amounts.map(({ id, label }) => (
              <option key={id} value={id}>
                {text(label)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{text(['范围', 'Of'])}</span>
          <select
            className="control"
            value={mark?.id ?? ''}
            onChange={(event) => choose({ mark: event.target.value || null })}
          >
            <option value="">{text(['全部', 'All'])}</option>
            {ledger.marks.map(({ id, label }) => (
              <option key={id} value={id}>
                {text(label)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {asked.isError && !asked.data ? (
        <Unanswered asked={asked} refusals={indicatorRefusals} />
      ) : !asked.data ? (
        <Waiting />
      ) : asked.data.rows.length === 0 ? (
        <EmptyState title={['这两年都没有登记', 'Nothing was entered of either year']} />
      ) : (
        <div data-old={asked.isPlaceholderData || undefined}>
          <p className="entries-sum">
            {text([
              `${year} 年 1–${nth} 月${amount.label[0]}合计 ${tenThousands(asked.data.now)} 万元，上年同期 ${tenThousands(asked.data.before)} 万元，同比 ${growth(asked.data.now, asked.data.before)}；上升 ${grouped(asked.data.up)} 户，下降 ${grouped(asked.data.down)} 户，持平 ${grouped(asked.data.same)} 户。`,
              `${amount.label[1]}, ${year}-01 to ${month}: ${tenThousands(asked.data.now)}; the same months of last year ${tenThousands(asked.data.before)} (10,000 yuan), ${growth(asked.data.now, asked.data.before)}. ${grouped(asked.data.up)} rose, ${grouped(asked.data.down)} fell, ${grouped(asked.data.same)} stayed.`,
            ])}
          </p>
          <div className="entries-table" tabIndex={0} role="region" aria-label={text(['同比升降', 'Rose and fell'])}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{text(ledger.member)}</th>
                  <th scope="col" data-align="end">
                    {text(['本年累计（万元）', 'This year (10,000 yuan)'])}
                  </th>
                  <th scope="col" data-align="end">
                    {text(['上年同期（万元）', 'Last year (10,000 yuan)'])}
                  </th>
                  <th scope="col" data-align="end">
                    {text(['增减（万元）', 'Change (10,000 yuan)'])}
                  </th>
                  <th scope="col" data-align="end">
                    {text(['同比', 'Growth'])}
                  </th>
                </tr>
              </thead>
              <tbody>
                {asked.data.rows.map((row) => (
                  <tr key={row.member}>
                    <th scope="row">
                      <button
                        type="button"
                        className="figure-open"
                        onClick={() =>
                          choose({
                            view: null,
                            measure: null,
                            part: null,
                            member: row.member,
                            kind: 'range',
                            day: null,
                            from: `${year! - 1}-01-01`,
                            to: `${month}-01`,
                          })
                        }
                      >
                        {row.name}
                      </button>
                      {row.only && (
                        <span className="note">
                          {' '}
                          {row.only === 'now' ? text(['上年无', 'not last year']) : text(['本年无', 'not this year'])}
                        </span>
                      )}
                    </th>
                    <td data-align="end">{tenThousands(row.now)}</td>
                    <td data-align="end">{tenThousands(row.before)}</td>
                    <td data-align="end">{signed(row.now - row.before)}</td>
                    <td data-align="end">{growth(row.now, row.before)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </section>
  )
}
