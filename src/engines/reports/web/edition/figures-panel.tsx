import { useState } from 'react'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import {
  chartForms,
  figureForms,
  reportRefusals,
  reports,
  sections,
  type ChartForm,
  type FigureForm,
  type Offers,
  type Run,
} from '#engines/reports/shared'
import { Chips, Problem, useOperation, useText, Waiting } from '#ui'
import type { EditorHandle } from '../editor/report-editor.tsx'

const views = { paragraphs: ['段落', 'Paragraphs'], measures: ['指标', 'Measures'] } as const satisfies Record<
  string,
  Text
>

type Offered = Offers['paragraphs'][number]
export type OfferedMeasure = Offers['measures'][number]

export const isShare = ({ kind }: OfferedMeasure) => kind === 'rate' || kind === 'weighted'

/** How a measure may stand in the text. */
export const formsOf = (measure: OfferedMeasure): readonly FigureForm[] => [
  'value',
  ...(isShare(measure) ? (['numerator', 'denominator'] as const) : []),
  'change_on_last_year',
  'change_on_last_period',
  'completion_of_goal',
]

export const matches = (words: string, { label, of }: { readonly label: Text; readonly of: Text }) =>
  words
    .trim()
    .split(/\s+/)
    .every((word) => `${of.join(' ')} ${label.join(' ')}`.toLowerCase().includes(word.toLowerCase()))

/** What the faces offer: a press puts it where the writer is. */
export function FiguresPanel({
  template,
  year,
  editor,
}: {
  template: string
  year: number
  editor: EditorHandle | null
}) {
  const text = useText()
  const [view, setView] = useState<keyof typeof views>('paragraphs')
  const [words, setWords] = useState('')
  const offers = useOperation(reports.offers, { template, year })
  if (offers.isError && !offers.data) return <Problem error={offers.error} refusals={reportRefusals} isBrief />
  if (!offers.data) return <Waiting />
  const { paragraphs, measures } = offers.data
  return (
    <div className="figures-panel">
      <Chips options={views} value={view} onChange={setView} label={text(['可用内容', 'What is offered'])} />
      <input
        className="control"
        type="search"
        aria-label={text(['查找', 'Find'])}
        placeholder={
          view === 'paragraphs'
            ? text(['查找系统或段落', 'Find a system or paragraph'])
            : text(['查找指标', 'Find a measure'])
        }
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {view === 'paragraphs' ? (
        <ul className="offers">
          {paragraphs
            .filter((each) => matches(words, { label: each.title, of: each.face }))
            .map((each) => (
              <OfferedParagraph key={each.key} paragraph={each} onInsert={(runs) => editor?.insertParagraph(runs)} />
            ))}
        </ul>
      ) : (
        <ul className="offers">
          {measures
            .filter((each) => matches(words, each))
            .map((each) => (
              <OfferedMeasureLine key={each.key} measure={each} editor={editor} />
            ))}
        </ul>
      )}
    </div>
  )
}

function runsOfOffer({ pieces }: Offered): Run[] {
  return pieces.map((piece): Run => {
    if ('text' in piece) return { kind: 'text', text: piece.text }
    const { measure, form, period, where } = piece
    return { kind: 'figure', id: newId(), measure, form, ...(period && { period }), ...(where && { where }) }
  })
}

function OfferedParagraph({ paragraph, onInsert }: { paragraph: Offered; onInsert: (runs: Run[]) => void }) {
  const text = useText()
  return (
    <li>
      <button type="button" className="offer" onClick={() => onInsert(runsOfOffer(paragraph))}>
        <span className="offer-name">
          {text(paragraph.title)} <span className="note">{text(sections[paragraph.section])}</span>
        </span>
        <span className="offer-text" lang="zh-CN">
          {paragraph.pieces.map((piece, nth) =>
            // oxlint-disable react/no-array-index-key -- pieces have nothing else to be told by
            'text' in piece ? <span key={nth}>{piece.text}</span> : <b key={nth}>{piece.shown ?? '—'}</b>,
          )}
        </span>
      </button>
    </li>
  )
}

function OfferedMeasureLine({ measure, editor }: { measure: OfferedMeasure; editor: EditorHandle | null }) {
  const text = useText()
  const shown = measure.value === null ? '—' : `${measure.value}${isShare(measure) ? '%' : ''}`
  return (
    <li className="offered-measure">
      <p title={text(measure.sentence)}>
        <span className="offer-name">
          {text(measure.label)} <span className="note">{text(measure.of)}</span>
        </span>
        <b>{shown}</b>
      </p>
      <div className="offer-forms">
        {formsOf(measure).map((form) => (
          <button
            key={form}
            type="button"
            className="phrase"
            onClick={() => editor?.insertFigure({ measure: measure.key, form })}
          >
            {text(figureForms[form])}
          </button>
        ))}
        {(Object.keys(chartForms) as ChartForm[]).map((form) => (
          <button
            key={form}
            type="button"
            className="phrase"
            onClick={() =>
              editor?.insertExhibit({
                kind: 'chart',
                id: newId(),
                form,
                measure: measure.key,
                title: `${measure.label[0]}${chartForms[form][0]}`,
              })
            }
          >
            {text(['图', 'Chart'])}·{text(chartForms[form])}
          </button>
        ))}
      </div>
    </li>
  )
}
