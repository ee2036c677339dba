import { Link, useParams } from 'react-router'
import { indicatorRefusals, indicators, type BookView } from '#engines/indicators/shared'
import { EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { CountingSaid } from '../parts/counting-said.tsx'
import { BookActs } from './book-acts.tsx'
import { BookFilter, useBookFilter } from './book-filter.tsx'
import { BookHead } from './book-head.tsx'
import { BookTable } from './book-table.tsx'
import { SheetList } from './sheet-list.tsx'
import { actIn } from './target-words.tsx'
import './targets.css'

function Problems({ view }: { view: BookView }) {
  const text = useText()
  const street = useStreet()
  if (view.problems.length === 0) return null
  const hindering = view.problems.filter((problem) => problem.hinders)
  const others = view.problems.filter((problem) => !problem.hinders)
  const list = (problems: BookView['problems']) => (
    <ul className="target-problems">
      {problems.map((problem) => (
        <li key={problem.say[0]}>
          {problem.target ? (
            <Link to={`/desk/${street}/targets/${view.book.id}/edit/${problem.target}`}>{text(problem.say)}</Link>
          ) : (
            text(problem.say)
          )}
        </li>
      ))}
    </ul>
  )
  return (
    <section className="book-problems">
      {hindering.length > 0 && (
        <>
          <h2 className="late">
            {text([`报审前须解决 ${hindering.length} 处`, `${hindering.length} to solve before it is submitted`])}
          </h2>
          {list(hindering)}
        </>
      )}
      {others.length > 0 && (
        <details>
          <summary>{text([`提示 ${others.length} 处`, `${others.length} hints`])}</summary>
          {list(others)}
        </details>
      )}
    </section>
  )
}

export function BookPage() {
  const text = useText()
  const { bookId = '' } = useParams()
  const book = useOperation(indicators.book, { bookId: bookId as never })
  usePageTitle(book.data?.book.title ?? text(['目标任务书', 'Target book']))
  const filter = useBookFilter(book.data?.targets ?? [])
  if (book.isError && !book.data) return <Unanswered asked={book} refusals={indicatorRefusals} />
  if (!book.data || book.data.book.id !== bookId) return <Waiting />
  const view = book.data
  const isDraft = actIn(view.acts, 'saveTarget') === null
  const isCounted = view.book.state !== 'draft' && view.book.state !== 'approved'
  return (
    <div className="page targets-page">
      <BookHead view={view} at="table" />
      <CountingSaid />
      <BookActs view={view} />
      <Problems view={view} />
      {view.targets.length === 0 ? (
        <EmptyState title={['还没有任务', 'No targets yet']}>
          <p>
            {text([
              '逐项添加，或从 Excel、Word 的任务分解表导入。',
              'Add them one by one, or bring in a table from Excel or Word.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <>
          <BookFilter view={view} filter={filter} />
          <BookTable view={view} targets={filter.shown} isDraft={isDraft} isCounted={isCounted} />
        </>
      )}
      {view.sheets.length > 0 && (
        <section>
          <h2>{text([`调整单 ${view.sheets.length}`, `Adjustments ${view.sheets.length}`])}</h2>
          <SheetList sheets={view.sheets} targets={view.targets} acts={view.acts} />
        </section>
      )}
    </div>
  )
}
