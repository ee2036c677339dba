import { useState } from 'react'
import { newId } from '#kernel/id'
import { ballotRefusals } from '#engines/ballots/shared'
import { sayError } from '#ui/notices'
import { perform } from '#ui/operations'
import { useText } from '#ui/text'
import { objectToResult } from './operations.ts'

/** An objection to a result becomes a case of the street and gets its number. */
export function Objection({ street, id }: { street: string; id: string }) {
  const text = useText()
  const [objection] = useState(newId)
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [words, setWords] = useState('')
  const [number, setNumber] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isWhole = name.trim().length >= 2 && /^1\d{10}$/.test(phone.trim()) && words.trim().length >= 4

  async function send(): Promise<void> {
    setBusy(true)
    setTrouble(null)
    try {
      const said = { id, objection, name: name.trim(), phone: phone.trim(), words: words.trim() }
      // The same number again whenever the answer was lost on the way.
      const answer = await perform(street, objectToResult, said, { id: objection })
      setNumber(answer.number)
    } catch (thrown) {
      setTrouble(text(sayError(thrown, ballotRefusals)))
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="no-print">
      <h2>{text(['对结果有异议', 'Object to the result'])}</h2>
      {number !== null ? (
        <p className="say" role="status">
          {text(['异议已登记，编号', 'Your objection is taken down under'])} <strong>{number}</strong>
          {text(['，会有工作人员联系您。', '. Somebody will call you.'])}
        </p>
      ) : !open ? (
        <button type="button" className="big" onClick={() => setOpen(true)}>
          {text(['提异议', 'Object'])}
          <small>
            {text([
              '会登记成一件事项，给您编号；也可依法请求法院撤销（《民法典》第二百八十条）',
              'It becomes a case with a number. A court may also be asked to annul the decision (Civil Code art. 280)',
            ])}
          </small>
        </button>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <label htmlFor="objector">{text(['姓名', 'Name'])}</label>
          <input
            id="objector"
            value={name}
            maxLength={40}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
          />
          <label htmlFor="objector-phone">{text(['手机号', 'Mobile phone'])}</label>
          <input
            id="objector-phone"
            value={phone}
            maxLength={11}
            inputMode="tel"
            autoComplete="tel"
            onChange={(event) => setPhone(event.target.value)}
          />
          <label htmlFor="objection">{text(['哪里不对，为什么', 'What is wrong, and why'])}</label>
          <textarea
            id="objection"
            rows={4}
            maxLength={1000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {trouble !== null && (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
          <button type="submit" className="big primary" disabled={busy || !isWhole}>
            {text(['送出异议', 'Send'])}
          </button>
          <p className="small">
            {text(['姓名和电话只给办理的人看。', 'Only those who handle it see your name and number.'])}
          </p>
        </form>
      )}
    </section>
  )
}
