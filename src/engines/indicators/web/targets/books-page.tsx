import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { bookStates, indicatorRefusals, indicators, type BookLine } from '#engines/indicators/shared'
import { getStreet } from '#engines/registers/shared'
import { EmptyState, InputRow, Unanswered, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { ActForm, Unfolded } from './act-form.tsx'
import './targets.css'

function NewBook({ onAway }: { onAway: () => void }) {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const [bookId] = useState(newId)
  const organisation = nameOf(street)
  const [year, setYear] = useState(Number(shanghaiDate(serverNow()).slice(0, 4)) + 1)
  const [title, setTitle] = useState<string | null>(null)
  const said = title ?? `${organisation} ${year} 年重点工作目标任务书`
  const isReady = said.trim() !== '' && year >= 2000 && year <= 2100
  return (
    <ActForm
      command={indicators.draftBook}
      input={isReady ? { bookId: bookId as never, year, title: said, organisation } : null}
      verb={['新编', 'Draw up']}
      done={['已新建，可以添加或导入任务', 'Made. Add targets or bring them in']}
      onAway={onAway}
      onDone={() => void navigate(`/desk/${street}/targets/${bookId}`)}
    >
      <InputRow
        label={['年度', 'Year']}
        type="number"
        min={2000}
        max={2100}
        value={year}
        onChange={(event) => setYear(event.target.valueAsNumber || 0)}
      />
      <InputRow
        label={['名称', 'Title']}
        value={said}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
      />
      <p className="note">{text([`编制单位：${organisation}`, `Drawn up by ${organisation}`])}</p>
    </ActForm>
  )
}

function nameOf(street: string): string {
  try {
    return getStreet(street).name[0]
  } catch {
    return street
  }
}

function Row({ book }: { book: BookLine }) {
  const text = useText()
  const street = useStreet()
  const isDrawn = book.state === 'draft' || book.state === 'approved'
  return (
    <tr>
      <td>
        <Link to={`/desk/${street}/targets/${book.id}`}>{book.title}</Link>
        <div className="note">{book.documentNo ?? text(['尚无文号', 'no number yet'])}</div>
      </td>
      <td data-align="end">{book.year}</td>
      <td>
        {text(book.submitted ? ['待批准', 'Awaiting approval'] : bookStates[book.state])}
        {book.waitingSheets > 0 && (
          <div className="note">
            {text([`${book.waitingSheets} 份调整单待审批`, `${book.waitingSheets} adjustments waiting`])}
          </div>
        )}
      </td>
      <td data-align="end">{book.firstLevel}</td>
      <td data-align="end">{book.secondLevel}</td>
      <td data-align="end">{book.firstLevel + book.secondLevel}</td>
      <td>
        {!isDrawn && <Link to={`/desk/${street}/targets/${book.id}/year`}>{text(['年度总览', 'The year'])}</Link>}
      </td>
    </tr>
  )
}

/** The target books of the subdistrict, the latest first. */
export function BooksPage() {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const books = useOperation(indicators.books, {})
  usePageTitle(text(['目标任务书', 'Target books']))
  const barred = barrier(indicators.draftBook.name)
  if (books.isError && !books.data) return <Unanswered asked={books} refusals={indicatorRefusals} />
  if (!books.data) return <Waiting />
  return (
    <div className="page">
      <header className="targets-head">
        <h1>{text(['目标任务书', 'Target books'])}</h1>
        <div className="form-buttons">
          <Link className="button" to={`/desk/${street}/targets/parameters`}>
            {text(['亮灯参数', 'Thresholds'])}
          </Link>
          {!barred && (
            <Unfolded label={['新编任务书', 'New book']} tone="main">
              {(close) => <NewBook onAway={close} />}
            </Unfolded>
          )}
        </div>
      </header>
      {books.data.items.length === 0 ? (
        <EmptyState title={['还没有任务书', 'No books yet']}>
          <p>
            {text([
              '新编一本，任务可以从 Excel 或 Word 表格导入。',
              'Draw one up; targets come in from Excel or Word.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <div className="table-scroll">
          <table className="plain-table books-table">
            <thead>
              <tr>
                <th scope="col">{text(['名称、文号', 'Title, number'])}</th>
                <th scope="col" data-align="end">
                  {text(['年度', 'Year'])}
                </th>
                <th scope="col">{text(['状态', 'State'])}</th>
                <th scope="col" data-align="end">
                  {text(['一级', 'First'])}
                </th>
                <th scope="col" data-align="end">
                  {text(['二级', 'Second'])}
                </th>
                <th scope="col" data-align="end">
                  {text(['合计', 'All'])}
                </th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {books.data.items.map((book) => (
                <Row key={book.id} book={book} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
