import { useState } from 'react'
import type { z } from 'zod'
import { newId } from '#kernel/id'
import {
  ballotRefusals,
  ballots,
  matterAnswers,
  type PaperSheet,
  type SheetRow,
  type VoteView,
} from '#engines/ballots/shared'
import { FieldRow } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useText } from '#ui/text'
import { FileInput } from '../file-input.tsx'
import { answerWords, area } from '../vote-words.tsx'

interface AreaClass {
  readonly area: number
  readonly papers: number
}

const optionsOf = (vote: VoteView) =>
  vote.questions.map((question) => (question.kind === 'matter' ? matterAnswers : question.candidates))

/** A matter's counts with the invalid ones make up the papers of the class; an election's stay within what is possible. */
function wrongRows(vote: VoteView, classes: readonly AreaClass[], rows: readonly SheetRow[]): readonly number[] {
  return rows
    .filter((row) => {
      const papers = classes.find((each) => each.area === row.area)?.papers ?? 0
      const valid = papers - row.invalid
      return (
        valid < 0 ||
        vote.questions.some((question, place) => {
          const counts = row.counts[place] ?? []
          const sum = counts.reduce((all, each) => all + each, 0)
          return question.kind === 'matter'
            ? sum !== valid
            : sum > valid * question.seats || counts.some((each) => each > valid)
        })
      )
    })
    .map((row) => row.area)
}

function Rows({
  vote,
  classes,
  rows,
  onChange,
}: {
  vote: VoteView
  classes: readonly AreaClass[]
  rows: readonly SheetRow[]
  onChange: (rows: readonly SheetRow[]) => void
}) {
  const text = useText()
  const options = optionsOf(vote)
  const wrong = wrongRows(vote, classes, rows)
  const put = (at: number, changed: Partial<SheetRow>) =>
    onChange(rows.map((row) => (row.area === at ? { ...row, ...changed } : row)))
  const number = (value: number) => (Number.isNaN(value) ? 0 : Math.max(0, Math.trunc(value)))
  return (
    <div className="table-scroll">
      <table className="plain-table counting-table">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {text(['面积 m²', 'Area m²'])}
            </th>
            <th scope="col" rowSpan={2}>
              {text(['收到', 'Received'])}
            </th>
            {vote.questions.map((question, place) => (
              <th key={place} scope="colgroup" colSpan={options[place]!.length}>
                {text([`第 ${place + 1} 项`, `Question ${place + 1}`])}
              </th>
            ))}
            <th scope="col" rowSpan={2}>
              {text(['无效', 'Invalid'])}
            </th>
          </tr>
          <tr>
            {options.flatMap((each, place) =>
              each.map((option) => (
                <th scope="col" key={`${place}/${option}`}>
                  {text(answerWords(option))}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.area} data-wrong={wrong.includes(row.area) || undefined}>
              <th scope="row">{area(row.area)}</th>
              <td>{classes.find((each) => each.area === row.area)?.papers}</td>
              {row.counts.flatMap((counts, place) =>
                counts.map((value, answer) => (
                  <td key={`${place}/${answer}`}>
                    <input
                      className="control"
                      type="number"
                      min={0}
                      aria-label={`${area(row.area)} ${text(answerWords(options[place]?.[answer] ?? ''))}`}
                      value={value}
                      onChange={(event) =>
                        put(row.area, {
                          counts: row.counts.map((each, q) =>
                            q === place
                              ? each.map((old, a) => (a === answer ? number(event.target.valueAsNumber) : old))
                              : each,
                          ),
                        })
                      }
                    />
                  </td>
                )),
              )}
              <td>
                <input
                  className="control"
                  type="number"
                  min={0}
                  aria-label={text([`${area(row.area)} 无效`, `${area(row.area)} invalid`])}
                  value={row.invalid}
                  onChange={(event) => put(row.area, { invalid: number(event.target.valueAsNumber) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The urn of a secret vote, counted in public by area class: entered by one, entered again by another. */
export function CountingSheet({
  vote,
  classes,
  sheet,
}: {
  vote: VoteView
  classes: readonly AreaClass[]
  sheet: z.output<typeof PaperSheet> | null
}) {
  const text = useText()
  const empty = (): readonly SheetRow[] =>
    classes.map((each) => ({
      area: each.area,
      counts: optionsOf(vote).map((options) => options.map(() => 0)),
      invalid: 0,
    }))
  const [id] = useState(newId)
  const [rows, setRows] = useState(empty)
  const [file, setFile] = useState<string | null>(null)
  const wrong = wrongRows(vote, classes, rows)
  const differs: readonly [string, string] = [
    `各行票数须等于收到的纸质票：${wrong.map(area).join('、')}`,
    `Each row must equal the papers received: ${wrong.map(area).join(', ')}`,
  ]
  const fields = <Rows vote={vote} classes={classes} rows={rows} onChange={setRows} />
  return (
    <section>
      <h2>{text(['公开计票表', 'Public counting sheet'])}</h2>
      {sheet?.state === 'confirmed' ? (
        <p>
          {text([
            `已由 ${sheet.firstBy} 录入、${sheet.secondBy ?? ''} 复核。`,
            `Entered by ${sheet.firstBy}, confirmed by ${sheet.secondBy ?? ''}.`,
          ])}
        </p>
      ) : sheet?.state === 'received' ? (
        <>
          <p>
            {text([
              `${sheet.firstBy} 已录入，由另一人对照纸面再录一遍。`,
              `Entered by ${sheet.firstBy}; another person enters it again.`,
            ])}
          </p>
          {vote.may.includes('confirmSheet') && (
            <div className="form-buttons">
              <Unfolded label={['复核计票表', 'Confirm the sheet']} tone="main">
                {(close) => (
                  <ActForm
                    command={ballots.confirmSheet}
                    refusals={ballotRefusals}
                    input={wrong.length === 0 ? { id: vote.id, sheet: sheet.id, rows: [...rows] } : null}
                    missing={differs}
                    verb={['复核', 'Confirm']}
                    done={['已复核', 'Confirmed']}
                    onAway={close}
                  >
                    {fields}
                  </ActForm>
                )}
              </Unfolded>
            </div>
          )}
        </>
      ) : (
        vote.may.includes('enterSheet') && (
          <div className="form-buttons">
            <Unfolded label={['录入计票表', 'Enter the sheet']} tone="main">
              {(close) => (
                <ActForm
                  command={ballots.enterSheet}
                  refusals={ballotRefusals}
                  input={file && wrong.length === 0 ? { id: vote.id, sheet: id, rows: [...rows], file } : null}
                  missing={wrong.length > 0 ? differs : ['请上传计票表扫描件。', 'Upload the scan of the sheet.']}
                  verb={['录入', 'Enter']}
                  done={['已录入，等待复核', 'Entered; to be confirmed']}
                  onAway={close}
                >
                  {fields}
                  <FieldRow label={['计票表扫描件', 'Scan of the sheet']} group>
                    {() => <FileInput label={['拍照或上传', 'Photo or scan']} file={file} onChange={setFile} />}
                  </FieldRow>
                </ActForm>
              )}
            </Unfolded>
          </div>
        )
      )}
    </section>
  )
}
