import { useText } from '#ui/text'
import { useOpeningTime } from './opening-time.ts'
import type { NoticeLine } from '#engines/ballots/shared'
import { useAsked } from '../light/asking.ts'
import { Link } from '../light/link.tsx'
import { useHeld } from './held.ts'
import { Trouble } from './loaded.tsx'
import { notices } from './operations.ts'
import { areaWords, isOpen, kindWords, modeWords, standing } from './plain-words.ts'

/** What can be voted on now, and with what. */
export function Home({ street }: { street: string }) {
  const text = useText()
  const { value, error } = useAsked(street, notices, {})
  const now = useOpeningTime()
  const items = value?.items ?? []
  const open = items.filter((each) => isOpen(each, now))
  const coming = items.filter((each) => !open.includes(each) && ['noticing', 'frozen'].includes(each.state))
  const over = items.filter((each) => !open.includes(each) && !coming.includes(each))
  return (
    <main>
      <h1>{text(['业主表决', 'Owners’ votes'])}</h1>
      <Trouble error={error} />
      {value && open.length === 0 && (
        <p className="say">{text(['现在没有正在投票的事项。', 'Nothing is open for voting now.'])}</p>
      )}
      <Votes street={street} items={open} now={now} />
      <WalletCard street={street} />
      {coming.length > 0 && (
        <section>
          <h2>{text(['公告中', 'Announced'])}</h2>
          <Votes street={street} items={coming} now={now} />
        </section>
      )}
      {over.length > 0 && (
        <section>
          <h2>{text(['已截止', 'Closed'])}</h2>
          <Votes street={street} items={over} now={now} />
        </section>
      )}
      <p>
        <a href={`/open/${street}`}>{text(['公告栏与公开记录（人人可查）', 'Notice board and public record'])}</a>
      </p>
    </main>
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

function WalletCard({ street }: { street: string }) {
  const text = useText()
  const { held, credential, broken } = useHeld(street)
  if (broken)
    return (
      <p className="trouble">
        {text([
          '这个浏览器不能保存凭证（无痕窗口，或网址不是 https）。请换一个窗口，或用密封信、纸质票投票。',
          'This browser keeps nothing (a private window, or no https). Use another one, the sealed letter, or paper.',
        ])}
      </p>
    )
  if (!held) return null
  return (
    <section>
      <h2>{text(['我的凭证', 'My credential'])}</h2>
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
              '收到密封信的，不用凭证：在上面点开事项，选“用密封信投票”。不用手机也可以投纸质票。',
              'With a sealed letter you need none: open the vote above and choose to vote by letter. Paper works too.',
            ])}
          </p>
        </div>
      )}
    </section>
  )
}
