import { useState } from 'react'
import { newId } from '#kernel/id'
import { caseRefusals, type Satisfaction } from '#engines/cases/shared'
import { sayError } from '#ui/notices'
import { fileUrl, isRefusal, perform } from '#ui/operations'
import { useText } from '#ui/text'
import { useNow } from '#ui/time'
import { Trouble } from '../light/form-parts.tsx'
import { Choices } from '../light/choices.tsx'
import { go } from '../light/route.ts'
import { useAsked } from '../light/asking.ts'
import { plainSatisfactions } from './plain-words.ts'
import { follow, rate } from './operations.ts'
import { readCode, sayCode, sayDay, stepName, storyOf, type Followed } from './story.ts'

export function EnterCode({ street }: { street: string }) {
  const text = useText()
  const [written, setWritten] = useState('')
  const code = readCode(written)
  return (
    <main>
      <h1>{text(['请输入查询码', 'Enter your code'])}</h1>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (code.length > 0) go(`/me/${street}/follow/${code}`)
        }}
      >
        <label htmlFor="code">
          {text(['反映以后得到的 12 位字母和数字', 'The 12 letters and digits you were given'])}
        </label>
        <input
          id="code"
          className="code-input"
          value={written}
          onChange={(event) => setWritten(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
        />
        <button type="submit" className="big primary" disabled={code.length === 0}>
          {text(['查询', 'Look up'])}
        </button>
      </form>
      <p>
        {text(['打电话反映的，可以请工作人员告诉您查询码。', 'If you reported by telephone, ask us for the code.'])}
      </p>
    </main>
  )
}

function Rate({ street, code, onRated }: { street: string; code: string; onRated: (solved: boolean) => void }) {
  const text = useText()
  const [command] = useState(newId)
  const [solved, setSolved] = useState<'yes' | 'no' | null>(null)
  const [satisfaction, setSatisfaction] = useState<Satisfaction | null>(null)
  const [comment, setComment] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function send(): Promise<void> {
    if (solved === null || satisfaction === null) return
    setBusy(true)
    try {
      await perform(
        street,
        rate,
        { followCode: code, solved: solved === 'yes', satisfaction, comment: comment.trim() === '' ? null : comment },
        { id: command },
      )
      onRated(solved === 'yes')
    } catch (thrown) {
      if (isRefusal(thrown, 'already_rated')) return onRated(solved === 'yes')
      setTrouble(text(sayError(thrown, caseRefusals)))
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="form" aria-label={text(['评价', 'Your opinion'])}>
      <Choices
        name="solved"
        label={['您的问题解决了吗？', 'Is your problem solved?']}
        options={{ yes: ['解决了', 'Yes, solved'], no: ['没有解决', 'No'] }}
        value={solved}
        onChange={setSolved}
      />
      {solved && (
        <Choices
          name="satisfaction"
          label={['您满意吗？', 'Are you satisfied?']}
          options={plainSatisfactions}
          value={satisfaction}
          onChange={setSatisfaction}
        />
      )}
      {satisfaction && (
        <>
          <label htmlFor="comment">
            {text(['还想说什么（可以不写）', 'Anything else (you may leave this empty)'])}
          </label>
          <textarea
            id="comment"
            rows={3}
            maxLength={500}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <Trouble>{trouble}</Trouble>
          <button type="button" className="big primary" disabled={busy} onClick={() => void send()}>
            {text(['送出评价', 'Send'])}
          </button>
        </>
      )}
    </section>
  )
}

function Told({ street, code, seen, onRated }: { street: string; code: string; seen: Followed; onRated: () => void }) {
  const text = useText()
  const now = useNow()
  const [thanked, setThanked] = useState<'no' | 'solved' | 'unsolved'>('no')
  const before = seen.photos.filter((photo) => photo.purpose !== 'after')
  const after = seen.photos.filter((photo) => photo.purpose === 'after')
  const pictures = (title: readonly [string, string], photos: Followed['photos']) =>
    photos.length > 0 && (
      <section>
        <h2>{text(title)}</h2>
        {photos.map((photo) => (
          <img
            key={photo.id}
            className="told-photo"
            src={fileUrl(street, photo.id, code)}
            alt={text(title)}
            loading="lazy"
          />
        ))}
      </section>
    )
  return (
    <>
      <p className="story">{text(storyOf(seen, now))}</p>
      <p>
        {seen.title}
        {!seen.title.includes(seen.place) && ` · ${seen.place}`}
      </p>
      {seen.answerText && (
        <section>
          <h2>{text(['给您的答复', 'Our answer'])}</h2>
          <p className="answer">{seen.answerText}</p>
        </section>
      )}
      {pictures(['处理后', 'After'], after)}
      {seen.state === 'closed' && !seen.rated && thanked === 'no' && (
        <Rate
          street={street}
          code={code}
          onRated={(solved) => {
            setThanked(solved ? 'solved' : 'unsolved')
            onRated()
          }}
        />
      )}
      {(thanked !== 'no' || (seen.state === 'closed' && seen.rated)) && (
        <p className="say" role="status">
          {text(['谢谢，您的评价已收到。', 'Thank you. We have your opinion.'])}
          {thanked === 'unsolved' &&
            text([
              '您说没有解决，工作人员会看到；着急的话请打下面的电话。',
              ' You say it is not solved; we see that. If it is urgent, call the number below.',
            ])}
        </p>
      )}
      <section>
        <h2>{text(['经过', 'What happened'])}</h2>
        <ol className="steps">
          {seen.steps.map(({ at, step }) => (
            <li key={step}>
              <span>{text(sayDay(at, now))}</span> {text(stepName(step))}
            </li>
          ))}
        </ol>
      </section>
      {pictures(['您反映时', 'As you reported it'], before)}
      <p className="small">
        {text(['编号', 'Number'])} {seen.number} · {text(['查询码', 'Code'])} {sayCode(code)}
      </p>
    </>
  )
}

/** How a report stands, by its code and without an account. */
export function Follow({ street, code }: { street: string; code: string }) {
  const text = useText()
  const [turn, setTurn] = useState(0)
  const { value, error } = useAsked(street, follow, { followCode: code }, turn)
  const [last, setLast] = useState<Followed | null>(null)
  if (value && value !== last) setLast(value)
  const seen = value ?? last
  return (
    <main>
      <h1>{text(['您反映的事', 'Your report'])}</h1>
      {!seen && !error && <p role="status">{text(['正在查……', 'Looking …'])}</p>}
      {error !== null && (
        <div role="alert" className="form">
          <p className="trouble">{text(sayError(error, caseRefusals))}</p>
          <button type="button" className="big" onClick={() => setTurn(turn + 1)}>
            {text(['再查一次', 'Try again'])}
          </button>
          <button type="button" className="big" onClick={() => go(`/me/${street}/follow`)}>
            {text(['换一个查询码', 'Another code'])}
          </button>
        </div>
      )}
      {seen && <Told street={street} code={code} seen={seen} onRated={() => setTurn(turn + 1)} />}
    </main>
  )
}
