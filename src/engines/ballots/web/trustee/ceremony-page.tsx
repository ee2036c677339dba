import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { ballotRefusals, ballots, certificatesFingerprint, type CeremonyView } from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { Button, Problem, useCommand, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { Period, State } from '../votes/vote-words.tsx'
import { BackupForm } from './backup-form.tsx'
import { DecryptPanel } from './decrypt-panel.tsx'
import { DecryptedFrom } from './decrypted-from.tsx'
import { RestoreKey } from './restore-key.tsx'
import { TrusteeWaits } from './trustee-waits.tsx'
import { makeKey, dealShares, stepFaults, takeShares } from './steps.ts'
import { useSeenLog } from './use-seen-log.ts'
import { useTrusteeKey, type HeldKey } from './use-trustee-key.ts'
import '../votes/votes.css'
import './trustee.css'

interface Shown {
  readonly label: Text
  readonly isDone: (view: CeremonyView) => boolean
  readonly isDue: (view: CeremonyView) => boolean
}

const shown: readonly Shown[] = [
  {
    label: ['生成密钥并备份', 'Make the key and back it up'],
    isDone: (view) => view.sent.certificate !== null,
    isDue: (view) => view.due === 'certificate',
  },
  {
    label: ['分发份额', 'Deal the shares'],
    isDone: (view) => view.sent.polynomial !== null,
    isDue: (view) => view.due === 'polynomial',
  },
  {
    label: ['确认份额', 'Confirm the share'],
    isDone: (view) => view.sent.output !== null,
    isDue: (view) => view.due === 'output',
  },
  {
    label: ['截止后核验并解密', 'After the close: verify and decrypt'],
    isDone: (view) => view.trustees.some(({ index, decrypted }) => index === view.mine && decrypted),
    isDue: (view) => view.due === 'factors',
  },
]

/** Read to the others over the telephone: a server in the middle shows each another one. */
function Fingerprint({ view }: { view: CeremonyView }) {
  const text = useText()
  const certificates = view.trustees.flatMap(({ certificate }) => certificate ?? [])
  if (certificates.length !== view.trustees.length) return null
  const hash = certificatesFingerprint(certificates, view.threshold)
  return (
    <p className="fingerprint">
      {text([
        '证书指纹，打电话与其他受托人核对一致：',
        'Fingerprint of the certificates; compare it with the others by telephone: ',
      ])}{' '}
      <code>{hash.slice(0, 16).replace(/(.{4})/g, '$1 ')}</code>
    </p>
  )
}

function MakeKey({ view, key_ }: { view: CeremonyView; key_: HeldKey }) {
  const text = useText()
  const certify = useCommand(ballots.certify)
  const { held, keep, place } = key_
  if (!held)
    return (
      <>
        <p>
          {text([
            '密钥在这台电脑的这个浏览器里生成，只存在这里。请用您自己、以后还会用的电脑，不要用无痕窗口。',
            'The key is made in this browser and stays in it. Use a computer of your own that you will use again; no private window.',
          ])}
        </p>
        <div className="form-buttons">
          <Button tone="main" onClick={() => void keep(makeKey(view.group))}>
            {text(['生成密钥', 'Make the key'])}
          </Button>
        </div>
      </>
    )
  if (!held.isBackedUp)
    return (
      <BackupForm
        place={place}
        title={view.title}
        held={held}
        onDone={() =>
          void keep({ ...held, isBackedUp: true }).then(() => toast(text(['备份可用', 'The backup works'])))
        }
      />
    )
  return (
    <>
      <p>
        {text([
          '备份已验证。提交公钥证书，私钥不会上传。',
          'The backup works. Send the certificate; the private key is not sent.',
        ])}
      </p>
      {certify.isError && <Problem error={certify.error} refusals={ballotRefusals} />}
      <div className="form-buttons">
        <Button
          tone="main"
          busy={certify.isPending}
          onClick={() => certify.mutate({ id: view.vote, certificate: held.certificate })}
        >
          {text(['提交证书', 'Send the certificate'])}
        </Button>
      </div>
    </>
  )
}

function Exchange({ view, key_ }: { view: CeremonyView; key_: HeldKey }) {
  const text = useText()
  const deal = useCommand(ballots.deal)
  const confirm = useCommand(ballots.confirm)
  const [fault, setFault] = useState<Text | null>(null)
  const { held, keep } = key_
  if (!held) return null
  const isDealing = view.due === 'polynomial'
  async function go(key: NonNullable<typeof held>): Promise<void> {
    setFault(null)
    if (isDealing) {
      const made = await dealShares(view, key)
      if (!made.ok) return setFault(stepFaults[made.error])
      await keep({ ...key, agreed: made.value.agreed })
      deal.mutate({ id: view.vote, polynomial: made.value.polynomial })
    } else {
      const made = await takeShares(view, key)
      if (!made.ok) return setFault(stepFaults[made.error])
      confirm.mutate({ id: view.vote, output: made.value.voutput })
    }
  }
  const error = isDealing ? deal.error : confirm.error
  return (
    <>
      <p>
        {text(
          isDealing
            ? [
                '全部受托人的证书已到。为每人算出一份份额，各自加密，只有本人能打开。',
                'All certificates are in. A share is made for each trustee, sealed so that only that one opens it.',
              ]
            : [
                '全部份额已到。在本机逐份核验，合成您自己的那一部分计票密钥。',
                'All shares are in. Each is verified here and they become your part of the key.',
              ],
        )}
      </p>
      <Fingerprint view={view} />
      {fault && (
        <p className="problem" role="alert">
          {text(fault)}
        </p>
      )}
      {error && <Problem error={error} refusals={ballotRefusals} />}
      <div className="form-buttons">
        <Button tone="main" busy={deal.isPending || confirm.isPending} onClick={() => void go(held)}>
          {text(isDealing ? ['分发份额', 'Deal the shares'] : ['核验并确认', 'Verify and confirm'])}
        </Button>
      </div>
    </>
  )
}

/** One trustee's part in a vote, step by step. */
export function CeremonyPage() {
  const text = useText()
  const street = useStreet()
  const { id = '' } = useParams()
  const asked = useOperation(ballots.ceremony, { id }, { refetchInterval: 5000 })
  const view = asked.data?.vote === id ? asked.data : undefined
  usePageTitle(view?.title)
  const key = useTrusteeKey(street, id, view)
  useSeenLog(street, view, key)
  if (asked.isError && !view) return <Unanswered asked={asked} refusals={ballotRefusals} />
  if (!view || key.isLoading) return <Waiting />
  const isMissing = view.sent.certificate !== null && key.held === null
  // Before the close a key that is not here is looked for in time; after it only where it is still asked for.
  const isNeeded = view.due !== 'nothing' || ['drafting', 'noticing', 'frozen', 'voting'].includes(view.state)
  return (
    <div className="page vote-page trustee-page">
      <header className="vote-title">
        <Link to={`/desk/${street}/trustee`}>{text(['受托保管密钥', 'Keys in trust'])}</Link>
        <h1>{view.title}</h1>
        <p className="vote-line">
          <State of={view.state} />
          <span>{view.scopeName}</span>
          <Period from={view.opensAt} to={view.closesAt} />
          <span>
            {text([
              `${view.trustees.length} 名受托人，${view.threshold} 人可解密`,
              `${view.trustees.length} trustees, ${view.threshold} of whom can decrypt`,
            ])}
          </span>
        </p>
      </header>
      {isMissing && isNeeded && <RestoreKey view={view} key_={key} />}
      <ol className="ceremony-steps">
        {shown.map((step, nth) => {
          const isDue = step.isDue(view) && !isMissing
          return (
            <li
              key={step.label[0]}
              data-done={step.isDone(view) || undefined}
              aria-current={isDue ? 'step' : undefined}
            >
              <h2>
                <span className="step-number">{step.isDone(view) ? '✓' : nth + 1}</span>
                {text(step.label)}
              </h2>
              {isDue && (
                <div className="step-body">
                  {nth === 0 && <MakeKey view={view} key_={key} />}
                  {(nth === 1 || nth === 2) && <Exchange view={view} key_={key} />}
                  {nth === 3 && key.held && (
                    <DecryptPanel
                      view={view}
                      held={key.held}
                      onDecrypted={(kept) => key.keep({ ...key.held!, ...kept })}
                    />
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {view.due === 'nothing' && <TrusteeWaits view={view} />}
      {key.held?.closed && <DecryptedFrom closed={key.held.closed} />}
      <section>
        <h2>{text(['全体受托人', 'All trustees'])}</h2>
        <div className="table-scroll">
          <table className="plain-table keys-table">
            <thead>
              <tr>
                <th scope="col">{text(['受托人', 'Trustee'])}</th>
                <th scope="col">{text(['密钥', 'Key'])}</th>
                <th scope="col">{text(['分发', 'Dealt'])}</th>
                <th scope="col">{text(['确认', 'Confirmed'])}</th>
                <th scope="col">{text(['解密', 'Decrypted'])}</th>
              </tr>
            </thead>
            <tbody>
              {view.trustees.map((each) => (
                <tr key={each.index} data-mine={each.index === view.mine || undefined}>
                  <td>
                    {each.name} <span className="note">{each.post}</span>
                    {each.index === view.mine && <strong>{text(['（我）', ' (me)'])}</strong>}
                  </td>
                  <td>{each.certificate ? '✓' : '—'}</td>
                  <td>{each.polynomial ? '✓' : '—'}</td>
                  <td>{each.confirmed ? '✓' : '—'}</td>
                  <td>{each.decrypted ? '✓' : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  )
}
