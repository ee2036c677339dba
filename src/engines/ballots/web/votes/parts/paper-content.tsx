import { useId } from 'react'
import { matterAnswers, type PaperContent, type VoteQuestion, type invalidReasons } from '#engines/ballots/shared'
import { useText } from '#ui/text'
import { answerWords } from '../vote-words.tsx'

export const invalidWords: Readonly<Record<(typeof invalidReasons)[number], readonly [string, string]>> = {
  unsigned: ['未签名', 'Not signed'],
  unclear: ['选择不清', 'Unclear'],
  too_many: ['选得过多', 'Too many chosen'],
  altered: ['涂改', 'Altered'],
  other: ['其他', 'Other'],
}

export const emptyContent = (questions: readonly VoteQuestion[]): PaperContent => ({
  valid: true,
  choices: questions.map(() => []),
})

export function isComplete(content: PaperContent, questions: readonly VoteQuestion[]): boolean {
  return (
    !content.valid ||
    questions.every((question, place) => {
      const chosen = content.choices[place]?.length ?? 0
      return question.kind === 'matter' ? chosen === 1 : chosen <= question.seats
    })
  )
}

/** A paper as it lies before the clerk: every question, then whether it is valid at all. */
export function ContentFields({
  questions,
  content,
  onChange,
}: {
  questions: readonly VoteQuestion[]
  content: PaperContent
  onChange: (content: PaperContent) => void
}) {
  const text = useText()
  const name = useId()
  return (
    <div className="paper-content">
      {content.valid &&
        questions.map((question, place) => {
          const chosen = content.choices[place] ?? []
          const options =
            question.kind === 'matter' ? matterAnswers.map((each) => text(answerWords(each))) : question.candidates
          const set = (next: number[]) =>
            onChange({ valid: true, choices: content.choices.map((each, nth) => (nth === place ? next : each)) })
          return (
            <fieldset key={place} className="field-row">
              <legend>{question.text}</legend>
              <div className="chips">
                {options.map((option, answer) => (
                  <label className="chip" key={option}>
                    <input
                      type={question.kind === 'matter' ? 'radio' : 'checkbox'}
                      name={`${name}-${place}`}
                      checked={chosen.includes(answer)}
                      onChange={(event) =>
                        set(
                          question.kind === 'matter'
                            ? [answer]
                            : event.target.checked
                              ? [...chosen, answer]
                              : chosen.filter((each) => each !== answer),
                        )
                      }
                    />
                    {option}
                  </label>
                ))}
              </div>
              {question.kind === 'election' && (
                <span className={chosen.length > question.seats ? 'field-error' : 'note'}>
                  {text([
                    `已选 ${chosen.length}，最多 ${question.seats}`,
                    `${chosen.length} chosen, at most ${question.seats}`,
                  ])}
                </span>
              )}
            </fieldset>
          )
        })}
      <fieldset className="field-row">
        <legend>{text(['效力', 'Validity'])}</legend>
        <div className="chips">
          <label className="chip">
            <input
              type="radio"
              name={`${name}-valid`}
              checked={content.valid}
              onChange={() => onChange(emptyContent(questions))}
            />
            {text(['有效', 'Valid'])}
          </label>
          {(Object.keys(invalidWords) as (typeof invalidReasons)[number][]).map((reason) => (
            <label className="chip" key={reason}>
              <input
                type="radio"
                name={`${name}-valid`}
                checked={!content.valid && content.reason === reason}
                onChange={() => onChange({ valid: false, reason })}
              />
              {text(['无效：', 'Invalid: '])}
              {text(invalidWords[reason])}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}
