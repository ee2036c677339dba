import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import type { NoticeView, RollEntry } from '#engines/ballots/shared'
import { Link } from '../light/link.tsx'
import { WithOwnEntries } from './own-entries.tsx'
import { areaWords, moment } from './plain-words.ts'

const stateWords: Readonly<Record<RollEntry['state'], Text>> = {
  none: ['还没有投票', 'Not voted yet'],
  electronic: ['已在网上投票', 'Voted online'],
  paper: ['纸质票已收到', 'Paper ballot received'],
}

const sources: Readonly<Record<RollEntry['units'][number]['source'], Text>> = {
  registered: ['不动产登记簿', 'the real-estate register'],
  surveyed: ['测绘报告', 'a survey'],
  contract: ['买卖合同', 'the contract of sale'],
  missing: ['没有面积', 'no area known'],
}

export const kindOfOwner: Readonly<Record<RollEntry['kind'], Text>> = {
  person: ['个人', 'One person'],
  co_owners: ['共有，由一人代表', 'Co-owners, one votes for all'],
  developer: ['建设单位', 'Developer'],
  public_body: ['公房产权单位', 'Public housing body'],
  enterprise: ['单位', 'Enterprise'],
}

/** The own entry on the roll, by what the wallet shows. */
export function MyEntry({ street, vote }: { street: string; vote: NoticeView }) {
  return (
    <WithOwnEntries street={street} id={vote.id} why={['查看我的名册', 'To see my entry on the roll']}>
      {({ entries }) => entries.map((entry) => <Entry key={entry.no} street={street} vote={vote} entry={entry} />)}
    </WithOwnEntries>
  )
}

function Entry({ street, vote, entry }: { street: string; vote: NoticeView; entry: RollEntry }) {
  const text = useText()
  const before = vote.state === 'noticing'
  return (
    <div className="entry">
      <p className="story">
        {text([
          `名册第 ${entry.no} 号，计 1 人、${areaWords(entry.area)[0]}`,
          `No. ${entry.no} on the roll: one head and ${areaWords(entry.area)[1]}`,
        ])}
      </p>
      <ul>
        {entry.units.map((unit) => (
          <li key={unit.no}>
            {unit.label} · {text(areaWords(unit.area))} ·{' '}
            {text([`面积依据：${sources[unit.source][0]}`, `area from ${sources[unit.source][1]}`])}
          </li>
        ))}
      </ul>
      <p className="small">{text(kindOfOwner[entry.kind])}</p>
      {entry.proxyFor && <p>{text(['此票由受托人代投，本人不另投。', 'A proxy votes with this entry.'])}</p>}
      {before ? (
        <>
          <p>
            {text([
              `名册在 ${moment(vote.opensAt)[0]} 前冻结，之后面积和票数不再改动。`,
              `The roll is frozen before ${moment(vote.opensAt)[1]}; nothing on it changes after that.`,
            ])}
          </p>
          <Link to={`/vote/${street}/${vote.id}/objection`} className="big">
            {text(['不对？提出异议', 'Not right? Object'])}
          </Link>
        </>
      ) : (
        <p>
          <strong>{text(stateWords[entry.state])}</strong>
          {entry.ballot && text([`，${moment(entry.ballot.at)[0]}`, `, ${moment(entry.ballot.at)[1]}`])}
        </p>
      )}
      {entry.paperWaits && (
        <p className="say">
          {text([
            '有一张以您名义登记的纸质票等待第二人复核，尚未算收到。您若在网上投票，它随即作废；不是您交的，请告诉居委会。',
            'A paper in your name waits to be read by a second person and is not received yet. If you vote online it is void; if it is not yours, tell the residents’ committee.',
          ])}
        </p>
      )}
      {!before && entry.printed && (
        <p>
          {text([
            '冻结时您没有登记投票密钥，这次请用密封信或纸质票投票。',
            'No voting key was registered when the roll was frozen: this time vote by sealed letter or on paper.',
          ])}
        </p>
      )}
    </div>
  )
}
