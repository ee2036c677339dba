import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { indicatorRefusals, indicators, levels } from '#engines/indicators/shared'
import { Button, EmptyState, Problem, Waiting } from '#ui'
import { Refusal, useCommand, useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { hindrances, inputOf, sendTable, type ReadTarget } from './import-rows.ts'
import { ImportRow } from './import-row.tsx'
import { actIn, points } from './target-words.tsx'
import './targets.css'
import './edit.css'

function Chosen({
  rows,
  setRows,
  bookId,
}: {
  rows: readonly ReadTarget[]
  setRows: (rows: ReadTarget[]) => void
  bookId: string
}) {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const fill = useCommand(indicators.fillBook)
  const taken = rows.filter((row) => !row.isOut)
  const open = taken.filter((row) => hindrances(row).length > 0)
  const count = (level: 1 | 2) => taken.filter((row) => row.level === level).length
  const change = (id: string, patch: Partial<ReadTarget>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...patch } : row)))
  function bring(): void {
    fill.mutate(
      { bookId: bookId as never, targets: taken.map(inputOf) },
      {
        onSuccess: () => {
          toast(text([`已导入 ${taken.length} 项任务`, `${taken.length} targets brought in`]))
          void navigate(`/desk/${street}/targets/${bookId}`)
        },
      },
    )
  }
  return (
    <>
      <p>
        {text([
          `识别出 ${rows.length} 项任务：${levels[1][0]} ${count(1)} 项，${levels[2][0]} ${count(2)} 项，分值合计 ${points(taken.reduce((sum, row) => sum + row.weight, 0))} 分。尚未写入。`,
          `${rows.length} targets found: ${count(1)} first-level, ${count(2)} second-level, ${points(taken.reduce((sum, row) => sum + row.weight, 0))} points. Nothing is written yet.`,
        ])}
      </p>
      <div className="table-scroll">
        <table className="plain-table import-table">
          <thead>
            <tr>
              <th scope="col">{text(['导入', 'Take'])}</th>
              <th scope="col">{text(['行', 'Row'])}</th>
              <th scope="col">{text(['级别、板块', 'Level, section'])}</th>
              <th scope="col">{text(['任务', 'Target'])}</th>
              <th scope="col">{text(['指标、节点', 'Numbers, milestones'])}</th>
              <th scope="col">{text(['牵头部门', 'Lead unit'])}</th>
              <th scope="col">{text(['时限', 'Due'])}</th>
              <th scope="col" data-align="end">
                {text(['分值', 'Points'])}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ImportRow key={row.id} row={row} onChange={(patch) => change(row.id, patch)} />
            ))}
          </tbody>
        </table>
      </div>
      {fill.isError && <Problem error={fill.error} refusals={indicatorRefusals} />}
      <div className="form-buttons">
        <Button
          tone="main"
          busy={fill.isPending}
          onClick={bring}
          why={
            taken.length === 0
              ? text(['没有要导入的任务。', 'Nothing to take.'])
              : open.length > 0
                ? text([
                    `还有 ${open.length} 项须先改好或不导入。`,
                    `${open.length} have to be mended or left out first.`,
                  ])
                : null
          }
        >
          {text([`导入 ${taken.length} 项`, `Bring ${taken.length} in`])}
        </Button>
        {open.length > 0 && <span className="late">{text([`${open.length} 项待改`, `${open.length} to mend`])}</span>}
      </div>
    </>
  )
}

/** A table from Excel or Word: every row judged and shown before anything is written. */
export function ImportPage() {
  const text = useText()
  const street = useStreet()
  const { bookId = '' } = useParams()
  const book = useOperation(indicators.book, { bookId: bookId as never })
  const [rows, setRows] = useState<readonly ReadTarget[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isReading, setReading] = useState(false)
  usePageTitle(text(['导入任务', 'Bring targets in']))
  if (book.isError && !book.data) return <Problem error={book.error} refusals={indicatorRefusals} />
  if (!book.data || book.data.book.id !== bookId) return <Waiting />
  async function take(file: File | undefined): Promise<void> {
    if (!file) return
    setReading(true)
    setError(null)
    try {
      setRows(await sendTable(street, bookId, file))
    } catch (thrown) {
      setError(thrown)
    }
    setReading(false)
  }
  if (actIn(book.data.acts, 'fillBook') !== null)
    return <EmptyState title={['任务书不在编制中，不能导入', 'The book is not being drawn up']} />
  return (
    <div className="page targets-page">
      <p className="note">
        <Link to={`/desk/${street}/targets/${bookId}`}>{book.data.book.title}</Link>
      </p>
      <h1>{text(['导入任务', 'Bring targets in'])}</h1>
      <label className="import-drop">
        <span>
          {text([
            'Excel（.xlsx、.csv）或 Word（.docx）的任务分解表，按列名识别：序号、板块、二级任务、量化指标、责任领导、牵头部门、配合部门、完成时限、佐证材料、分值。',
            'A table of tasks in Excel (.xlsx, .csv) or Word (.docx), its columns known by their names.',
          ])}
        </span>
        <input
          type="file"
          accept=".xlsx,.csv,.docx"
          aria-label={text(['任务分解表', 'Table of tasks'])}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      {isReading && <Waiting what={['正在识别…', 'Reading…']} />}
      {error !== null && (
        <Problem
          error={error}
          {...(error instanceof Refusal ? {} : { kept: ['文件未上传，请再试。', 'Not sent. Try again.'] as const })}
        />
      )}
      {rows && <Chosen rows={rows} setRows={setRows} bookId={bookId} />}
    </div>
  )
}
