import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { registerRefusals, registers, verdicts, type ImportRow, type ImportView } from '#engines/registers/shared'
import { Button, Problem } from '#ui'
import { useHotkeys } from '#ui/hotkeys'
import { useCommand, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { Changes } from './changes.tsx'
import './row-detail.css'

interface Given {
  readonly view: ImportView
  readonly row: ImportRow
  /** Nothing is written yet: it may be mended and decided. */
  readonly isOpen: boolean
  readonly onRow: (row: ImportRow) => void
  readonly onClose: () => void
}

const uses = {
  read: ['已读', 'read'],
  note: ['记入备注', 'kept as a note'],
  ignored: ['不读', 'not read'],
  withheld: ['未采用', 'not used'],
} as const

/** One row: what stands in the file, how it was read, why it was judged so, and what to do about it. */
export function RowDetail({ view, row, isOpen, onRow, onClose }: Given) {
  const text = useText()
  useHotkeys({ Escape: onClose })
  return (
    <aside className="row-detail" aria-label={text(['这一行', 'This row'])}>
      <header>
        <h2>
          {row.title || '—'}{' '}
          <span className="import-verdict" data-verdict={row.verdict}>
            {text(verdicts[row.verdict])}
          </span>
        </h2>
        <span className="note">
          {text([`${row.sheet} 第 ${row.row} 行`, `${row.sheet}, row ${row.row}`])}
          {row.part > 1 && text([` 第 ${row.part} 人`, `, person ${row.part}`])}
        </span>
        <Button tone="quiet" onClick={onClose} aria-label={text(['关闭', 'Close'])} title="Esc">
          ×
        </Button>
      </header>
      <div className="row-detail-body">
        {row.reasons.length > 0 && (
          <ul className="row-reasons">
            {row.reasons.map((reason, index) => (
              <li key={`${index}${reason.code}`}>
                {reason.column && <b>{reason.column}</b>} {text(reason.text)}
              </li>
            ))}
          </ul>
        )}
        {row.changes.length > 0 && (
          <section>
            <h3>{text(['变化', 'Changes'])}</h3>
            <p className="row-changes">
              <Changes kind={view.kind} row={row} />
            </p>
          </section>
        )}
        {(row.candidates.length > 0 || row.verdict === 'doubtful') && (
          <Candidates view={view} row={row} isOpen={isOpen} onRow={onRow} />
        )}
        <Mend view={view} row={row} isOpen={isOpen} onRow={onRow} />
        <section>
          <h3>{text(['原表', 'In the file'])}</h3>
          <table className="plain-table">
            <tbody>
              {row.cells.map((cell) => (
                <tr key={cell.column}>
                  <td className="quiet">{cell.column}</td>
                  <th scope="row">{cell.head}</th>
                  <td className="row-cell">{cell.text}</td>
                  <td className="note">{text(uses[cell.use])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </aside>
  )
}

type Part = Pick<Given, 'view' | 'row' | 'isOpen' | 'onRow'>

function Candidates({ view, row, isOpen, onRow }: Part) {
  const text = useText()
  const street = useStreet()
  const decide = useCommand(registers.decideRow)
  const taken = row.decision !== null && typeof row.decision === 'object' ? row.decision.take : null
  const say = (decision: ImportRow['decision']) =>
    decide.mutate({ id: view.id, no: row.no, decision }, { onSuccess: ({ row: next }) => onRow(next) })
  return (
    <section>
      <h3>
        {row.candidates.length > 0
          ? text(['名册中可能是', 'In the register it may be'])
          : text(['如何处理', 'What to do with it'])}
      </h3>
      <ul className="row-candidates">
        {row.candidates.map((candidate) => (
          <li key={candidate.id}>
            <div>
              <Link to={`/desk/${street}/files/${candidate.id}`} target="_blank">
                {candidate.title}
              </Link>{' '}
              <span className="note">{candidate.reasons.map((reason) => text(reason)).join('；')}</span>
            </div>
            {isOpen && (
              <Button
                aria-pressed={taken === candidate.id}
                busy={decide.isPending}
                onClick={() => say({ take: candidate.id })}
              >
                {text(['是此人', 'This one'])}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isOpen && (
        <div className="form-buttons">
          <Button aria-pressed={row.decision === 'new'} busy={decide.isPending} onClick={() => say('new')}>
            {row.candidates.length > 0
              ? text(['都不是，新建', 'None: a new one'])
              : text(['就这样新建', 'A new one as it is'])}
          </Button>
          <Button aria-pressed={row.decision === 'skip'} busy={decide.isPending} onClick={() => say('skip')}>
            {text(['跳过此行', 'Leave it out'])}
          </Button>
          {row.decision !== null && (
            <Button tone="quiet" busy={decide.isPending} onClick={() => say(null)}>
              {text(['收回决定', 'Take it back'])}
            </Button>
          )}
        </div>
      )}
      {decide.isError && <Problem error={decide.error} refusals={registerRefusals} isBrief />}
    </section>
  )
}

/** How the row was read, mended in place: each value as it would stand in the file. */
function Mend({ view, row, isOpen, onRow }: Part) {
  const text = useText()
  const mend = useCommand(registers.mendRow)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const changed = Object.keys(values).length > 0
  function send(event: FormEvent): void {
    event.preventDefault()
    if (!changed) return
    mend.mutate(
      { id: view.id, no: row.no, values },
      {
        onSuccess: ({ row: next }) => {
          setValues({})
          onRow(next)
        },
      },
    )
  }
  return (
    <form onSubmit={send}>
      <h3>{text(['读作', 'Read as'])}</h3>
      <table className="plain-table row-read">
        <tbody>
          {row.read.map((each) => {
            const said = values[each.target] ?? each.text
            return (
              <tr key={each.target}>
                <th scope="row">
                  {text(each.label)}
                  {each.mended && <span className="note"> {text(['已改', 'mended'])}</span>}
                </th>
                <td>
                  {isOpen ? (
                    <input
                      className="control"
                      aria-label={text(each.label)}
                      maxLength={2000}
                      value={said}
                      onChange={(event) => {
                        const { [each.target]: _, ...rest } = values
                        setValues(
                          event.target.value === each.text ? rest : { ...rest, [each.target]: event.target.value },
                        )
                      }}
                    />
                  ) : (
                    each.text
                  )}
                  {each.kept !== null && values[each.target] === undefined && (
                    <span className="note"> → {each.kept}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {isOpen && (
        <div className="form-buttons">
          <Button
            type="submit"
            busy={mend.isPending}
            why={changed ? null : text(['直接在上面改，再按此处', 'Mend above, then press'])}
          >
            {text(['改好，重新核对', 'Mended: judge again'])}
          </Button>
        </div>
      )}
      {mend.isError && <Problem error={mend.error} refusals={registerRefusals} isBrief />}
    </form>
  )
}
