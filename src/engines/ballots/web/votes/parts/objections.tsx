import { useState } from 'react'
import { newId } from '#kernel/id'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { EmptyState, FieldRow, InputRow, Problem, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { Done } from '../vote-words.tsx'
import { ResultObjections } from './result-objections.tsx'
import { SettleForm } from './settle-form.tsx'

const decisions = {
  open: ['待处理', 'Open'],
  upheld: ['成立', 'Upheld'],
  rejected: ['不成立', 'Rejected'],
} as const

function Decide({
  id,
  objection,
  decision,
  onAway,
}: {
  id: string
  objection: string
  decision: 'upheld' | 'rejected'
  onAway: () => void
}) {
  const [reason, setReason] = useState('')
  return (
    <ActForm
      command={ballots.decideObjection}
      refusals={ballotRefusals}
      input={reason.trim().length > 1 ? { id, objection, decision, reason } : null}
      missing={['请写明理由。', 'Give the reason.']}
      verb={decision === 'upheld' ? ['成立，名册不改', 'Uphold, roll unchanged'] : ['不成立', 'Reject']}
      done={['已处理', 'Decided']}
      onAway={onAway}
      onDone={onAway}
    >
      <FieldRow label={['理由（答复业主）', 'Reason, told to the owner']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </FieldRow>
    </ActForm>
  )
}

function Take({ id, onAway }: { id: string; onAway: () => void }) {
  const [objection] = useState(newId)
  const [owner, setOwner] = useState('')
  const [words, setWords] = useState('')
  return (
    <ActForm
      command={ballots.takeObjection}
      refusals={ballotRefusals}
      input={
        words.trim().length > 3 && (owner === '' || /^\d{4,5}$/.test(owner))
          ? { id, objection, owner: owner || null, words }
          : null
      }
      missing={['请写明异议内容。', 'Say what is objected to.']}
      verb={['登记', 'Record']}
      done={['已登记', 'Recorded']}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow
        label={['业主编号', 'Owner number']}
        optional
        hint={['不在名册上的留空', 'Empty if the home is not on the roll']}
        inputMode="numeric"
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
      />
      <FieldRow label={['异议内容', 'Objection']}>
        {(aria) => (
          <textarea
            {...aria}
            className="control"
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </FieldRow>
    </ActForm>
  )
}

/** What owners say is wrong, and what became of it: with the roll before it was frozen, with the result once it is out. */
export function Objections({ vote }: { vote: VoteView }) {
  return (
    <>
      {vote.publishedAt !== null && <ResultObjections vote={vote} />}
      <RollObjections vote={vote} />
    </>
  )
}

function RollObjections({ vote }: { vote: VoteView }) {
  const text = useText()
  const barrier = useBarrier()
  const barred = barrier(ballots.objections.name)
  const asked = useOperation(ballots.objections, { id: vote.id }, { enabled: !barred })
  const mayDecide = vote.may.includes('decideObjection')
  const mayCorrect = vote.may.includes('correctRoll')
  const electorate = useOperation(ballots.electorate, { id: vote.id }, { enabled: mayDecide })
  if (barred) return <p className="note">{text(barred)}</p>
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  return (
    <section aria-label={text(['对名册的异议', 'Objections to the roll'])}>
      {vote.publishedAt !== null && <h2>{text(['对名册的异议', 'Objections to the roll'])}</h2>}
      {vote.may.includes('takeObjection') && (
        <div className="form-buttons">
          <Unfolded label={['登记窗口异议', 'Record one raised at the counter']}>
            {(close) => <Take id={vote.id} onAway={close} />}
          </Unfolded>
        </div>
      )}
      {asked.data.items.length === 0 ? (
        vote.state === 'noticing' ? (
          <EmptyState title={['没有异议', 'No objections']}>
            <p>
              {text([
                '公告期内业主可在公告栏核对本户信息并提出异议，或到窗口登记。',
                'While the notice is up, owners check their entry and object on the notice board or at the counter.',
              ])}
            </p>
          </EmptyState>
        ) : (
          <p>{text(['没有。', 'There were none.'])}</p>
        )
      ) : (
        <ul className="told-list">
          {asked.data.items.map((line) => (
            <li key={line.id}>
              <div className="sheet-head">
                <strong className={line.decision === 'open' ? 'late' : undefined}>
                  {text(decisions[line.decision])}
                </strong>
                <span>
                  {line.owner
                    ? text([`业主 ${line.owner}`, `Owner ${line.owner}`])
                    : text(['未列入名册', 'Not on the roll'])}
                </span>
                <Done at={line.at} />
              </div>
              <p>{line.words}</p>
              {line.reason && (
                <p className="note">
                  {text(['答复：', 'Answer: '])}
                  {line.reason} {line.decidedAt && <Done by={line.decidedBy} at={line.decidedAt} />}
                </p>
              )}
              {line.decision === 'open' && mayDecide && (
                <div className="form-buttons">
                  {mayCorrect && electorate.data && (
                    <Unfolded label={['成立，更正名册', 'Uphold and correct']} tone="main">
                      {(close) => (
                        <ObjectedHome vote={vote} electorate={electorate.data} objection={line.id} onAway={close} />
                      )}
                    </Unfolded>
                  )}
                  <Unfolded label={['成立，名册不改', 'Uphold, roll unchanged']}>
                    {(close) => <Decide id={vote.id} objection={line.id} decision="upheld" onAway={close} />}
                  </Unfolded>
                  <Unfolded label={['不成立', 'Reject']}>
                    {(close) => <Decide id={vote.id} objection={line.id} decision="rejected" onAway={close} />}
                  </Unfolded>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** First which home it is about, then what is put right. */
function ObjectedHome({
  vote,
  electorate,
  objection,
  onAway,
}: Omit<Parameters<typeof SettleForm>[0], 'home' | 'owners'> & { objection: string }) {
  const text = useText()
  const [home, setHome] = useState('')
  return (
    <div className="objected-home">
      <FieldRow label={['涉及的房屋', 'The home it is about']}>
        {(aria) => (
          <select {...aria} className="control" value={home} onChange={(event) => setHome(event.target.value)}>
            <option value="">{text(['请选择', 'Choose'])}</option>
            {electorate.units.map((unit) => (
              <option key={unit.home} value={unit.home}>
                {unit.label}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      {home && (
        <SettleForm
          key={home}
          vote={vote}
          electorate={electorate}
          home={home}
          owners={[]}
          objection={objection}
          onAway={onAway}
        />
      )}
    </div>
  )
}
