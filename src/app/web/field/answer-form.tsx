import {
  answerWays,
  appealFindings,
  cases,
  factFindings,
  results,
  type AnswerWay,
  type AppealFinding,
  type CaseType,
  type FactFinding,
  type Outcome,
} from '#engines/cases/shared'
import { useText } from '#ui/text'
import { Trouble } from '../light/form-parts.tsx'
import { Choices, Phrases, withPhrase } from '../light/choices.tsx'
import { useActing } from './acting.ts'
import type { Drafting } from './draft.ts'
import { TextArea } from './parts.tsx'
import { phrasesFor } from './proof.ts'

/** 认定与答复: finding on the facts × finding on the demand × result; whatever is not the plain case needs its grounds. */
export function AnswerForm({
  caseId,
  type,
  seen,
  drafting,
}: {
  caseId: string
  type: CaseType | undefined
  seen: Readonly<Record<string, unknown>>
  drafting: Drafting
}) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const { more } = drafting.draft
  const set = (name: string) => (value: string) => drafting.change({ more: { ...more, [name]: value } })
  const fact = (more['fact'] ?? null) as FactFinding | null
  const appeal = (more['appeal'] ?? null) as AppealFinding | null
  const result = (more['result'] ?? null) as Outcome | null
  const way = (more['way'] ?? null) as AnswerWay | null
  const said = more['answer'] ?? ''
  const noteOf = (name: string) => (more[name]?.trim() ? more[name] : null)
  const needsFactNote = fact !== null && fact !== 'true' && !noteOf('factNote')
  const needsAppealNote = appeal !== null && appeal !== 'reasonable' && !noteOf('appealNote')
  const done = fact && appeal && result && way && said.trim() !== '' && !needsFactNote && !needsAppealNote
  return (
    <div className="form">
      <Choices
        name="fact"
        label={['反映的情况', 'The facts']}
        options={factFindings}
        value={fact}
        onChange={set('fact')}
      />
      {fact !== null && fact !== 'true' && (
        <TextArea
          id="fact-note"
          label={['依据（必填）', 'Grounds (needed)']}
          value={more['factNote'] ?? ''}
          onChange={set('factNote')}
          rows={2}
        />
      )}
      <Choices
        name="appeal"
        label={['提出的诉求', 'The demand']}
        options={appealFindings}
        value={appeal}
        onChange={set('appeal')}
      />
      {appeal !== null && appeal !== 'reasonable' && (
        <TextArea
          id="appeal-note"
          label={['依据（必填）', 'Grounds (needed)']}
          value={more['appealNote'] ?? ''}
          onChange={set('appealNote')}
          rows={2}
        />
      )}
      <Choices name="result" label={['处理结果', 'Result']} options={results} value={result} onChange={set('result')} />
      <Choices
        name="way"
        label={['怎样答复的', 'How it was answered']}
        options={answerWays}
        value={way}
        onChange={set('way')}
      />
      <TextArea
        id="answer-text"
        label={['答复内容', 'The answer']}
        value={said}
        onChange={set('answer')}
        max={4000}
        rows={4}
      />
      <Phrases phrases={phrasesFor(type, 'answer', seen)} onTap={(phrase) => set('answer')(withPhrase(said, phrase))} />
      <Trouble>{invalid}</Trouble>
      <div className="thumb-bar">
        <button
          type="button"
          className="button primary"
          disabled={!done || busy}
          onClick={() => {
            if (!fact || !appeal || !result || !way) return
            void act(cases.answer, {
              caseId: caseId as never,
              factFinding: fact,
              factNote: fact === 'true' ? null : (noteOf('factNote') ?? null),
              appealFinding: appeal,
              appealNote: appeal === 'reasonable' ? null : (noteOf('appealNote') ?? null),
              result,
              way,
              text: said,
            })
          }}
        >
          {text(['记下认定与答复', 'Record findings and answer'])}
        </button>
      </div>
    </div>
  )
}
