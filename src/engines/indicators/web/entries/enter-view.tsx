import { useMemo, useState } from 'react'
import { shanghaiDate } from '#kernel/time'
import { indicatorRefusals, indicators } from '#engines/indicators/shared'
import { Button, FieldRow, grouped, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { toast } from '#ui/toast'
import type { ViewGiven } from './view-given.ts'
import { tenThousands } from './fen.ts'
import { readPaste } from './paste.ts'

/** A month's table, pasted out of a spreadsheet and looked at before it is entered. */
export function EnterView({ ledger, choose }: ViewGiven) {
  const text = useText()
  const thisMonth = shanghaiDate(serverNow()).slice(0, 7)
  const [month, setMonth] = useState(thisMonth)
  const [pasted, setPasted] = useState('')
  const enter = useCommand(indicators.enterEntries)
  const { rows, problems, totals } = useMemo(() => readPaste(pasted, ledger), [pasted, ledger])
  const heads = [
    text([`${ledger.member[0]}代码`, 'Code']),
    text([`${ledger.member[0]}名称`, 'Name']),
    ...[...ledger.marks, ...ledger.amounts].map(({ label }) => text(label)),
  ]
  const why =
    rows.length === 0
      ? text(['请先粘贴表格。', 'Paste a table first.'])
      : problems.length > 0
        ? text(['请先改正下面列出的问题。', 'Put right what is listed below first.'])
        : null
  return (
    <form
      className="entries-enter"
      onSubmit={(event) => {
        event.preventDefault()
        if (why !== null) return
        enter.mutate(
          { ledger: ledger.id, month, rows: [...rows] },
          {
            onSuccess: ({ added, changed, same }) => {
              toast(
                text([
                  `已登记 ${month}：新增 ${added} 条，更正 ${changed} 条，无变化 ${same} 条`,
                  `Entered ${month}: ${added} new, ${changed} put right, ${same} as they were`,
                ]),
              )
              choose({ view: null, measure: null, part: null, member: null, kind: 'month', day: `${month}-01` })
            },
          },
        )
      }}
    >
      <FieldRow label={['所属月份', 'Month']}>
        {(aria) => (
          <input
            {...aria}
            type="month"
            className="control"
            required
            min="2000-01"
            max={thisMonth}
            value={month}
            onChange={(event) => setMonth(event.target.value)}
          />
        )}
      </FieldRow>
      <FieldRow label={['从 Excel 复制的表格', 'A table copied from Excel']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            rows={10}
            required
            value={pasted}
            placeholder={heads.join('\t')}
            onChange={(event) => setPasted(event.target.value)}
          />
        )}
      </FieldRow>
      <p className="note">
        {text([
          `第一行写列名：${heads.join('、')}。金额以万元计，列名注明“（元）”的以元计；标记填“是”或“否”。同一月份再次登记即更正，没有粘贴的${ledger.member[0]}保持不变。`,
          `The first line names the columns: ${heads.join(', ')}. Amounts are in 10,000 yuan, or in yuan where the column says （元）; marks are 是 or 否. Entering a month again puts it right; who is not pasted stays as they are.`,
        ])}
      </p>
      {problems.length > 0 && (
        <ul className="entries-problems" role="alert">
          {problems.slice(0, 20).map(({ line, said }, index) => (
            <li key={index}>
              {text([`第 ${line} 行：`, `Line ${line}: `])}
              {text(said)}
            </li>
          ))}
          {problems.length > 20 && (
            <li>{text([`另有 ${problems.length - 20} 处`, `and ${problems.length - 20} more`])}</li>
          )}
        </ul>
      )}
      {rows.length > 0 && (
        <p className="entries-sum" role="status">
          {text([
            `读到 ${grouped(rows.length)} 户；${ledger.amounts.map(({ id, label }) => `${label[0]} ${tenThousands(rows.reduce((sum, row) => sum + (row.amounts[id] ?? 0), 0))} 万元`).join('，')}。`,
            `${grouped(rows.length)} read; ${ledger.amounts.map(({ id, label }) => `${label[1]} ${tenThousands(rows.reduce((sum, row) => sum + (row.amounts[id] ?? 0), 0))}`).join(', ')}.`,
          ])}
          {totals > 0 && text([`合计行 ${totals} 行不登记。`, ` ${totals} lines of totals are left out.`])}
        </p>
      )}
      {enter.isError && <Problem error={enter.error} refusals={indicatorRefusals} />}
      <Button type="submit" tone="main" busy={enter.isPending} why={why}>
        {text(['登记', 'Enter'])}
      </Button>
    </form>
  )
}
