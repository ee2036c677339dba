import { useEffect, useState, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { ask, Refusal } from '#ui/operations'
import { useText } from '#ui/text'
import type { RollEntry } from '#engines/ballots/shared'
import type { Showing, StoredCredential } from '#engines/credentials/shared'
import { Link } from '../light/link.tsx'
import { useHeld } from './held.ts'
import { Trouble } from './loaded.tsx'
import { myEntry } from './operations.ts'
import { askedToShow, forgetSession, openSession, ownSession } from './own-session.ts'
import { claimValue, claimWords, kindWords } from './plain-words.ts'

/** What a credential would show to whom, to be agreed to. */
export function Consent({
  showing,
  why,
  busy,
  onAgree,
}: {
  showing: Showing
  why: Text
  busy: boolean
  onAgree: () => void
}) {
  const text = useText()
  const { credential, shows, keepsBack } = showing
  return (
    <section className="consent">
      <h2>{text(why)}</h2>
      <p>{text(['只给本街道看：', 'To this subdistrict only:'])}</p>
      <ul className="shows">
        <li>
          ✓ {text(['您持有有效的', 'That you hold a valid '])}
          {text(kindWords(credential))}
        </li>
        {Object.entries(shows).map(([name, value]) => (
          <li key={name}>
            ✓ {text(claimWords(credential, name))} <strong>{text(claimValue(name, value))}</strong>
          </li>
        ))}
      </ul>
      <p>
        {text(['不出示：', 'Not shown: '])}
        {keepsBack.map((name) => text(claimWords(credential, name))).join(text(['、', ', ']))}
      </p>
      <button type="button" className="big primary" disabled={busy} onClick={onAgree}>
        {busy ? text(['正在出示……', 'Showing …']) : text(['同意出示', 'Agree and show'])}
      </button>
    </section>
  )
}

export interface Own {
  readonly session: string
  readonly entries: readonly RollEntry[]
  /** Asks anew, after something was done. */
  again(): void
}

type Step =
  | { readonly at: 'opening' }
  | { readonly at: 'asked'; readonly showing: Showing }
  | { readonly at: 'own'; readonly own: Omit<Own, 'again'> }
  | { readonly at: 'trouble'; readonly trouble: Text | Error }

/**
 * Who is at the phone, by what the wallet shows: nothing is shown before a person has read what. `children` gets the
 * entries on the roll for which this person votes.
 */
export function WithOwnEntries({
  street,
  id,
  why,
  children,
}: {
  street: string
  id: string
  why: Text
  children: (own: Own) => ReactNode
}) {
  const text = useText()
  const { held, credential, broken } = useHeld(street)
  if (broken || (held && !credential)) return <WithoutCredential street={street} id={id} />
  if (!credential) return <p role="status">{text(['正在打开……', 'Opening …'])}</p>
  return (
    <Entries key={credential.id} street={street} id={id} why={why} credential={credential}>
      {children}
    </Entries>
  )
}

function WithoutCredential({ street, id }: { street: string; id: string }) {
  const text = useText()
  return (
    <div className="form">
      <p>
        {text([
          '这部手机里没有业主凭证。到房管办窗口领取，或用密封信、纸质票投票，效力一样。',
          'There is no owner credential on this phone. Fetch one at the registry’s counter, or vote by sealed letter or on paper: each counts the same.',
        ])}
      </p>
      <Link to={`/vote/${street}/wallet/receive`} className="big">
        {text(['我有领取码', 'I have a code'])}
      </Link>
      <Link to={`/vote/${street}/${id}/letter`} className="big">
        {text(['我有密封信', 'I have a sealed letter'])}
      </Link>
    </div>
  )
}

function Entries({
  street,
  id,
  why,
  credential,
  children,
}: {
  street: string
  id: string
  why: Text
  credential: StoredCredential
  children: (own: Own) => ReactNode
}) {
  const text = useText()
  const [step, setStep] = useState<Step>({ at: 'opening' })
  const [busy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const again = () => setTurn((before) => before + 1)
  useEffect(() => {
    let gone = false
    const show = (next: Step) => {
      if (!gone) setStep(next)
    }
    async function look() {
      const session = ownSession(street)
      if (session === null) {
        const asked = await askedToShow(credential, 'session')
        return 'showing' in asked ? show({ at: 'asked', showing: asked.showing }) : show({ at: 'trouble', ...asked })
      }
      const { items } = await ask(street, myEntry, { id, proof: { session } })
      show({ at: 'own', own: { session, entries: items } })
    }
    look().catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'session_unknown' && !gone) {
        forgetSession(street)
        again()
        return
      }
      show({ at: 'trouble', trouble: error instanceof Error ? error : new Error(String(error)) })
    })
    return () => {
      gone = true
    }
  }, [street, id, credential, turn])

  if (step.at === 'own') return children({ ...step.own, again })
  if (step.at === 'asked')
    return (
      <Consent
        showing={step.showing}
        why={why}
        busy={busy}
        onAgree={() => {
          setBusy(true)
          void openSession(step.showing).then((opened) => {
            setBusy(false)
            if ('trouble' in opened) setStep({ at: 'trouble', ...opened })
            else again()
          })
        }}
      />
    )
  if (step.at === 'trouble')
    return (
      <div className="form">
        {step.trouble instanceof Error ? (
          <Trouble error={step.trouble} />
        ) : (
          <p role="alert" className="trouble">
            {text(step.trouble)}
          </p>
        )}
        <button type="button" className="big" onClick={again}>
          {text(['再试一次', 'Try again'])}
        </button>
      </div>
    )
  return <p role="status">{text(['正在打开……', 'Opening …'])}</p>
}
