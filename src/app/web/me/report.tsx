import type { CaseType } from '#engines/cases/shared'
import { phonePattern } from '#model'
import { useText } from '#ui/text'
import { AnswerFields, unanswered } from '../light/answer-fields.tsx'
import { Phrases, withPhrase } from '../light/choices.tsx'
import { go } from '../light/route.ts'
import type { ReportDraft } from './draft.ts'
import { plainGroups, plainName } from './plain-words.ts'
import { publicTypes } from './public-types.ts'
import './report.css'

export function typeOf(draft: ReportDraft): CaseType | undefined {
  return publicTypes.find((type) => type.id === draft.type)
}

export interface StepProps {
  readonly street: string
  readonly draft: ReportDraft
  change(changed: Partial<ReportDraft>): void
  next(): void
}

/** What is the matter: first the sort of thing, then the thing. */
export function WhatStep({ draft, change, next }: StepProps) {
  const text = useText()
  const group = plainGroups.find((each) => each.id === draft.group)
  function choose(category: string): void {
    const type = publicTypes.find((each) => each.categories.includes(category))
    change({ category, type: type?.id ?? null, answers: type?.id === draft.type ? draft.answers : {} })
    next()
  }
  if (!group) {
    return (
      <>
        <h1>{text(['您要反映什么？', 'What is the matter?'])}</h1>
        <div className="choose two">
          {plainGroups.map((each) => {
            const keys = Object.keys(each.items)
            return (
              <button
                key={each.id}
                type="button"
                className="big"
                onClick={() => (keys.length === 1 ? choose(keys[0]!) : change({ group: each.id }))}
              >
                {text(each.label)}
              </button>
            )
          })}
        </div>
      </>
    )
  }
  return (
    <>
      <h1 key={group.id}>{text(group.label)}</h1>
      <div className="choose">
        {Object.entries(group.items).map(([key, said]) => (
          <button
            key={key}
            type="button"
            className="big"
            aria-pressed={draft.category === key}
            onClick={() => choose(key)}
          >
            {text(said)}
          </button>
        ))}
        <button type="button" className="big plain" onClick={() => change({ group: null })}>
          {text(['不是这些，看别的', 'None of these'])}
        </button>
      </div>
    </>
  )
}

const phrases = ['每天都这样。', '影响走路。', '味道很大。', '老人小孩容易摔倒。', '已经好几天了。']

export function WordsStep({ draft, change, next }: StepProps) {
  const text = useText()
  const type = typeOf(draft)
  const named = draft.category ? plainName(draft.category) : undefined
  return (
    <>
      <h1>{text(['说说情况', 'Tell us about it'])}</h1>
      <div className="form">
        <label htmlFor="words">{text(['写几个字就行，也可以用键盘上的话筒说', 'A few words will do'])}</label>
        <textarea
          id="words"
          rows={4}
          maxLength={2000}
          value={draft.words}
          placeholder={named && text(named)}
          onChange={(event) => change({ words: event.target.value })}
        />
        <Phrases phrases={phrases} onTap={(phrase) => change({ words: withPhrase(draft.words, phrase) })} />
        {type && <AnswerFields form={type.form} answers={draft.answers} onChange={(answers) => change({ answers })} />}
        {draft.answers['danger'] === true && (
          <p className="say" role="alert">
            {text([
              '正在伤人或着火，请先打 110、119 或 120。',
              'If someone is being hurt or something burns, call 110, 119 or 120 first.',
            ])}
          </p>
        )}
        <button
          type="button"
          className="big primary"
          disabled={!type || unanswered(type.form, draft.answers).length > 0}
          onClick={next}
        >
          {text(['下一步', 'Next'])}
        </button>
      </div>
    </>
  )
}

export function WhoStep({ draft, change, next }: StepProps) {
  const text = useText()
  const wrong = draft.phone.trim() !== '' && !phonePattern.test(draft.phone.trim())
  return (
    <>
      <h1>{text(['要不要留联系方式？', 'May we contact you?'])}</h1>
      <p>
        {text([
          '留电话，是为了办的时候能问清楚、办完告诉您。只有办这件事的人看得到，也可以不留。',
          'A number lets us ask and tell you the outcome. Only those who handle this see it. You may leave it out.',
        ])}
      </p>
      <div className="form">
        <label htmlFor="name">{text(['怎么称呼（可不填）', 'Name (optional)'])}</label>
        <input
          id="name"
          autoComplete="name"
          maxLength={60}
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <label htmlFor="phone">{text(['电话（可不填）', 'Telephone (optional)'])}</label>
        <input
          id="phone"
          type="tel"
          autoComplete="tel"
          maxLength={20}
          value={draft.phone}
          aria-invalid={wrong}
          onChange={(event) => change({ phone: event.target.value })}
        />
        {wrong && (
          <p className="trouble" role="alert">
            {text(['电话号码好像不对，请看看有没有写错。', 'The number does not look right. Please check it.'])}
          </p>
        )}
        <button type="button" className="big primary" disabled={wrong} onClick={next}>
          {draft.phone.trim() === '' ? text(['不留，下一步', 'Leave it out, next']) : text(['下一步', 'Next'])}
        </button>
      </div>
    </>
  )
}

/** Everything once more before it goes; each line leads back to where it was said. */
export function CheckStep({ street, draft, next }: StepProps) {
  const text = useText()
  const named = draft.category ? plainName(draft.category) : undefined
  const line = (label: readonly [string, string], said: string, step: string) => (
    <div>
      <dt>{text(label)}</dt>
      <dd>
        {said}{' '}
        <button type="button" className="inline" onClick={() => go(`/me/${street}/report/${step}`)}>
          {text(['改', 'Change'])}
          <span className="unseen">{text(label)}</span>
        </button>
      </dd>
    </div>
  )
  const done = named !== undefined && draft.place.trim() !== ''
  return (
    <>
      <h1>{text(['请看一下，对不对？', 'Is this right?'])}</h1>
      <dl className="review">
        {line(['反映什么', 'What'], named ? text(named) : '—', 'what')}
        {line(['在哪里', 'Where'], draft.place || '—', 'where')}
        {line(['照片', 'Photos'], text([`${draft.photos.length} 张`, String(draft.photos.length)]), 'photo')}
        {line(['情况', 'Words'], draft.words || (named ? text(named) : '—'), 'words')}
        {line(
          ['联系方式', 'Contact'],
          [draft.name, draft.phone].filter(Boolean).join(' ') || text(['不留', 'None']),
          'who',
        )}
      </dl>
      <button type="button" className="big primary" disabled={!done} onClick={next}>
        {text(['送出', 'Send'])}
      </button>
    </>
  )
}
