import { useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { FieldRow } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { earliestDay } from '../draft/draft-state.ts'

/** What stands against a step, each with the place where it is settled. */
interface Hurdle {
  readonly text: Text
  readonly part: string | null
}

function Hurdles({ vote, hurdles }: { vote: VoteView; hurdles: readonly Hurdle[] }) {
  const text = useText()
  const street = useStreet()
  if (hurdles.length === 0) return null
  return (
    <ul className="hurdles">
      {hurdles.map((each) => (
        <li key={each.text[0]}>
          {each.part === null ? (
            text(each.text)
          ) : (
            <Link to={`/desk/${street}/votes/${vote.id}/${each.part}`}>{text(each.text)}</Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function Publish({ vote }: { vote: VoteView }) {
  const text = useText()
  const [reason, setReason] = useState('')
  const { data } = useOperation(ballots.electorate, { id: vote.id })
  const blocking = (data?.warnings ?? []).filter((each) => each.blocking && !each.settled).length
  const tooShort = shanghaiDate(new Date(vote.opensAt)) < earliestDay()
  const risky = data !== undefined && data.guard.verdict !== 'safe'
  const hurdles: Hurdle[] = [
    ...(tooShort
      ? [
          {
            text: [
              `开始时间距今不足 15 日，请改到 ${earliestDay()} 或以后`,
              `Less than 15 days to the opening: move it to ${earliestDay()} or later`,
            ] as const,
            part: 'edit',
          },
        ]
      : []),
    ...(blocking > 0
      ? [
          {
            text: [
              `${blocking} 条疑点在冻结名册前须处理`,
              `${blocking} doubts must be settled before the roll is frozen`,
            ] as const,
            part: 'electorate',
          },
        ]
      : []),
  ]
  return (
    <>
      <Hurdles vote={vote} hurdles={hurdles} />
      <div className="form-buttons">
        <Unfolded
          label={['发布公告', 'Publish the notice']}
          tone="main"
          why={tooShort ? text(ballotRefusals.notice_too_short) : null}
        >
          {(close) => (
            <ActForm
              command={ballots.publishNotice}
              refusals={ballotRefusals}
              input={
                risky && reason.trim().length < 4
                  ? null
                  : { id: vote.id, version: vote.version, ...(risky && { guardReason: reason }) }
              }
              missing={['请写明仍按此方式表决的理由。', 'Say why it is held so all the same.']}
              verb={['发布公告', 'Publish the notice']}
              done={['公告已发布', 'The notice is up']}
              onAway={close}
              onDone={close}
            >
              <p>
                {text([
                  '发布后表决内容不再修改；业主可在公告栏核对名册并提出异议，受托人生成密钥。',
                  'After this the vote is no longer changed. Owners check the roll and object; the trustees make their keys.',
                ])}
              </p>
              {risky && (
                <>
                  <ul className="advice" data-verdict={data.guard.verdict}>
                    {data.guard.reasons.map((each) => (
                      <li key={each[0]}>{text(each)}</li>
                    ))}
                  </ul>
                  <FieldRow label={['仍按此方式表决的理由', 'Why it is held so all the same']}>
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
                </>
              )}
            </ActForm>
          )}
        </Unfolded>
      </div>
    </>
  )
}

function Freeze({ vote }: { vote: VoteView }) {
  const text = useText()
  const { data: electorate } = useOperation(ballots.electorate, { id: vote.id })
  const { data: objections } = useOperation(ballots.objections, { id: vote.id })
  const warnings = (electorate?.warnings ?? []).filter((each) => each.blocking && !each.settled).length
  const open = (objections?.items ?? []).filter((each) => each.decision === 'open').length
  const waiting = vote.trustees.filter((each) => !each.confirmed)
  const hurdles: Hurdle[] = [
    ...(open > 0
      ? [{ text: [`${open} 条异议未处理`, `${open} objections are open`] as const, part: 'objections' }]
      : []),
    ...(warnings > 0
      ? [{ text: [`${warnings} 条疑点必须处理`, `${warnings} doubts must be settled`] as const, part: 'electorate' }]
      : []),
    ...(waiting.length > 0
      ? [
          {
            text: [
              `受托人密钥未完成：${waiting.map(({ name }) => name).join('、')}`,
              `Keys not finished: ${waiting.map(({ name }) => name).join(', ')}`,
            ] as const,
            part: 'keys',
          },
        ]
      : []),
  ]
  return (
    <>
      <Hurdles vote={vote} hurdles={hurdles} />
      <div className="form-buttons">
        <Unfolded
          label={['冻结名册', 'Freeze the roll']}
          tone="main"
          why={hurdles.length > 0 ? hurdles.map((each) => text(each.text)).join('；') : null}
        >
          {(close) => (
            <ActForm
              command={ballots.freezeRoll}
              refusals={ballotRefusals}
              input={{ id: vote.id }}
              verb={['冻结并签名', 'Freeze and sign']}
              done={['名册已冻结', 'The roll is frozen']}
              onAway={close}
              onDone={close}
            >
              <p>
                {text([
                  '冻结后名册、面积、代理、密钥都不能再改，名册摘要写入每一张选票。没有手机凭证的业主自动生成密封信。',
                  'After this nothing on the roll changes, and its hash is in every ballot. Owners without a wallet get a sealed letter.',
                ])}
              </p>
            </ActForm>
          )}
        </Unfolded>
      </div>
    </>
  )
}

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
          <FieldRow label={['撤回原因（公告栏可见）', 'Reason (shown on the notice board)']}>
            {(aria) => (
              <input
                {...aria}
                className="control"
                maxLength={300}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </FieldRow>
        </ActForm>
      )}
    </Unfolded>
  )
}

const waitingFor: Partial<Record<VoteView['state'], Text>> = {
  drafting: ['由业委会或换届改选小组发布公告。', "The owners' committee publishes the notice."],
  noticing: [
    '由房管办在公告期满、异议处理完后冻结名册。',
    'The registry freezes the roll once objections are decided.',
  ],
  frozen: [
    '到时自动开始投票。请先打印密封信，逐户送达。',
    'Opens by the clock. Print the letters and deliver them first.',
  ],
  voting: ['到时自动截止。请按门号催投，及时录入纸质票。', 'Closes by the clock. Visit the doors, enter the papers.'],
  closed: ['受托人解密，纸质票复核完毕后得出结果，两名监票人签署。', 'The trustees decrypt; then two tellers sign.'],
  counted: ['监票人已签署，由业委会公布结果。', 'Signed by the tellers: the committee publishes.'],
}

/** What can be done now by the one who looks, with what stands against it. */
export function NextActs({ vote }: { vote: VoteView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const to = (part: string) => `/desk/${street}/votes/${vote.id}/${part}`
  const may = (verb: string) => vote.may.includes(verb)
  const waiting = waitingFor[vote.state]
  if (!waiting) return null
  return (
    <section className="next-acts">
      <p>{text(waiting)}</p>
      {may('publishNotice') && <Publish vote={vote} />}
      {may('freezeRoll') && <Freeze vote={vote} />}
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
            {text(['送达与催投', 'Doors'])}
          </Link>
        )}
        {may('enterPaper') && (
          <Link className="button" to={to('papers')}>
            {text(['录入纸质票', 'Enter papers'])}
          </Link>
        )}
        {vote.state === 'closed' && !barrier(ballots.ceremony.name) && (
          <Link className="button" to={`/desk/${street}/trustee/${vote.id}`}>
            {text(['去解密', 'Decrypt'])}
          </Link>
        )}
        {(vote.state === 'closed' || vote.state === 'counted') && (
          <Link className="button" to={to('result')}>
            {text(['看结果单', 'See the result sheet'])}
          </Link>
        )}
        {may('withdraw') && <Withdraw vote={vote} />}
        {may('advance') && !barrier(ballots.advance.name) && Date.parse(vote.opensAt) < serverNow().getTime() && (
          <Unfolded label={['到时未动，补办', 'Overdue: do it now']} tone="quiet">
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
