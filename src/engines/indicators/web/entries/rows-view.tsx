import { Link } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { Button, EmptyState, grouped, Waiting, Unanswered } from '#ui'
import { Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { periodIn, searchOfPeriod } from '../parts/period-address.ts'
import { PeriodPicker } from '../parts/period-picker.tsx'
import { useMeasures } from '../parts/use-measures.ts'
import type { ViewGiven } from './view-given.ts'
import { tenThousands, yuan } from './fen.ts'
import { WithdrawForm, Withdrawn } from './withdrawing.tsx'

/** The rows of a period: all, those behind a number, or one member's. */
export function RowsView({ ledger, params, choose }: ViewGiven) {
  const text = useText()
  const street = useStreet()
  const period = periodIn(params, shanghaiDate(serverNow()), 'year')
  const { byKey } = useMeasures()
  const [measure, member] = [params.get('measure'), params.get('member')]
  const part = params.get('part') === 'denominator' ? ('denominator' as const) : undefined
  const asked = useOperation(indicators.entries, {
    ledger: ledger.id,
    from: period.from,
    to: period.to,
    ...(measure && { measure }),
    ...(part && { part }),
    ...(member && { member }),
  })
  const mayWithdraw = useBarrier()(indicators.withdrawEntry.name) === null
  const label = measure ? byKey.get(measure)?.label : undefined
  const search = new URLSearchParams(searchOfPeriod(period))
  return (
    <section>
      <PeriodPicker
        period={period}
        onChange={(next) => choose({ kind: null, day: null, from: null, to: null, ...searchOfPeriod(next) })}
      />
      {(measure || member) && (
        <p className="entries-of">
          {measure && (
            <>
              {text(['计入', 'Counted in '])}
              <Link to={`/desk/${street}/measures/${encodeURIComponent(measure)}?${search}`}>
                {text(label ? [`“${label[0]}”`, label[1]] : [measure, measure])}
              </Link>
              {text(['的条目', ''])}{' '}
            </>
          )}
          {member && <span>{text([`${ledger.member[0]}：${member}`, `${ledger.member[1]}: ${member}`])} </span>}
          <Button tone="quiet" onClick={() => choose({ measure: null, part: null, member: null })}>
            {text(['看全部条目', 'See all rows'])}
          </Button>
        </p>
      )}
      {asked.isError && !asked.data ? (
        <Unanswered asked={asked} refusals={indicatorRefusals} />
      ) : !asked.data ? (
        <Waiting />
      ) : asked.data.count === 0 ? (
        <>
          <EmptyState title={['这段时间没有登记', 'Nothing was entered of this time']} />
          <Withdrawn rows={asked.data.withdrawn} />
        </>
      ) : (
        <div data-old={asked.isPlaceholderData || undefined}>
          <p className="entries-sum">
            {text([
              `共 ${grouped(asked.data.count)} 条；${ledger.amounts.map(({ id, label: [zh] }) => `${zh} ${tenThousands(asked.data.sums[id] ?? 0)} 万元`).join('，')}。`,
              `${grouped(asked.data.count)} rows; ${ledger.amounts.map(({ id, label: [, en] }) => `${en} ${tenThousands(asked.data.sums[id] ?? 0)} 10,000 yuan`).join(', ')}.`,
            ])}
          </p>
          <div className="entries-table" tabIndex={0} role="region" aria-label={text(ledger.label)}>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{text(['月份', 'Month'])}</th>
                  <th scope="col">{text(ledger.member)}</th>
                  <th scope="col">{text(['标记', 'Marks'])}</th>
                  {ledger.amounts.map(({ id, label: said }) => (
                    <th key={id} scope="col" data-align="end">
                      {text([`${said[0]}（元）`, `${said[1]} (yuan)`])}
                    </th>
                  ))}
                  {mayWithdraw && (
                    <th scope="col">
                      <span className="unseen">{text(['撤回', 'Withdraw'])}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {asked.data.rows.map((row) => (
                  <tr key={`${row.month} ${row.member}`}>
                    <td className="entries-month">{row.month}</td>
                    <th scope="row">
                      {row.name}
                      {row.member !== row.name && <div className="note">{row.member}</div>}
                    </th>
                    <td>
                      {row.marks
                        .map((mark) => ledger.marks.find(({ id }) => id === mark)?.label)
                        .map((said) => (said ? text(said) : ''))
                        .join(text(['、', ', ']))}
                    </td>
                    {ledger.amounts.map(({ id }) => (
                      <td key={id} data-align="end">
                        {row.amounts[id] === undefined ? '—' : yuan(row.amounts[id])}
                      </td>
                    ))}
                    {mayWithdraw && (
                      <td>
                        <Unfolded label={['撤回', 'Withdraw']} tone="quiet">
                          {(close) => <WithdrawForm ledger={ledger} row={row} onAway={close} />}
                        </Unfolded>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {asked.data.rows.length < asked.data.count && (
            <p className="note">
              {text([
                `显示前 ${grouped(asked.data.rows.length)} 条，请缩小时间范围。`,
                `The first ${grouped(asked.data.rows.length)} are shown; choose a shorter time.`,
              ])}
            </p>
          )}
          <Withdrawn rows={asked.data.withdrawn} />
        </div>
      )}
    </section>
  )
}
