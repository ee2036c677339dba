import { useState } from 'react'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { phonePattern } from '#model'
import { caseRefusals } from '#engines/cases/shared'
import type { OwnFile } from '#engines/registers/shared'
import { sayError } from '#ui/notices'
import { perform, Refusal } from '#ui/operations'
import { useText } from '#ui/text'
import { Trouble } from '../../light/form-parts.tsx'
import { Choices } from '../../light/choices.tsx'
import { goBack } from '../../light/route.ts'
import { rememberSent } from '../draft.ts'
import { report } from '../operations.ts'
import { correctionWords, troubles } from './own-words.ts'

export interface Fixing {
  readonly item: Text
  /** As it is held; null when something is missing. */
  readonly held: Text | null
}

type Chosen = keyof typeof troubles

/** A request to correct one entry: it becomes a case of the committee where the person lives. */
export function Fix({
  street,
  file,
  fixing,
  onSent,
}: {
  street: string
  file: OwnFile
  fixing: Fixing
  onSent: (code: string) => void
}) {
  const text = useText()
  const { item, held } = fixing
  const [trouble, setTrouble] = useState<Chosen | null>(null)
  const [right, setRight] = useState('')
  const [phone, setPhone] = useState(() => String(file.fields.find(({ name }) => name === 'phone')?.value ?? ''))
  const [ids, setIds] = useState(() => ({ caseId: newId(), command: newId() }))
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const kind = held === null ? 'missing' : trouble
  const needsWords = kind === 'missing' || kind === 'wrong' || kind === 'outdated'
  const wrongPhone = phone.trim() !== '' && !phonePattern.test(phone.trim())
  const ready = kind !== null && !wrongPhone && (!needsWords || right.trim() !== '')

  async function send(): Promise<void> {
    if (!ready || busy) return
    setBusy(true)
    setProblem(null)
    const { place } = file
    try {
      const { followCode, number } = await perform(
        street,
        report,
        {
          caseId: ids.caseId as never,
          type: 'data-correction',
          category: kind === 'not_to_hold' ? 'local:m:57002' : 'local:m:57001',
          description: correctionWords(item[0], kind, right),
          answers: { item: item[0], trouble: kind },
          addressId: place?.addressId ?? null,
          place: place?.text ?? '住址未登记',
          lng: place?.lng ?? null,
          lat: place?.lat ?? null,
          callerName: file.name || null,
          callerPhone: phone.trim() || null,
        },
        { id: ids.command },
      )
      // The phone remembers that something was asked for, not what.
      rememberSent(street, { code: followCode, number, title: '信息更正', at: new Date().toISOString() })
      onSent(followCode)
    } catch (thrown) {
      // Refused, it has its answer under the old ids for ever; when the line broke, the same may be sent again.
      if (thrown instanceof Refusal) setIds({ caseId: newId(), command: newId() })
      setProblem(text(sayError(thrown, caseRefusals)))
      setBusy(false)
    }
  }

  return (
    <main>
      <p className="progress">
        <button type="button" className="inline" onClick={() => goBack(`/me/${street}/mine/file`)}>
          ‹ {text(['返回', 'Back'])}
        </button>
      </p>
      <h1>
        {text(held ? [`${item[0]}：哪里不对？`, `${item[1]}: what is wrong?`] : ['要补充什么？', 'What is missing?'])}
      </h1>
      {held && (
        <p className="say">
          {text(['现在登记的是', 'It says'])} <strong>{text(held)}</strong>
        </p>
      )}
      <div className="form">
        {held && (
          <Choices
            name="trouble"
            label={['怎么不对', 'What is wrong with it']}
            options={troubles}
            value={trouble}
            onChange={setTrouble}
          />
        )}
        {kind && (
          <>
            <label htmlFor="right">
              {kind === 'missing'
                ? text(['请写要补充的内容', 'What should be added'])
                : needsWords
                  ? text(['应该是什么', 'What it should be'])
                  : text(['想说明的（可不填）', 'Anything to add (optional)'])}
            </label>
            <textarea
              id="right"
              rows={3}
              maxLength={500}
              value={right}
              onChange={(event) => setRight(event.target.value)}
            />
            <label htmlFor="fix-phone">{text(['联系您的电话（可不填）', 'Your telephone (optional)'])}</label>
            <input
              id="fix-phone"
              type="tel"
              autoComplete="off"
              maxLength={20}
              value={phone}
              aria-invalid={wrongPhone}
              onChange={(event) => setPhone(event.target.value)}
            />
            {wrongPhone && (
              <p className="trouble" role="alert">
                {text(['电话号码好像不对，请看看有没有写错。', 'The number does not look right. Please check it.'])}
              </p>
            )}
          </>
        )}
        <Trouble>{problem}</Trouble>
        <button type="button" className="big primary" disabled={!ready || busy} onClick={() => void send()}>
          {busy ? text(['正在送出……', 'Sending …']) : text(['送给居委会', 'Send to the committee'])}
        </button>
      </div>
      <p>
        {text([
          '居委会核实后更正，并答复您。可能会请您出示证件。',
          'The committee checks, corrects and answers. You may be asked for a paper.',
        ])}
      </p>
    </main>
  )
}
