import { useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import { indicatorRefusals, indicators, type BookView } from '#engines/indicators/shared'
import { FieldRow, InputRow } from '#ui'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { ActForm, Unfolded } from './act-form.tsx'
import { actIn } from './target-words.tsx'

const why = (refusal: string | null): Text | null =>
  refusal === null ? null : ((indicatorRefusals as Record<string, Text>)[refusal] ?? [refusal, refusal])

function IssueForm({ bookId, year, onAway }: { bookId: string; year: number; onAway: () => void }) {
  const [documentNo, setNumber] = useState('')
  const [on, setOn] = useState(shanghaiDate(serverNow()))
  return (
    <ActForm
      command={indicators.issueBook}
      input={documentNo.trim() && on ? { bookId: bookId as never, documentNo, on } : null}
      missing={['请填写文号和印发日期。', 'Give the number and the day.']}
      verb={['印发', 'Issue']}
      done={['已印发；此后只能凭调整单改动', 'Issued. From now on only an adjustment changes it']}
      onAway={onAway}
    >
      <InputRow
        label={['文号', 'Number']}
        maxLength={60}
        placeholder={`×街发〔${year}〕5 号`}
        value={documentNo}
        onChange={(event) => setNumber(event.target.value)}
      />
      <InputRow
        label={['印发日期', 'Day of issue']}
        type="date"
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
    </ActForm>
  )
}

function ReturnForm({ bookId, onAway }: { bookId: string; onAway: () => void }) {
  const [note, setNote] = useState('')
  return (
    <ActForm
      command={indicators.returnBook}
      input={note.trim() ? { bookId: bookId as never, note } : null}
      missing={['请写明要修改什么。', 'Say what is to change.']}
      verb={['退回修改', 'Send back']}
      done={['已退回', 'Sent back']}
      onAway={onAway}
    >
      <FieldRow label={['退回意见', 'What is to change']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </FieldRow>
    </ActForm>
  )
}

/** What may be done with the book now, and why not yet. */
export function BookActs({ view }: { view: BookView }) {
  const text = useText()
  const street = useStreet()
  const { id, year } = view.book
  const bookId = id as never
  const may = (verb: string) => actIn(view.acts, verb)
  const barred = (verb: string) => {
    const said = why(may(verb) ?? null)
    return said && text(said)
  }
  const path = `/desk/${street}/targets/${id}`
  const isDraft = may('saveTarget') === null
  return (
    <div className="form-buttons">
      {isDraft && (
        <>
          <Link className="button" to={`${path}/edit/new`}>
            {text(['添加任务', 'Add a target'])}
          </Link>
          <Link className="button" to={`${path}/import`}>
            {text(['导入表格', 'Bring in a table'])}
          </Link>
        </>
      )}
      {may('submitBook') !== undefined && (
        <Unfolded label={['报审', 'Submit']} tone="main" why={barred('submitBook')}>
          {(close) => (
            <ActForm
              command={indicators.submitBook}
              input={{ bookId }}
              verb={['确认报审', 'Submit']}
              done={['已报审', 'Submitted']}
              onAway={close}
            >
              <p>
                {text([
                  '报审后不能修改，直到批准、退回或撤回。',
                  'It cannot be changed until it is approved, sent back or recalled.',
                ])}
              </p>
            </ActForm>
          )}
        </Unfolded>
      )}
      {may('recallBook') !== undefined && (
        <Unfolded label={['撤回报审', 'Recall']}>
          {(close) => (
            <ActForm
              command={indicators.recallBook}
              input={{ bookId }}
              verb={['撤回', 'Recall']}
              done={['已撤回', 'Recalled']}
              onAway={close}
            />
          )}
        </Unfolded>
      )}
      {may('approveBook') !== undefined && (
        <Unfolded label={['批准', 'Approve']} tone="main" why={barred('approveBook')}>
          {(close) => (
            <ActForm
              command={indicators.approveBook}
              input={{ bookId }}
              verb={['批准', 'Approve']}
              done={['已批准', 'Approved']}
              onAway={close}
            >
              <p>
                {text([
                  `批准这本任务书的 ${view.targets.length} 项任务。`,
                  `Approve the ${view.targets.length} targets of this book.`,
                ])}
              </p>
            </ActForm>
          )}
        </Unfolded>
      )}
      {may('returnBook') !== undefined && (
        <Unfolded label={['退回修改', 'Send back']}>{(close) => <ReturnForm bookId={id} onAway={close} />}</Unfolded>
      )}
      {may('issueBook') !== undefined && (
        <Unfolded label={['印发', 'Issue']} tone="main">
          {(close) => <IssueForm bookId={id} year={year} onAway={close} />}
        </Unfolded>
      )}
      {may('closeBook') !== undefined && (
        <Unfolded label={['办结', 'Close']} why={barred('closeBook')}>
          {(close) => (
            <ActForm
              command={indicators.closeBook}
              input={{ bookId }}
              verb={['办结', 'Close']}
              done={['已办结', 'Closed']}
              onAway={close}
            >
              <p>{text(['办结后不再填报、调整。', 'Nothing is reported or adjusted after that.'])}</p>
            </ActForm>
          )}
        </Unfolded>
      )}
      <a className="button" href={`/api/${street}/target-books/${id}/book.xlsx`} download>
        {text(['导出 Excel', 'Export'])}
      </a>
    </div>
  )
}
