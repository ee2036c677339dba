import { useState } from 'react'
import {
  registerRefusals,
  registers,
  type ImportColumn,
  type ImportSheet,
  type ImportView,
} from '#engines/registers/shared'
import { Button, Problem } from '#ui'
import { useCommand, useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { CancelImport } from './import-acts.tsx'

interface Given {
  readonly view: ImportView
  readonly sheets: readonly ImportSheet[]
}

const keyOf = (sheet: number, column: number) => `${sheet}.${column}`
const ignore = 'ignore'

/** Which column is what: guessed by name and content, shown with samples, changed where the guess is wrong. */
export function ColumnsStep({ view, sheets }: Given) {
  const text = useText()
  const map = useCommand(registers.mapImport)
  const [left, setLeft] = useState<ReadonlySet<number>>(
    () => new Set(sheets.filter((sheet) => sheet.skipped !== null).map((sheet) => sheet.index)),
  )
  const [changed, setChanged] = useState<ReadonlyMap<string, string>>(new Map())
  const targetOf = (sheet: ImportSheet, column: ImportColumn) =>
    changed.get(keyOf(sheet.index, column.at)) ?? column.target
  const used = sheets.filter((sheet) => !left.has(sheet.index))

  function confirm(): void {
    map.mutate({
      id: view.id,
      sheets: sheets.map((sheet) => ({
        index: sheet.index,
        used: !left.has(sheet.index),
        columns: sheet.columns.map((column) => ({ at: column.at, target: targetOf(sheet, column) })),
      })),
    })
  }
  function toggle(index: number): void {
    const next = new Set(left)
    if (!next.delete(index)) next.add(index)
    setLeft(next)
  }
  return (
    <>
      <div className="import-body">
        {view.formulas > 0 && (
          <p className="note">
            {text([
              `有 ${view.formulas} 个单元格是公式，按上次保存的结果读取。`,
              `${view.formulas} cells are formulas; they are read as last computed.`,
            ])}
          </p>
        )}
        {sheets.map((sheet) => (
          <section key={sheet.index} className="import-sheet" data-left={left.has(sheet.index) || undefined}>
            <header>
              <label className="check">
                <input type="checkbox" checked={!left.has(sheet.index)} onChange={() => toggle(sheet.index)} />
                <strong>{sheet.name}</strong>
              </label>
              <span className="note">
                {[
                  sheet.title,
                  sheet.headRow > 0 && text([`表头在第 ${sheet.headRow} 行`, `heads in row ${sheet.headRow}`]),
                  sheet.remembered && text(['按上次确认的列', 'as confirmed before']),
                  sheet.skipped && text(sheet.skipped),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </header>
            {sheet.notices?.map((notice) => (
              <p key={notice[1]} className="note">
                {text(notice)}
              </p>
            ))}
            {!left.has(sheet.index) && (
              <ColumnTable
                view={view}
                sheet={sheet}
                targetOf={targetOf}
                onTarget={(column, target) => setChanged(new Map(changed).set(keyOf(sheet.index, column), target))}
              />
            )}
          </section>
        ))}
      </div>
      <footer className="import-acts form-buttons">
        <Button
          tone="main"
          busy={map.isPending}
          why={used.length === 0 ? text(['至少选一个工作表', 'Choose a sheet']) : null}
          onClick={confirm}
        >
          {text(['列对了，逐行核对', 'The columns are right: judge the rows'])}
        </Button>
        <CancelImport view={view} />
        <span className="note">
          {text(['确认过的列会记住，下次同样的表不用再对。', 'They are remembered for the next such file.'])}
        </span>
        {map.isError && <Problem error={map.error} refusals={registerRefusals} isBrief />}
      </footer>
    </>
  )
}

interface Table {
  readonly view: ImportView
  readonly sheet: ImportSheet
  readonly targetOf: (sheet: ImportSheet, column: ImportColumn) => string
  readonly onTarget: (column: number, target: string) => void
}

function ColumnTable({ view, sheet, targetOf, onTarget }: Table) {
  const text = useText()
  const { data } = useOperation(registers.importTargets, { kind: view.kind }, { staleTime: Infinity })
  const targets = data?.targets ?? []
  const groups = [...new Set(targets.map((target) => target.group[0]))]
  const uses = new Map<string, number>()
  for (const column of sheet.columns) {
    const target = targetOf(sheet, column)
    uses.set(target, (uses.get(target) ?? 0) + 1)
  }
  return (
    <div className="table-scroll">
      <table className="plain-table import-columns">
        <thead>
          <tr>
            <th scope="col">{text(['列', 'Column'])}</th>
            <th scope="col">{text(['表头', 'Head'])}</th>
            <th scope="col">{text(['样例', 'Samples'])}</th>
            <th scope="col">{text(['读作', 'Read as'])}</th>
            <th scope="col">{text(['把握', 'Sure'])}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.columns.map((column) => {
            const target = targetOf(sheet, column)
            const isGuess = target === column.target
            const isTwice = (uses.get(target) ?? 0) > 1 && /^(field|part):|^address$/.test(target)
            return (
              <tr key={column.at} data-ignored={target === ignore || undefined}>
                <td className="quiet">{column.letter}</td>
                <td>{column.head || <span className="quiet">{text(['无表头', 'no head'])}</span>}</td>
                <td className="import-samples">
                  {column.samples.slice(0, 3).map((sample, index) => (
                    <span key={`${index}${sample}`}>{sample}</span>
                  ))}
                </td>
                <td>
                  <select
                    className="control"
                    aria-label={text([
                      `${column.letter} 列 ${column.head} 读作`,
                      `Column ${column.letter} ${column.head} is read as`,
                    ])}
                    aria-invalid={isTwice || undefined}
                    value={target}
                    onChange={(event) => onTarget(column.at, event.target.value)}
                  >
                    {!targets.some((each) => each.id === target) && <option value={target}>{target}</option>}
                    {groups.map((group) => (
                      <optgroup key={group} label={text(targets.find((each) => each.group[0] === group)!.group)}>
                        {targets
                          .filter((each) => each.group[0] === group)
                          .map((each) => (
                            <option key={each.id} value={each.id}>
                              {text(each.label)}
                              {each.required ? ' *' : ''}
                            </option>
                          ))}
                      </optgroup>
                    ))}
                  </select>
                  {isTwice && (
                    <span className="field-error">{text(['有两列读作此项', 'Two columns are read so'])}</span>
                  )}
                </td>
                <td className="import-sure">
                  {isGuess ? (
                    <>
                      <meter min={0} max={1} low={0.5} high={0.8} optimum={1} value={column.confidence} />
                      <span className="note">{text(column.why)}</span>
                    </>
                  ) : (
                    <span className="note">{text(['您选的', 'Your choice'])}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
