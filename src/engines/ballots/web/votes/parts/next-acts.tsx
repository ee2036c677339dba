import { useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { InputRow } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { FreezeRoll } from './freeze-roll.tsx'
import { PublishNotice } from './publish-notice.tsx'
function Withdraw({ vote }: { vote: VoteView }) {
  const [reason, setReason] = useState('')
  return (
    <Unfolded label={['撤回表决', 'Withdraw']} tone="quiet">
      {(close) => (
        <ActForm
          command={ballots.withdraw}
          refusals={ballotRefusals}
          input={reason.trim().length > 1 ? { id: vote.id, reason } : null}
          missing={['请写明原因。', 'Say why.']}
          verb={['撤回', 'Withdraw']}
          done={['已撤回', 'Withdrawn']}
          tone="danger"
          onAway={close}
        >
          <InputRow
            label={['撤回原因（公告栏可见）', 'Reason (shown on the notice board)']}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </ActForm>
      )}
    </Unfolded>
  )
}

const waitingFor: Partial<Record<VoteView['state'], Text>> = {
  drafting: ['由业委会或换届改选小组发布公告。', "The owners' committee publishes the notice."],
  noticing: [
    '由房管办在公告期满、异议处理完后冻结名册。',
    'Once the notice period is over and objections are decided, the registry freezes the roll.',
  ],
  frozen: [
    '到时自动开始投票。请先打印密封信，逐户送达。',
    'Voting opens by itself. Print the letters now and deliver them to every door.',
  ],
  voting: [
    '到时自动截止。请按门号催投，及时录入纸质票。',
    'Voting closes by itself. Visit the doors that have not voted, and enter papers as they come.',
  ],
  closed: [
    '受托人解密，纸质票复核完毕后得出结果，两名监票人签署。',
    'Once the trustees have decrypted and the papers are confirmed there is a result, which two tellers sign.',
  ],
  counted: ['监票人已签署，由业委会公布结果。', 'The tellers have signed; the committee publishes the result.'],
}

/** What can be done now by the one who looks, with what stands against it. */
export function NextActs({ vote }: { vote: VoteView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const to = (part: string) => `/desk/${street}/votes/${vote.id}/${part}`
  const may = (verb: string) => vote.may.includes(verb)
  const waiting = waitingFor[vote.state]
  const clockAt = vote.state === 'voting' ? vote.closesAt : vote.opensAt
  if (!waiting) return null
  return (
    <section className="next-acts">
      <p>{text(waiting)}</p>
      {may('publishNotice') && <PublishNotice vote={vote} />}
      {may('freezeRoll') && <FreezeRoll vote={vote} />}
      <div className="form-buttons">
        {may('editVote') && (
          <Link className="button" to={to('edit')}>
            {text(['修改', 'Edit'])}
          </Link>
        )}
        {vote.state === 'drafting' && (
          <Link className="button" to={to('electorate')}>
            {text(['核对表决权人', 'Check the electorate'])}
          </Link>
        )}
        {vote.state === 'noticing' && !barrier(ballots.ceremony.name) && (
          <Link className="button" to={`/desk/${street}/trustee/${vote.id}`}>
            {text(['生成密钥', 'Make the keys'])}
          </Link>
        )}
        {may('printLetters') && (
          <Link className="button" to={to('roll')}>
            {text(['打印密封信', 'Print the letters'])}
          </Link>
        )}
        {(vote.state === 'frozen' || vote.state === 'voting') && !barrier(ballots.doors.name) && (
          <Link className="button" to={to('doors')}>
            {text(['送达与催投', 'Delivery and visits'])}
          </Link>
        )}
        {may('enterPaper') && (
          <Link className="button" to={to('papers')}>
            {text(['录入纸质票', 'Enter papers'])}
          </Link>
        )}
        {vote.state === 'closed' && !barrier(ballots.ceremony.name) && (
          <Link className="button" to={`/desk/${street}/trustee/${vote.id}`}>
            {text(['去解密', 'Go and decrypt'])}
          </Link>
        )}
        {(vote.state === 'closed' || vote.state === 'counted') && (
          <Link className="button" to={to('result')}>
            {text(['看结果单', 'See the result sheet'])}
          </Link>
        )}
        {may('withdraw') && <Withdraw vote={vote} />}
        {may('advance') && !barrier(ballots.advance.name) && Date.parse(clockAt) < serverNow().getTime() && (
          <Unfolded label={['到时未动，补办', 'It is past its time: do it now']} tone="quiet">
            {(close) => (
              <ActForm
                command={ballots.advance}
                refusals={ballotRefusals}
                input={{ id: vote.id }}
                verb={['按时间开始或截止', 'Open or close by the clock']}
                done={['已办', 'Done']}
                onAway={close}
                onDone={close}
              />
            )}
          </Unfolded>
        )}
      </div>
    </section>
  )
}
