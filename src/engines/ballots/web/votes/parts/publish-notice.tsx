import { useState } from 'react'
import { shanghaiDate } from '#kernel/time'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { FieldRow } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { useLaw } from '../../rules/use-law.ts'
import { earliestDay } from '../draft/draft-state.ts'
import { Hurdles, type Hurdle } from './hurdles.tsx'

/** The convener puts the notice up; what the guard warns of is answered for in words. */
export function PublishNotice({ vote }: { vote: VoteView }) {
  const text = useText()
  const [reason, setReason] = useState('')
  const { data } = useOperation(ballots.electorate, { id: vote.id })
  const blocking = (data?.warnings ?? []).filter((each) => each.blocking).length
  const { law } = useLaw()
  const earliest = earliestDay(law)
  const days = law.numberOf('ballots.notice.days')
  const tooShort = shanghaiDate(new Date(vote.opensAt)) < earliest
  const risky = data !== undefined && data.guard.verdict !== 'safe'
  const hurdles: Hurdle[] = [
    ...(tooShort
      ? [
          {
            text: [
              `开始时间距今不足 ${days} 日，请改到 ${earliest} 或以后`,
              `Less than ${days} days to the opening: move it to ${earliest} or later`,
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
              blocking === 1
                ? '1 doubt must be settled before the roll is frozen'
                : `${blocking} doubts must be settled before the roll is frozen`,
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
              missing={['请写明仍按此方式表决的理由。', 'Say why it is held this way nevertheless.']}
              verb={['发布公告', 'Publish the notice']}
              done={['公告已发布', 'The notice is up']}
              onAway={close}
              onDone={close}
            >
              <p>
                {text([
                  '发布后表决内容不再修改；业主可在公告栏核对名册并提出异议，受托人生成密钥。',
                  'Once published, the vote can no longer be changed. Owners check the roll and may object; the trustees make their keys.',
                ])}
              </p>
              {risky && (
                <>
                  <ul className="advice" data-verdict={data.guard.verdict}>
                    {data.guard.reasons.map((each) => (
                      <li key={each[0]}>{text(each)}</li>
                    ))}
                  </ul>
                  <FieldRow label={['仍按此方式表决的理由', 'Why it is held this way nevertheless']}>
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
