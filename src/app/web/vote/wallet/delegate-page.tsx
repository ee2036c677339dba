import { useEffect, useState } from 'react'
import type { Text } from '#kernel/text'
import { perform } from '#ui/operations'
import { useText } from '#ui/text'
import type { OwnState, Showing, StoredCredential } from '#engines/credentials/shared'
import { delegateCard, giveDelegation, readDelegateCard } from '#engines/credentials/shared'
import { useAsked } from '../../light/asking.ts'
import { Choices } from '../../light/choices.tsx'
import { Link } from '../../light/link.tsx'
import { Picture } from '../booth/receipt.tsx'
import { useHeld, wallet } from '../held.ts'
import { Trouble } from '../loaded.tsx'
import { useOpeningTime } from '../opening-time.ts'
import { notices, openMine, revokeDelegation } from '../operations.ts'
import { Consent } from '../own-entries.tsx'
import { askedToShow, openSession, ownSession } from '../own-session.ts'
import { moment } from '../plain-words.ts'
import { ScanCode } from '../scan/scan-code.tsx'

/** 委托: asks somebody to vote, or lets oneself be asked. */
export function Delegate({ street }: { street: string }) {
  const text = useText()
  const { held, credential } = useHeld(street)
  return (
    <main>
      <h1>{text(['委托', 'Proxy'])}</h1>
      {held && !credential && (
        <Link to={`/vote/${street}/wallet/receive`} className="big">
          {text(['先领取凭证', 'Fetch a credential first'])}
        </Link>
      )}
      {credential && <Given street={street} credential={credential} />}
      {credential?.kind === 'owner' && <Give credential={credential} />}
      {credential && <OwnCard street={street} />}
      <Link to={`/vote/${street}/wallet`} className="big plain">
        {text(['回到我的凭证', 'Back to my credential'])}
      </Link>
    </main>
  )
}

function OwnCard({ street }: { street: string }) {
  const text = useText()
  const [card, setCard] = useState<string | null>(null)
  return (
    <section>
      <h2>{text(['替别人代投', 'Vote for somebody'])}</h2>
      <p>
        {text([
          '给委托人看您的受托名片，由委托人在自己手机上办理。您要先登记投票密钥。',
          'Show your proxy card to the one who asks you; they do it on their own phone. You need a voting key.',
        ])}
      </p>
      {card ? (
        <>
          <Picture of={card} label={text(['受托名片的二维码', 'QR code of the proxy card'])} />
          <button type="button" className="big" onClick={() => void navigator.clipboard?.writeText(card)}>
            {text(['复制名片', 'Copy the card'])}
          </button>
          <p className="small card-text">{card}</p>
        </>
      ) : (
        <button
          type="button"
          className="big"
          onClick={() => void wallet().then(async (mine) => setCard(await delegateCard(mine)))}
          data-street={street}
        >
          {text(['显示我的受托名片', 'Show my proxy card'])}
        </button>
      )}
    </section>
  )
}

const year = 365 * 86_400_000

function Give({ credential }: { credential: StoredCredential }) {
  const text = useText()
  const { value } = useAsked(credential.street, notices, {})
  const coming = value?.items.filter(({ state }) => state === 'noticing') ?? []
  const [card, setCard] = useState('')
  const [span, setSpan] = useState<'month' | 'year' | null>(null)
  const [showing, setShowing] = useState<Showing | null>(null)
  const [state, setState] = useState<{ busy: boolean; done: boolean; trouble: Text | null }>({
    busy: false,
    done: false,
    trouble: null,
  })
  async function ask(): Promise<void> {
    if (!(await readDelegateCard(card)))
      return setState({
        busy: false,
        done: false,
        trouble: [
          '这不是受托名片，请受托人打开“委托”页出示。',
          'This is no proxy card. Ask your proxy to open this page and show it.',
        ],
      })
    const asked = await askedToShow(credential, 'delegation')
    if ('showing' in asked) setShowing(asked.showing)
    setState({ busy: false, done: false, trouble: 'trouble' in asked ? asked.trouble : null })
  }
  async function give(agreed: Showing): Promise<void> {
    setState({ busy: true, done: false, trouble: null })
    const delegate = await readDelegateCard(card)
    const from = new Date()
    const wanted = from.getTime() + (span === 'month' ? 92 * 86_400_000 : year)
    const until = new Date(Math.min(wanted, Date.parse(credential.expiresAt)))
    const given = await giveDelegation(await wallet(), agreed, delegate!, { election: null, from, until })
    setShowing(null)
    setState({
      busy: false,
      done: given.ok,
      trouble: given.ok ? null : [given.error.message, given.error.message],
    })
  }
  return (
    <section>
      <h2>{text(['请别人代投', 'Have somebody vote for me'])}</h2>
      {state.done ? (
        <p className="story" role="status">
          {text([
            '委托已登记。之后冻结名册的表决由受托人代投，名册冻结前可以随时撤回。',
            'Registered. In votes whose roll is frozen from now on your proxy votes; until then you can withdraw it.',
          ])}
        </p>
      ) : (
        <div className="form">
          <p>
            {text([
              '对名册还没有冻结的表决有效；受托人替您单独投一张票，票权不合并，您随时能查到。',
              'It holds for votes whose roll is not frozen yet. Your proxy casts a ballot of its own for you; votes are never merged.',
            ])}
            {coming.length > 0 &&
              text([
                ` 现有公告中的：${coming.map(({ title }) => title).join('、')}。`,
                ` Announced now: ${coming.map(({ title }) => title).join(', ')}.`,
              ])}
          </p>
          <ScanCode label={['扫受托人的名片', 'Scan the proxy’s card']} onCode={setCard} />
          {card.startsWith('did:') && <p className="say">{text(['✓ 已读到名片。', '✓ The card has been read.'])}</p>}
          <label>
            {text(['受托人的名片（也可以粘贴）', 'The proxy’s card, or paste it'])}
            <textarea rows={3} value={card} onChange={(event) => setCard(event.target.value)} spellCheck={false} />
          </label>
          <Choices
            name="span"
            label={['多长时间', 'For how long']}
            options={{ month: ['三个月', 'Three months'], year: ['一年', 'One year'] }}
            value={span}
            onChange={setSpan}
          />
          {state.trouble && (
            <p role="alert" className="trouble">
              {text(state.trouble)}
            </p>
          )}
          {showing ? (
            <Consent
              showing={showing}
              why={['委托时出示', 'Shown with the mandate']}
              busy={state.busy}
              onAgree={() => void give(showing)}
            />
          ) : (
            <button
              type="button"
              className="big primary"
              disabled={card.trim() === '' || span === null}
              onClick={() => void ask()}
            >
              {text(['办理委托', 'Give the mandate'])}
            </button>
          )}
        </div>
      )}
    </section>
  )
}

/** Mandates in force, given and received; it takes showing the credential. */
function Given({ street, credential }: { street: string; credential: StoredCredential }) {
  const text = useText()
  const now = useOpeningTime()
  const [session, setSession] = useState(() => ownSession(street))
  const [showing, setShowing] = useState<Showing | null>(null)
  const [own, setOwn] = useState<OwnState | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (session === null) return
    let gone = false
    perform(street, openMine, { session }).then(
      (value) => {
        if (!gone) setOwn(value)
      },
      (thrown: unknown) => {
        if (!gone) setError(thrown)
      },
    )
    return () => {
      gone = true
    }
  }, [street, session, turn])
  if (session === null)
    return showing ? (
      <Consent
        showing={showing}
        why={['查看已有的委托', 'To see your mandates']}
        busy={false}
        onAgree={() => void openSession(showing).then((opened) => 'session' in opened && setSession(opened.session))}
      />
    ) : (
      <button
        type="button"
        className="big"
        onClick={() =>
          void askedToShow(credential, 'session').then((asked) => 'showing' in asked && setShowing(asked.showing))
        }
      >
        {text(['查看或撤回已有的委托', 'See or withdraw mandates'])}
      </button>
    )
  const standing = own?.delegations.filter(
    ({ revokedAt, until }) => revokedAt === null && Date.parse(until) > now.getTime(),
  )
  return (
    <section>
      <h2>{text(['有效的委托', 'Mandates in force'])}</h2>
      <Trouble error={error} />
      {standing?.length === 0 && <p>{text(['没有。', 'None.'])}</p>}
      {standing?.map(({ id, isOwn, ownerNo, until }) => (
        <div key={id} className="entry">
          <p>
            {isOwn
              ? text([
                  `我委托了别人代投，到 ${moment(until)[0]}`,
                  `I asked somebody to vote for me, until ${moment(until)[1]}`,
                ])
              : text([
                  `我受 ${ownerNo} 号业主委托，到 ${moment(until)[0]}`,
                  `I vote for owner no. ${ownerNo}, until ${moment(until)[1]}`,
                ])}
          </p>
          {isOwn && (
            <button
              type="button"
              className="big"
              onClick={() => {
                perform(street, revokeDelegation, { session, id }).then(() => setTurn(turn + 1), setError)
              }}
            >
              {text(['撤回委托', 'Withdraw the mandate'])}
            </button>
          )}
        </div>
      ))}
    </section>
  )
}
