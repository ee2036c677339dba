import { useState } from 'react'
import { ballotRefusals, ballots, type ElectorateView, type VoteView } from '#engines/ballots/shared'
import { Problem, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { area, ownerKindWords, sourceWords } from '../vote-words.tsx'
import { Doubts } from './doubts.tsx'
import { SettleForm } from './settle-form.tsx'
import { Settled } from './settled.tsx'

const verdicts = {
  safe: ['适合', 'Suitable'],
  warn: ['有泄露风险', 'Choices could leak'],
  refuse: ['无法保密', 'Cannot be kept secret'],
} as const

function Units({ vote, electorate, maySettle }: { vote: VoteView; electorate: ElectorateView; maySettle: boolean }) {
  const text = useText()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const owners = new Map(electorate.owners.map((owner) => [owner.key, owner]))
  const found = electorate.units.filter(({ label }) => label.includes(words.trim()))
  const shown = found.slice(0, 200)
  return (
    <section>
      <div className="sheet-head">
        <h2>{text(['专有部分与业主', 'Homes and owners'])}</h2>
        <input
          className="control units-find"
          aria-label={text(['按室号查找', 'Find a home'])}
          placeholder={text(['按室号查找', 'Find a home'])}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <div className="table-scroll">
        <table className="plain-table units-table">
          <thead>
            <tr>
              <th scope="col">{text(['房屋', 'Home'])}</th>
              <th scope="col" data-align="end">
                {text(['面积 m²', 'Area m²'])}
              </th>
              <th scope="col">{text(['面积来源', 'Source'])}</th>
              <th scope="col">{text(['业主', 'Owner'])}</th>
              <th scope="col">{text(['投票凭证', 'Votes by'])}</th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => {
              const owner = owners.get(unit.owner)
              return (
                <tr key={unit.home} data-excluded={unit.excluded || undefined}>
                  <td>
                    {unit.label}
                    {open === unit.home && (
                      <div className="unfolded">
                        <SettleForm
                          vote={vote}
                          electorate={electorate}
                          home={unit.home}
                          owners={[]}
                          onAway={() => setOpen(null)}
                        />
                      </div>
                    )}
                  </td>
                  <td data-align="end">{unit.excluded ? '—' : area(unit.area)}</td>
                  <td>
                    {unit.excluded ? (
                      text(['不列入', 'Left out'])
                    ) : (
                      <>
                        {text(sourceWords[unit.source])} <span className="note">{unit.said?.day}</span>
                      </>
                    )}
                  </td>
                  <td>
                    {owner && (
                      <>
                        {text(ownerKindWords[owner.kind])}
                        {owner.holders.length > 1 &&
                          text([` ${owner.holders.length} 人`, ` of ${owner.holders.length}`])}
                        {owner.units > 1 && (
                          <span className="note">
                            {' '}
                            {text([`共 ${owner.units} 套，计一人`, `${owner.units} homes, one head`])}
                          </span>
                        )}
                      </>
                    )}
                  </td>
                  <td>
                    {owner &&
                      text(
                        owner.proxyFor
                          ? ['委托代理', 'Proxy']
                          : owner.hasKey
                            ? ['手机凭证', 'Wallet']
                            : ['密封信', 'Letter'],
                      )}
                  </td>
                  <td data-align="end">
                    {maySettle && !unit.excluded && (
                      <button
                        type="button"
                        className="link-button"
                        aria-expanded={open === unit.home}
                        onClick={() => setOpen(open === unit.home ? null : unit.home)}
                      >
                        {text(vote.state === 'drafting' ? ['处理', 'Settle'] : ['更正', 'Correct'])}
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {found.length > shown.length && (
        <p className="note">
          {text([
            `共 ${found.length} 套，显示前 ${shown.length} 套；输入室号缩小范围。`,
            `${found.length} homes, the first ${shown.length} are shown; type to narrow it down.`,
          ])}
        </p>
      )}
    </section>
  )
}

/** Who has a vote, as the registers know it: to be checked home by home before anything is announced. */
export function Electorate({ vote }: { vote: VoteView }) {
  const text = useText()
  const asked = useOperation(ballots.electorate, { id: vote.id })
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const electorate = asked.data
  const maySettle = vote.may.includes('settleElectorate') || vote.may.includes('correctRoll')
  const { totals, guard } = electorate
  // What keeps the roll from being frozen comes first.
  const isWaiting = electorate.settlements.some(({ waits }) => waits)
  return (
    <>
      <section>
        <dl className="vote-figures">
          <div>
            <dt>{text(['业主', 'Owners'])}</dt>
            <dd>{totals.owners}</dd>
          </div>
          <div>
            <dt>{text(['专有部分', 'Homes'])}</dt>
            <dd>{totals.units}</dd>
          </div>
          <div>
            <dt>{text(['面积 m²', 'Area m²'])}</dt>
            <dd>{area(totals.area)}</dd>
          </div>
          <div>
            <dt>{text(['有手机凭证', 'With a wallet'])}</dt>
            <dd>{electorate.owners.filter(({ hasKey }) => hasKey).length}</dd>
          </div>
        </dl>
        <p className="note">
          {text([`登记信息截至 ${electorate.asOf}。`, `As the registers stood on ${electorate.asOf}.`])}
          {text([
            '一人多套计一人，面积合计；共有的计一人；建设单位未售房屋计一人。',
            ' An owner of several homes is one head with all their area; co-owners are one head; the developer’s unsold homes are one.',
          ])}
        </p>
      </section>
      <section>
        <h2>
          {text(vote.mode === 'secret' ? ['能否保密', 'Can it be kept secret'] : ['实名与无记名', 'Named or secret'])}{' '}
          <span className="guard-verdict" data-verdict={guard.verdict}>
            {text(verdicts[guard.verdict])}
          </span>
        </h2>
        <ul className="advice" data-verdict={guard.verdict}>
          {guard.reasons.map((reason) => (
            <li key={reason[0]}>{text(reason)}</li>
          ))}
        </ul>
      </section>
      {isWaiting && <Settled vote={vote} settlements={electorate.settlements} />}
      <Doubts vote={vote} electorate={electorate} maySettle={maySettle} />
      {!isWaiting && <Settled vote={vote} settlements={electorate.settlements} />}
      <Units vote={vote} electorate={electorate} maySettle={maySettle} />
    </>
  )
}
