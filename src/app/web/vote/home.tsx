import { useState } from 'react'
import { useText } from '#ui/text'
import { useOpeningTime } from './opening-time.ts'
import type { NoticeLine } from '#engines/ballots/shared'
import { useAsked } from '../light/asking.ts'
import { Link } from '../light/link.tsx'
import { Unsent } from './booth/unsent.tsx'
import { useHeld, type UsedHeld } from './held.ts'
import { wasReceived } from './keeping.ts'
import { Trouble } from './loaded.tsx'
import { notices } from './operations.ts'
import { Evicted, KeepsNothing } from './wallet-troubles.tsx'
import { areaWords, findVotes, inOrder, isOpen, kindWords, modeWords, standing } from './plain-words.ts'

/** What can be voted on now, and with what: first that in which this phone's owner may vote. */
export function Home({ street }: { street: string }) {
  const text = useText()
  const { value, error } = useAsked(street, notices, {})
  const used = useHeld(street)
  const now = useOpeningTime()
  const items = inOrder(value?.items ?? [], now)
  const open = items.filter((each) => isOpen(each, now))
  const compounds = new Set(used.held?.credentials.map(({ compound }) => compound))
  const mine = items.filter(({ compound }) => compounds.has(compound))
  return (
    <main>
      <h1>{text(['业主表决', 'Owners’ votes'])}</h1>
      <Trouble error={error} />
      {value && open.length === 0 && (
        <p className="say">{text(['现在没有正在投票的事项。', 'Nothing is open for voting now.'])}</p>
      )}
      {value && <Unsent street={street} votes={open.map(({ id }) => id)} />}
      {mine.length > 0 && (
        <section aria-label={text(['我的小区', 'My compound'])}>
          <h2>{text(['我的小区', 'My compound'])}</h2>
          <Votes street={street} items={mine.slice(0, mostOfMine)} now={now} />
        </section>
      )}
      <WalletCard street={street} used={used} />
      {/* Nothing moves once it is shown: the wallet is looked into first. */}
      {value && (used.held || used.broken) && (
        <OtherVotes
          street={street}
          items={mine.length > 0 ? items.filter((each) => !mine.includes(each)) : items}
          isRest={mine.length > 0}
          now={now}
        />
      )}
      <p>
        <a href={`/open/${street}`}>{text(['公告栏与公开记录（人人可查）', 'Notice board and public record'])}</a>
      </p>
    </main>
  )
}

/** Older ones of the own compound stand on the notice board. */
const mostOfMine = 20
/** As many as one looks through; more are found by their names. */
const mostOfOthers = 6

function OtherVotes({
  street,
  items,
  isRest,
  now,
}: {
  street: string
  items: readonly NoticeLine[]
  isRest: boolean
  now: Date
}) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [all, setAll] = useState(false)
  if (items.length === 0) return null
  const found = findVotes(items, typed)
  const shown = all ? found : found.slice(0, mostOfOthers)
  return (
    <section>
      <h2>{isRest ? text(['本街道其他表决', 'Other votes here']) : text(['本街道的表决', 'Votes here'])}</h2>
      {items.length > mostOfOthers && (
        <div className="form vote-find">
          <label htmlFor="find">{text(['找小区或事项', 'Find a compound or a matter'])}</label>
          <input id="find" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
      )}
      <Votes street={street} items={shown} now={now} />
      {found.length === 0 && (
        <p className="say" role="status">
          {text(['没有找到，请换个词。', 'Nothing found. Try another word.'])}
        </p>
      )}
      {shown.length < found.length && (
        <button type="button" className="big" onClick={() => setAll(true)}>
          {text([`再看 ${found.length - shown.length} 项`, `${found.length - shown.length} more`])}
        </button>
      )}
    </section>
  )
}

function Votes({ street, items, now }: { street: string; items: readonly NoticeLine[]; now: Date }) {
  const text = useText()
  if (items.length === 0) return null
  return (
    <nav className="choose">
      {items.map((each) => (
        <Link
          key={each.id}
          to={`/vote/${street}/${each.id}`}
          className={isOpen(each, now) ? 'big vote-line open' : 'big vote-line'}
        >
          {each.title}
          <small>
            {each.scopeName} · {text(modeWords[each.mode].name)}
          </small>
          <small className="vote-when">{text(standing(each, now))}</small>
        </Link>
      ))}
    </nav>
  )
}

function WalletCard({ street, used: { held, credential, broken } }: { street: string; used: UsedHeld }) {
  const text = useText()
  if (broken) return <KeepsNothing />
  if (!held) return null
  return (
    <section>
      <h2>{text(['我的凭证', 'My credential'])}</h2>
      {held.credentials.length === 0 && wasReceived(street) && <Evicted street={street} />}
      {credential ? (
        <Link to={`/vote/${street}/wallet`} className="big">
          {text(kindWords(credential))}
          <small>
            {typeof credential.claims['owner_no'] === 'string' &&
              text([`业主编号 ${credential.claims['owner_no']}`, `Owner no. ${credential.claims['owner_no']}`])}
            {typeof credential.claims['area'] === 'number' && ` · ${text(areaWords(credential.claims['area']))}`}
          </small>
          <small>
            {held.keys.length > 0
              ? text(['投票密钥已登记，可以投票', 'Voting key registered: ready to vote'])
              : text(['还没有登记投票密钥，点这里登记', 'No voting key yet: tap to register one'])}
          </small>
        </Link>
      ) : (
        <div className="form">
          <p>
            {text([
              '用手机投票先要有业主凭证：带身份证到街道房管办窗口，工作人员会给您一个二维码和六位领取码，一两分钟办好。',
              'To vote by phone you need an owner credential. Bring your identity card to the registry’s counter: you get a QR code and a six-digit code, in a minute or two.',
            ])}
          </p>
          <Link to={`/vote/${street}/wallet/receive`} className="big">
            {text(['我有领取码，领取凭证', 'I have a code: fetch my credential'])}
          </Link>
          <p>
            {text([
              '收到密封信的，不用凭证：点开要表决的事项，选“用密封信投票”。不用手机也可以投纸质票。',
              'With a sealed letter you need none: open the vote and choose to vote by letter. Paper works too.',
            ])}
          </p>
        </div>
      )}
    </section>
  )
}
