import { useState } from 'react'
import { useText } from '#ui/text'
import { fileUrl } from '#ui/operations'
import type { NoticeView } from '#engines/ballots/shared'
import { matterLabel, modeWords, moment } from '../plain-words.ts'
import { answersOf, blankOf, chosenWords, isChosen, isFull, tapped, type Chosen } from './choosing.ts'

/** The ballot: one question to a screen, then a page to check. `done` gets the choices when they are confirmed. */
export function BallotPaper({
  street,
  notice,
  forWhom,
  done,
}: {
  street: string
  notice: NoticeView
  forWhom: string
  done: (choices: readonly Chosen[]) => void
}) {
  const text = useText()
  const [choices, setChoices] = useState<readonly Chosen[]>(() => notice.questions.map(blankOf))
  const [at, setAt] = useState(0)
  const { questions } = notice
  const question = questions[at]
  const total = questions.length + 1
  const progress = (
    <p className="progress">
      {at > 0 && (
        <button type="button" className="inline" onClick={() => setAt(at - 1)}>
          ‹ {text(['上一步', 'Back'])}
        </button>
      )}
      <span>{text([`第 ${at + 1} 步，共 ${total} 步 · ${forWhom}`, `Step ${at + 1} of ${total} · ${forWhom}`])}</span>
    </p>
  )

  if (!question)
    return (
      <>
        {progress}
        <h1 key={at}>{text(['请核对', 'Please check'])}</h1>
        <dl className="checked">
          {questions.map((each, nth) => (
            <div key={each.text}>
              <dt>{each.text}</dt>
              <dd>
                {chosenWords(each, choices[nth]!).map((word) => (
                  <strong key={word[0]}>{text(word)}</strong>
                ))}
                <button type="button" className="inline" onClick={() => setAt(nth)}>
                  {text(['改', 'Change'])}
                </button>
              </dd>
            </div>
          ))}
        </dl>
        <p>{text(modeWords[notice.mode].means)}</p>
        <button type="button" className="big primary" onClick={() => done(choices)}>
          {text(['选好了，制作选票', 'This is right: make my ballot'])}
          <small>{text(['做好后先给您看编号，还不会投出', 'You see its number first; nothing is cast yet'])}</small>
        </button>
      </>
    )

  const chosen = choices[at]!
  const isOne = question.kind === 'matter'
  return (
    <>
      {progress}
      <section className="ballot">
        <p className="ballot-kind">
          {text([`${notice.scopeName} 表决票`, `Ballot · ${notice.scopeName}`])}
          <span>{text(modeWords[notice.mode].name)}</span>
        </p>
        <h1 key={at}>{question.text}</h1>
        <p className="small">
          {question.kind === 'matter'
            ? text(matterLabel(question.article))
            : text([`可选 ${question.seats} 名以内，也可以一个都不选`, `Up to ${question.seats}; none is allowed too`])}
        </p>
        {notice.documents.map(({ file, title }) => (
          <a key={file} href={fileUrl(street, file, notice.id)} target="_blank" rel="noreferrer" className="document">
            {title}
          </a>
        ))}
        <fieldset className="answers">
          <legend className="unseen">{question.text}</legend>
          {answersOf(question).map((word, answer) => (
            <label key={word[0]} className="answer">
              <input
                type={isOne ? 'radio' : 'checkbox'}
                name={`question-${at}`}
                checked={chosen[answer] === 1}
                disabled={!isOne && chosen[answer] === 0 && isFull(question, chosen)}
                onChange={() =>
                  setChoices(choices.map((each, nth) => (nth === at ? tapped(question, each, answer) : each)))
                }
              />
              <span>{text(word)}</span>
            </label>
          ))}
        </fieldset>
        {!isOne && isFull(question, chosen) && (
          <p role="status">
            {text([
              `已选满 ${question.kind === 'election' ? question.seats : 1} 名；要换人，先点掉一个。`,
              `All ${question.kind === 'election' ? question.seats : 1} are chosen. To change, take one off first.`,
            ])}
          </p>
        )}
        <p className="small">
          {text([`${moment(notice.closesAt)[0]} 截止`, `Closes on ${moment(notice.closesAt)[1]}`])}
        </p>
      </section>
      <button
        type="button"
        className="big primary"
        disabled={!isChosen(question, chosen)}
        onClick={() => setAt(at + 1)}
      >
        {text(['下一步', 'Next'])}
      </button>
    </>
  )
}
