import { lookKinds, purposes } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { useRegisters } from '../registers-context.ts'
import { sayHowMany, sayOpen, type LookLine } from './look-words.ts'

/** So many are named; the others are read by resting on them. */
const named = 4

interface Given {
  readonly lines: readonly LookLine[]
  readonly onWho: (name: string) => void
}

export function LooksTable({ lines, onWho }: Given) {
  const text = useText()
  const known = useRegisters()
  return (
    <div className="table-scroll">
      <table className="plain-table looks-table">
        <thead>
          <tr>
            <th scope="col">{text(['时间', 'When'])}</th>
            <th scope="col">{text(['查看人', 'Who looked'])}</th>
            <th scope="col">{text(['方式', 'How'])}</th>
            <th scope="col">{text(['目的与事由', 'Purpose and reason'])}</th>
            <th scope="col">{text(['看了多少', 'At how many'])}</th>
            <th scope="col">{text(['可见内容', 'What was open'])}</th>
            <th scope="col">{text(['可见至', 'Until'])}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const open = sayOpen(line, known).map(text)
            return (
              <tr key={line.id}>
                <td>
                  <When at={line.at} />
                </td>
                <td>
                  {line.who === null ? (
                    text(['本人', 'The person'])
                  ) : (
                    <button type="button" className="link-button" onClick={() => onWho(line.who!)}>
                      {line.who}
                    </button>
                  )}
                </td>
                <td>{text(lookKinds[line.kind])}</td>
                <td>
                  {line.purpose && `${text(purposes[line.purpose])} `}
                  <span className="note">
                    {line.kind === 'export' && /^[\da-f-]{36}$/.test(line.note)
                      ? text([`导出编号 …${line.note.slice(-8)}`, `Export …${line.note.slice(-8)}`])
                      : line.note}
                  </span>
                </td>
                <td>{text(sayHowMany(line, known))}</td>
                <td className="note looks-open" title={open.length > named ? open.join('、') : undefined}>
                  {open.slice(0, named).join('、')}
                  {open.length > named && text([` 等 ${open.length} 项`, ` and others, ${open.length}`])}
                </td>
                <td className="note">{line.until && <When at={line.until} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
