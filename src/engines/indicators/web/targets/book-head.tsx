import { Link } from 'react-router'
import { bookStates, type BookView } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { percentSaid, TargetLight } from './target-words.tsx'

/** What book this is, where it stands, and its two readings: the table and the year. */
export function BookHead({ view, at }: { view: Pick<BookView, 'book' | 'standing' | 'asOf'>; at: 'table' | 'year' }) {
  const text = useText()
  const street = useStreet()
  const { staffName } = useDirectory()
  const { book, standing, asOf } = view
  const path = `/desk/${street}/targets/${book.id}`
  const isCounted = book.state !== 'draft' && book.state !== 'approved'
  return (
    <header className="targets-title">
      <p className="note">
        <Link to={`/desk/${street}/targets`}>{text(['目标任务书', 'Target books'])}</Link>
      </p>
      <h1>{book.title}</h1>
      <p className="targets-facts">
        <span>{text(book.submitted ? ['待批准', 'Awaiting approval'] : bookStates[book.state])}</span>
        {book.documentNo && <span>{book.documentNo}</span>}
        {book.issuedOn && <span>{text([`${book.issuedOn} 印发`, `issued ${book.issuedOn}`])}</span>}
        <span>{text([`编制：${staffName(book.drawnUpBy)}`, `drawn up by ${staffName(book.drawnUpBy)}`])}</span>
        {book.approvedBy && (
          <span>{text([`批准：${staffName(book.approvedBy)}`, `approved by ${staffName(book.approvedBy)}`])}</span>
        )}
      </p>
      {book.returnedNote && (
        <p className="targets-returned">
          {text([`退回意见：${book.returnedNote}`, `Sent back: ${book.returnedNote}`])}
        </p>
      )}
      {isCounted && (
        <>
          <p className="targets-standing">
            <TargetLight light={standing.light} because={standing.because} />
            <span>
              {text(['完成率 ', 'Reached '])}
              <strong>{percentSaid(standing.rate)}</strong>
            </span>
            <span>
              {text(['应达 ', 'Planned '])}
              {percentSaid(standing.planned)}
            </span>
            {standing.light === null && <span className="note">{text(standing.because)}</span>}
            <span className="note">{text([`统计至 ${asOf}`, `as of ${asOf}`])}</span>
          </p>
          <nav className="targets-tabs" aria-label={text(['查看方式', 'Views'])}>
            <Link to={path} aria-current={at === 'table' ? 'page' : undefined}>
              {text(['任务分解表', 'The targets'])}
            </Link>
            <Link to={`${path}/year`} aria-current={at === 'year' ? 'page' : undefined}>
              {text(['年度总览', 'The year'])}
            </Link>
          </nav>
        </>
      )}
    </header>
  )
}
