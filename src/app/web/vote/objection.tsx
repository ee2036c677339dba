import { useState } from 'react'
import { newId } from '#kernel/new-id'
import { perform } from '#ui/operations'
import { useText } from '#ui/text'
import { Phrases, withPhrase } from '../light/choices.tsx'
import { Link } from '../light/link.tsx'
import { Trouble } from './loaded.tsx'
import { objectToRoll } from './operations.ts'
import { WithOwnEntries } from './own-entries.tsx'

const phrases = ['面积与房产证不符', '房屋已经转让', '还有一套房屋没有列入', '共有人登记有误']

/** Says what is wrong on the roll, while it can still be put right. */
export function Objection({ street, id }: { street: string; id: string }) {
  const text = useText()
  return (
    <main>
      <h1>{text(['对名册提出异议', 'Object to the roll'])}</h1>
      <WithOwnEntries street={street} id={id} why={['对名册提出异议', 'To object to the roll']}>
        {({ session, entries }) => <Form street={street} id={id} session={session} nos={entries.map(({ no }) => no)} />}
      </WithOwnEntries>
    </main>
  )
}

function Form({ street, id, session, nos }: { street: string; id: string; session: string; nos: readonly string[] }) {
  const text = useText()
  const [words, setWords] = useState('')
  // Sent again after a broken line it is the same objection.
  const [objection] = useState(newId)
  const [state, setState] = useState<{ busy: boolean; sent: boolean; error: unknown }>({
    busy: false,
    sent: false,
    error: null,
  })
  if (state.sent)
    return (
      <>
        <p className="story">
          {text([
            '异议已送达房管办，冻结名册前必须答复。处理结果会写进公开记录。',
            'The registry has your objection and must decide it before the roll is frozen; what changed goes on the public record.',
          ])}
        </p>
        <Link to={`/vote/${street}/${id}`} className="big">
          {text(['回到表决事项', 'Back to the vote'])}
        </Link>
      </>
    )
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        setState({ busy: true, sent: false, error: null })
        perform(
          street,
          objectToRoll,
          { id, objection, proof: { session }, words: words.trim() },
          { id: objection },
        ).then(
          () => setState({ busy: false, sent: true, error: null }),
          (error: unknown) => setState({ busy: false, sent: false, error }),
        )
      }}
    >
      <p>{text([`名册第 ${nos.join('、')} 号`, `No. ${nos.join(', ')}`])}</p>
      <Phrases phrases={phrases} onTap={(phrase) => setWords(withPhrase(words, phrase))} />
      <label>
        {text(['哪里不对，应该是什么', 'What is wrong, and what it should be'])}
        <textarea rows={4} value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      </label>
      <Trouble error={state.error} />
      <button type="submit" className="big primary" disabled={state.busy || words.trim().length < 4}>
        {text(['送给房管办', 'Send to the registry'])}
      </button>
    </form>
  )
}
