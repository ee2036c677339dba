import { useText } from '#ui/text'
import type { StoredCredential } from '#engines/credentials/shared'
import { Link } from '../../light/link.tsx'
import { groupsWithoutKey, useHeld } from '../held.ts'
import { Evicted, KeepsNothing } from '../wallet-troubles.tsx'
import { wasReceived } from '../keeping.ts'
import { claimValue, claimWords, kindWords, moment } from '../plain-words.ts'

/** What this phone holds, in plain words. */
export function Overview({ street }: { street: string }) {
  const text = useText()
  const { held, broken } = useHeld(street)
  const at = `/vote/${street}/wallet`
  return (
    <main>
      <h1>{text(['我的凭证', 'My credential'])}</h1>
      {broken && <KeepsNothing />}
      {held?.credentials.map((each) => (
        <Credential key={each.id} credential={each} />
      ))}
      {held?.credentials.length === 0 && wasReceived(street) && <Evicted street={street} />}
      {held?.credentials.length === 0 && (
        <p className="say">{text(['这部手机里还没有凭证。', 'There is no credential on this phone yet.'])}</p>
      )}
      {held && (
        <section>
          <h2>{text(['投票密钥', 'Voting key'])}</h2>
          <p>
            {held.keys.length > 0
              ? text([
                  `已登记（${moment(held.keys.at(-1)!.registeredAt)[0]}）。密钥只在这部手机里，街道也没有。`,
                  `Registered on ${moment(held.keys.at(-1)!.registeredAt)[1]}. It is on this phone only; the subdistrict does not have it.`,
                ])
              : text([
                  '还没有登记。名册冻结前登记，就能用手机投票；不登记会收到密封信。',
                  'None yet. Register one before a roll is frozen and you vote by phone; otherwise you get a sealed letter.',
                ])}
          </p>
        </section>
      )}
      <nav className="choose">
        {held && held.credentials.length > 0 && groupsWithoutKey(held).length > 0 && (
          <Link to={`${at}/key`} className="big primary">
            {text(['登记投票密钥', 'Register a voting key'])}
            {held.keys.length > 0 && (
              <small>
                {text([
                  '有的表决用另一种密钥，补登一把就都能投',
                  'Some votes use another kind of key: with one more you can vote in all',
                ])}
              </small>
            )}
          </Link>
        )}
        <Link to={`${at}/receive`} className={held?.credentials.length === 0 ? 'big primary' : 'big'}>
          {text(['用领取码领取凭证', 'Fetch a credential with a code'])}
        </Link>
        {held && held.keys.length > 0 && (
          <>
            <Link to={`${at}/backup`} className="big">
              {text(['备份', 'Back up'])}
              <small>{text(['换手机、丢手机时用得上', 'For a new phone, or a lost one'])}</small>
            </Link>
            <Link to={`${at}/delegate`} className="big">
              {text(['委托', 'Proxy'])}
              <small>{text(['请别人代投，或替别人代投', 'Have somebody vote for you, or vote for somebody'])}</small>
            </Link>
          </>
        )}
        <Link to={`${at}/restore`} className="big">
          {text(['从备份恢复', 'Restore a backup'])}
        </Link>
        <Link to={`${at}/lost`} className="big plain">
          {text(['手机丢了怎么办', 'If the phone is lost'])}
        </Link>
        <Link to={`/vote/${street}`} className="big plain">
          {text(['回到表决', 'Back to the votes'])}
        </Link>
      </nav>
    </main>
  )
}

export function Credential({ credential }: { credential: StoredCredential }) {
  const text = useText()
  return (
    <section>
      <h2>{text(kindWords(credential))}</h2>
      <dl className="facts">
        {Object.entries(credential.claims).map(([name, value]) => (
          <div key={name}>
            <dt>{text(claimWords(credential, name))}</dt>
            <dd>{text(claimValue(name, value))}</dd>
          </div>
        ))}
      </dl>
      <p className="small">
        {text([
          `本街道签发，${moment(credential.expiresAt)[0].split(' ').slice(0, 4).join(' ')}（${credential.expiresAt.slice(0, 4)} 年）前有效。每次只出示用得着的几项，出示前都会先问您。`,
          `Issued by this subdistrict, valid until ${moment(credential.expiresAt)[1]} ${credential.expiresAt.slice(0, 4)}. Only what is needed is shown each time, and you are asked before.`,
        ])}
      </p>
    </section>
  )
}
