import { useState } from 'react'
import {
  figureForms,
  reports,
  unresolvedKinds,
  type EditionView,
  type FigureForm,
  type UnresolvedView,
} from '#engines/reports/shared'
import { Button, EmptyState, FieldRow, useOperation, useText } from '#ui'
import { SideSheet } from '#ui/side-sheet'
import type { EditorHandle } from '../editor/report-editor.tsx'
import type { TypedPlace } from '../editor/plugins.ts'
import { formsOf, matches } from './figures-panel.tsx'

/** As many as fit beside a page of text. */
const atOnce = 40

/** What nobody answers for yet; each is bound to a measure, or its source is named. */
export function NumbersPanel({
  unresolved,
  count,
  editor,
  onResolve,
  onTitle,
}: {
  /** The first of them. */
  unresolved: readonly UnresolvedView[]
  count: number
  editor: EditorHandle | null
  onResolve: ((place: TypedPlace) => void) | null
  /** Goes to the title, which is no part of the editor. */
  onTitle?: () => void
}) {
  const text = useText()
  const [shown, setShown] = useState(atOnce)
  if (count === 0)
    return (
      <EmptyState title={['数字都已落实', 'Every number is resolved']}>
        <p>
          {text(['正文里的每个数字都来自指标，或注明了来源。', 'Each comes from a measure, or its source is named.'])}
        </p>
      </EmptyState>
    )
  const resolve = (each: UnresolvedView) => {
    editor?.goTo(each.block)
    const place = editor?.typed().find(({ words }) => words === each.words)
    if (place && onResolve) onResolve(place)
  }
  return (
    <>
      <p className="note">{text(['落实以下数字后才能签发。', 'The report can be signed once these are resolved.'])}</p>
      <ul className="unresolved">
        {unresolved.slice(0, shown).map((each, nth) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same number may stand twice in one paragraph
          <li key={`${each.block} ${each.words} ${nth}`}>
            <span>
              <b>■ {each.words}</b> <span className="note">{text(unresolvedKinds[each.kind])}</span>
            </span>
            {each.kind === 'typed_number' && onResolve ? (
              <Button onClick={() => resolve(each)}>{text(['落实', 'Resolve'])}</Button>
            ) : (
              <Button
                tone="quiet"
                onClick={() => (each.kind === 'number_in_title' ? onTitle?.() : editor?.goTo(each.block))}
              >
                {text(['查看', 'Show'])}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {count > shown && (
        <p className="note">
          {text([
            `共 ${count} 处，已列出 ${Math.min(shown, unresolved.length)} 处`,
            `${Math.min(shown, unresolved.length)} of ${count} listed`,
          ])}
          {shown < unresolved.length ? ' ' : text(['；落实后列出其余各处', '; the rest follow as these are resolved'])}
        </p>
      )}
      {shown < unresolved.length && (
        <Button tone="quiet" onClick={() => setShown((before) => before + atOnce)}>
          {text(['再列一些', 'List more'])}
        </Button>
      )}
    </>
  )
}

interface Given {
  readonly edition: Pick<EditionView, 'template' | 'year'>
  readonly place: TypedPlace
  readonly editor: EditorHandle
  readonly onClose: () => void
}

/** Puts a bound figure, or a number with its source, in the place of a typed one. */
export function ResolveNumber({ edition, place, editor, onClose }: Given) {
  const text = useText()
  const [isOutside, setOutside] = useState(false)
  return (
    <SideSheet title={[`落实“${place.words}”`, `Resolve “${place.words}”`]} onClose={onClose}>
      <div className="side-sheet-body">
        <div className="side-sheet-fields">
          <div className="form-buttons" role="group">
            <Button aria-pressed={!isOutside} onClick={() => setOutside(false)}>
              {text(['绑定指标', 'Bind to a measure'])}
            </Button>
            <Button aria-pressed={isOutside} onClick={() => setOutside(true)}>
              {text(['外部数据', 'From outside'])}
            </Button>
          </div>
          {isOutside ? (
            <Outside place={place} editor={editor} onDone={onClose} />
          ) : (
            <Bind edition={edition} place={place} editor={editor} onDone={onClose} />
          )}
        </div>
      </div>
    </SideSheet>
  )
}

interface Resolving {
  readonly place: TypedPlace
  readonly editor: EditorHandle
  readonly onDone: () => void
}

const asText = (count: number | null) => (count === null ? null : String(count))

/** Measures whose value is the typed number stand first: most often it was copied from one. */
function Bind({ edition: { template, year }, place, editor, onDone }: Resolving & Pick<Given, 'edition'>) {
  const text = useText()
  const offers = useOperation(reports.offers, { template, year })
  const [words, setWords] = useState('')
  const typed = place.words.replaceAll(/[^\d.]/g, '')
  const forms = (offers.data?.measures ?? [])
    .filter((each) => matches(words, each))
    .flatMap((measure) =>
      formsOf(measure).map((form) => {
        const value = form === 'numerator' ? asText(measure.numerator) : form === 'denominator' ? asText(measure.denominator) : form === 'value' ? measure.value : null // prettier-ignore
        return { measure, form, value, isLike: value !== null && value === typed }
      }),
    )
    .sort((a, b) => Number(b.isLike) - Number(a.isLike))
  const put = (measure: string, form: FigureForm) => {
    editor.replaceTyped(place, { measure, form })
    onDone()
  }
  return (
    <>
      <input className="control" type="search" aria-label={text(['查找指标', 'Find a measure'])} placeholder={text(['查找指标', 'Find a measure'])}
        value={words} onChange={(event) => setWords(event.target.value)} />
      <ul className="offers">
        {forms.slice(0, 60).map(({ measure, form, value, isLike }) => (
          <li key={`${measure.key} ${form}`}>
            <button type="button" className="offer" data-like={isLike || undefined} onClick={() => put(measure.key, form)}>
              <span className="offer-name">
                {text(measure.label)} <span className="note">{text(measure.of)} · {text(figureForms[form])}</span>
              </span>
              <b>{value ?? ''}</b>
              {isLike && <span className="note">{text(['与所写一致', 'reads as typed'])}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  ) // prettier-ignore
}

function Outside({ place, editor, onDone }: Resolving) {
  const text = useText()
  const [source, setSource] = useState('')
  const [evidence, setEvidence] = useState('')
  const isWhole = source.trim().length > 1 && evidence.trim().length > 1
  return (
    <>
      <FieldRow label={['数据来源', 'Source']} hint={['哪个部门、哪个系统', 'Which office, which system']}>
        {(field) => <input {...field} className="control" maxLength={100} value={source} onChange={(event) => setSource(event.target.value)} />}
      </FieldRow>
      <FieldRow label={['佐证材料', 'Evidence']} hint={['文件、台账或报表的名称', 'Name of the document or sheet']}>
        {(field) => <textarea {...field} className="control" maxLength={300} value={evidence} onChange={(event) => setEvidence(event.target.value)} />}
      </FieldRow>
      <p className="note">{text(['系统会记下由谁注明。', 'Your name is kept with it.'])}</p>
      <div className="form-buttons">
        <Button tone="main" why={isWhole ? null : text(['请填写来源和佐证材料', 'Name the source and the evidence'])}
          onClick={() => {
            editor.replaceTyped(place, { text: place.words, source: source.trim(), evidence: evidence.trim() })
            onDone()
          }}>
          {text(['注明来源', 'Name the source'])}
        </Button>
      </div>
    </>
  ) // prettier-ignore
}
