import { useRef, useState, type FormEvent } from 'react'
import type { Text } from '#kernel/text'
import { caseRefusals, cases, type CityRow } from '#engines/cases/shared'
import { Button, Chips, FieldRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { cityKinds } from './city-words.ts'
import { cellsOfFile, cellsOfText, rowsOf } from './read-rows.ts'

const unreadable: Text = [
  '这个文件读不出来。请另存为 .xlsx 后再选，或把表格内容复制粘贴到下面。',
  'The file cannot be read. Save it as .xlsx and choose it again, or paste its rows below.',
]

/** The city's monthly list, pasted or out of an Excel file; what matches no ticket of ours is shown. */
export function ImportRows({ month }: { month: string }) {
  const text = useText()
  const barrier = useBarrier()
  const command = useCommand(cases.importCityRows)
  const [kind, setKind] = useState<CityRow['kind']>('not_contacted')
  const [pasted, setPasted] = useState('')
  const [problem, setProblem] = useState<Text | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const rows = rowsOf(cellsOfText(pasted))
  const barred = barrier(cases.importCityRows.name)
  const why =
    barred ??
    (rows.length === 0
      ? (['请先粘贴或选择清单。', 'Paste or choose a list first.'] as const)
      : rows.length > 2000
        ? (['一次最多 2,000 行，请分批导入。', 'At most 2,000 rows at a time.'] as const)
        : null)

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return
    setProblem(null)
    try {
      setPasted(
        rowsOf(await cellsOfFile(chosen))
          .map((row) => `${row.upstreamNo}\t${row.note.replaceAll(/\s+/g, ' ')}`)
          .join('\n'),
      )
    } catch {
      setProblem(unreadable)
    }
  }

  function send(event: FormEvent): void {
    event.preventDefault()
    if (why) return
    command.mutate({ month, kind, rows }, { onSuccess: () => setPasted('') })
  }

  return (
    <form className="import-rows" onSubmit={send}>
      <FieldRow label={['清单', 'List']} group>
        {({ id: _, ...aria }) => <Chips {...aria} options={cityKinds} value={kind} onChange={setKind} />}
      </FieldRow>
      <FieldRow
        label={['工单号与备注', 'Ticket numbers and notes']}
        hint={[
          '从市级表格整列复制粘贴，或选择 Excel 文件；文件只在本机读取。',
          "Paste the columns of the city's sheet, or choose an Excel file; it is read here only.",
        ]}
      >
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            rows={5}
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        )}
      </FieldRow>
      <input
        ref={file}
        type="file"
        hidden
        accept=".xlsx"
        aria-label={text(['选择 Excel 文件', 'Choose an Excel file'])}
        onChange={(event) => void take(event.target.files?.[0]).finally(() => (event.target.value = ''))}
      />
      {problem && (
        <p className="field-error" role="alert">
          {text(problem)}
        </p>
      )}
      {command.isError && <Problem error={command.error} refusals={caseRefusals} />}
      <div className="form-buttons">
        <Button type="submit" tone="main" busy={command.isPending} why={why && text(why)}>
          {command.isPending
            ? text(['正在导入…', 'Importing…'])
            : text([`导入 ${rows.length} 行到 ${month}`, `Import ${rows.length} rows into ${month}`])}
        </Button>
        <Button onClick={() => file.current?.click()}>{text(['选择 Excel 文件', 'Choose an Excel file'])}</Button>
      </div>
      {command.data && (
        <div role="status" className="import-outcome">
          <p>
            {text([
              `新增 ${command.data.added} 行，已有 ${command.data.already} 行。`,
              `${command.data.added} added, ${command.data.already} there already.`,
            ])}
          </p>
          {command.data.unmatched.length > 0 && (
            <>
              <p>
                {text([
                  `${command.data.unmatched.length} 个工单号没有对应案件，请核对工单号或先补登工单：`,
                  `${command.data.unmatched.length} numbers match no case. Check them, or register the tickets first:`,
                ])}
              </p>
              <p className="import-unmatched">{command.data.unmatched.join('　')}</p>
            </>
          )}
        </div>
      )}
    </form>
  )
}
