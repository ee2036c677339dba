import { useEffect, useState } from 'react'
import type { Text } from '#kernel/text'
import { Refusal } from '#ui/operations'
import { useText } from '#ui/text'
import { createSeededBallot, type NoticeView, type OpenElection } from '#engines/ballots/shared'
import { Loaded, Trouble } from '../loaded.tsx'
import { BallotPaper } from './ballot-paper.tsx'
import type { Chosen } from './choosing.ts'
import type { Files } from './election-of.ts'
import { dropBallot, keptBallot, type KeptBallot } from './kept-ballots.ts'
import { Receipt, Tracker } from './receipt.tsx'
import { receiptHolds } from './receipt-holds.ts'
import { mayBeSentAgain, OtherBallot, sendBallot } from './send-ballot.ts'

/** Everything that makes ballots for one entry on the roll. */
export interface Voter {
  /** Of the kept ballot: the owner's number, or a letter's key. */
  readonly owner: string
  readonly forWhom: Text
  readonly secret: bigint
  readonly session: string | null
}

export interface Made {
  readonly ballot: KeptBallot
  readonly choices: readonly Chosen[]
  /** Forgotten once the ballot is sent: with it the ballot could be opened. */
  readonly seed: Uint8Array
}

type Step =
  | { readonly at: 'looking' }
  | { readonly at: 'choosing' }
  | { readonly at: 'made'; readonly made: Made }
  | { readonly at: 'audited'; readonly made: Made }
  | { readonly at: 'sending'; readonly ballot: KeptBallot }
  | { readonly at: 'cast'; readonly ballot: KeptBallot }

export function BoothSession({
  street,
  notice,
  files,
  open,
  voter,
  sessionEnded,
}: {
  street: string
  notice: NoticeView
  files: Files
  open: OpenElection
  voter: Voter
  sessionEnded: () => void
}) {
  const text = useText()
  const [step, setStep] = useState<Step>({ at: 'looking' })
  useEffect(() => {
    let gone = false
    keptBallot(notice.id, voter.owner).then(
      (kept) => {
        if (!gone) setStep(kept && kept.cast === null ? { at: 'sending', ballot: kept } : { at: 'choosing' })
      },
      () => {
        if (!gone) setStep({ at: 'choosing' })
      },
    )
    return () => {
      gone = true
    }
  }, [notice.id, voter.owner])

  function make(choices: readonly Chosen[]): void {
    const seed = crypto.getRandomValues(new Uint8Array(32))
    const created = createSeededBallot(open, voter.secret, choices, seed)
    if (!created.ok) throw new Error('The paper gave choices that the election does not allow.')
    const ballot: KeptBallot = {
      vote: notice.id,
      title: notice.title,
      owner: voter.owner,
      ...created.value,
      madeAt: new Date().toISOString(),
      cast: null,
    }
    setStep({ at: 'made', made: { ballot, choices, seed } })
  }

  switch (step.at) {
    case 'looking':
      return <p role="status">{text(['正在打开……', 'Opening …'])}</p>
    case 'choosing':
      return <BallotPaper street={street} notice={notice} forWhom={text(voter.forWhom)} done={make} />
    case 'made':
      return (
        <MadePage
          made={step.made}
          onCast={() => setStep({ at: 'sending', ballot: step.made.ballot })}
          onAudit={() => setStep({ at: 'audited', made: step.made })}
        />
      )
    case 'audited':
      return (
        <Loaded load={loadAudited} give={{ street, made: step.made, again: () => make(step.made.choices) }} isPart />
      )
    case 'sending':
      return (
        <SendingPage
          key={step.ballot.tracker}
          street={street}
          ballot={step.ballot}
          session={voter.session}
          sessionEnded={sessionEnded}
          onCast={(ballot) => setStep({ at: 'cast', ballot })}
          onOther={(ballot) => setStep({ at: 'sending', ballot })}
          onGivenUp={() => setStep({ at: 'choosing' })}
        />
      )
    case 'cast':
      return (
        <Receipt
          street={street}
          ballot={step.ballot}
          holds={step.ballot.cast !== null && receiptHolds({ ...step.ballot, ...step.ballot.cast }, notice.id, files)}
        />
      )
  }
}

const loadAudited = () => import('./audited-page.tsx').then((door) => door.AuditedPage)

function MadePage({ made, onCast, onAudit }: { made: Made; onCast: () => void; onAudit: () => void }) {
  const text = useText()
  return (
    <>
      <h1>{text(['选票做好了，还没有投出', 'Your ballot is made; it is not cast yet'])}</h1>
      <section>
        <h2>{text(['选票编号', 'Ballot number'])}</h2>
        <Tracker tracker={made.ballot.tracker} />
        <p className="small">
          {text([
            '选票已在手机里加密，街道和受托人都看不到您选了什么。',
            'It is encrypted on this phone: neither the subdistrict nor any one trustee can see what is in it.',
          ])}
        </p>
      </section>
      <button type="button" className="big primary" onClick={onCast}>
        {text(['投出', 'Cast'])}
      </button>
      <button type="button" className="big" onClick={onAudit}>
        {text(['先查验这张选票', 'Check this ballot first'])}
        <small>
          {text([
            '不放心时用：另一部手机当场验算。查验过的选票作废，再做一张投出',
            'If in doubt: another phone reckons it through. A checked ballot is thrown away and a new one made',
          ])}
        </small>
      </button>
    </>
  )
}

const pause = 4000

function SendingPage({
  street,
  ballot,
  session,
  sessionEnded,
  onCast,
  onOther,
  onGivenUp,
}: {
  street: string
  ballot: KeptBallot
  session: string | null
  sessionEnded: () => void
  onCast: (ballot: KeptBallot) => void
  /** A ballot from another page of this browser is on its way; this one was not sent. */
  onOther: (ballot: KeptBallot) => void
  onGivenUp: () => void
}) {
  const text = useText()
  const [trouble, setTrouble] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  const isFinal = trouble !== null && !mayBeSentAgain(trouble)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    sendBallot(street, ballot, session).then(
      ({ seq, receipt }) => {
        if (!gone) onCast({ ...ballot, cast: { seq, receipt } })
      },
      (thrown: unknown) => {
        if (gone) return
        if (thrown instanceof OtherBallot) return onOther(thrown.other)
        setTrouble(thrown)
        if (thrown instanceof Refusal && thrown.code === 'session_unknown') return sessionEnded()
        if (mayBeSentAgain(thrown)) timer = setTimeout(() => setTurn(turn + 1), pause)
      },
    )
    return () => {
      gone = true
      clearTimeout(timer)
    }
    // A new turn sends the very same text.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [turn])
  return (
    <>
      <h1>{isFinal ? text(['没有投成', 'Not cast']) : text(['正在投出……', 'Casting …'])}</h1>
      <Tracker tracker={ballot.tracker} />
      {trouble instanceof Refusal && <Trouble error={trouble} />}
      {isFinal ? (
        <button
          type="button"
          className="big"
          onClick={() => {
            dropBallot(ballot)
              .catch(() => {})
              .finally(onGivenUp)
          }}
        >
          {text(['重新选择', 'Choose again'])}
        </button>
      ) : (
        trouble !== null && (
          <>
            <p className="say">
              {text([
                '选票已存在手机里，没有丢。网络一通就自动再送这同一张，不会变成两张；关掉页面也可以，下次打开接着送。',
                'The ballot is kept on this phone. This very same one is sent again as soon as there is a network, never a second; you may close the page and it goes on next time.',
              ])}
            </p>
            <button type="button" className="big primary" onClick={() => setTurn(turn + 1)}>
              {text(['现在再送一次', 'Send it again now'])}
            </button>
          </>
        )
      )}
    </>
  )
}
