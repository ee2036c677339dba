import { useState } from 'react'
import { cases, contactReasons, type ContactReason } from '#engines/cases/shared'
import { perform } from '#ui/operations'
import { sayError } from '#ui/notices'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { InputField, Trouble } from '../light/form-parts.tsx'
import { Choices, Phrases } from '../light/choices.tsx'
import { useActing } from './acting.ts'
import { useWorking } from './asking.ts'
import { TextArea } from './parts.tsx'

/** Shows the caller's number for a purpose that is written down; needs the line, for it is never kept on the phone. */
function CallCaller({ caseId, onName }: { caseId: string; onName: (name: string) => void }) {
  const text = useText()
  const { street } = useWorking()
  const [phone, setPhone] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  async function reveal(): Promise<void> {
    try {
      const caller = await perform(street, cases.revealCaller, { caseId: caseId as never, purpose: '先行联系' })
      setPhone(caller.phone ?? '')
      if (caller.name) onName(caller.name)
    } catch (thrown) {
      setTrouble(text(sayError(thrown)))
    }
  }
  if (phone)
    return (
      <a className="button primary" href={`tel:${phone}`}>
        {text(['拨打', 'Call'])} {phone}
      </a>
    )
  return (
    <>
      {phone === '' ? (
        <p>{text(['来电人没有留电话。', 'The caller left no number.'])}</p>
      ) : (
        <button type="button" className="button" onClick={() => void reveal()}>
          {text(['查看电话并拨打', 'Show the number and call'])}
        </button>
      )}
      <Trouble>{trouble}</Trouble>
    </>
  )
}

/** 先行联系: made, with whom; or why not. */
export function ContactForm({ caseId, mayReveal }: { caseId: string; mayReveal: boolean }) {
  const text = useText()
  const { act, invalid, busy } = useActing(caseId)
  const [made, setMade] = useState<'yes' | 'no' | null>(null)
  const [person, setPerson] = useState('')
  const [reason, setReason] = useState<ContactReason | null>(null)
  const [note, setNote] = useState('')
  const people = [text(['诉求人本人', 'The caller']), text(['家属', 'Family']), text(['邻居', 'A neighbour'])]
  const done = made === 'yes' ? person.trim() !== '' : made === 'no' && reason !== null
  return (
    <div className="form">
      {mayReveal && <CallCaller caseId={caseId} onName={(name) => setPerson((before) => before || name)} />}
      <Choices
        name="contact-made"
        label={['联系上了吗', 'Reached?']}
        options={{ yes: ['已联系上', 'Reached'], no: ['未联系上', 'Not reached'] }}
        value={made}
        onChange={setMade}
      />
      {made === 'yes' && (
        <InputField
          label={['联系到谁', 'Who']}
          id="contact-person"
          maxLength={60}
          value={person}
          onChange={(event) => setPerson(event.target.value)}
        >
          <Phrases phrases={people} onTap={setPerson} />
        </InputField>
      )}
      {made === 'no' && (
        <Choices
          name="contact-reason"
          label={['为什么没有联系上', 'Why not']}
          options={contactReasons}
          value={reason}
          onChange={setReason}
        />
      )}
      {made && (
        <TextArea
          id="contact-note"
          label={['备注（可不填）', 'Note (optional)']}
          value={note}
          onChange={setNote}
          rows={2}
        />
      )}
      <Trouble>{invalid}</Trouble>
      <button
        type="button"
        className="button primary"
        disabled={!done || busy}
        onClick={() =>
          void act(cases.contact, {
            caseId: caseId as never,
            made: made === 'yes',
            at: serverNow().toISOString(),
            person: made === 'yes' ? person : null,
            reason: made === 'no' ? reason : null,
            note: note.trim() === '' ? null : note,
          })
        }
      >
        {text(['记下联系', 'Record contact'])}
      </button>
    </div>
  )
}
