import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { Hurdles, type Hurdle } from './hurdles.tsx'

/** The registry freezes the roll once nothing is open any more. */
export function FreezeRoll({ vote }: { vote: VoteView }) {
  const text = useText()
  const { data: electorate } = useOperation(ballots.electorate, { id: vote.id })
  const { data: objections } = useOperation(ballots.objections, { id: vote.id })
  const warnings = (electorate?.warnings ?? []).filter((each) => each.blocking).length
  const open = (objections?.items ?? []).filter((each) => each.decision === 'open').length
  const settled = (electorate?.settlements ?? []).filter((each) => each.waits).length
  const waiting = vote.trustees.filter((each) => !each.confirmed)
  const hurdles: Hurdle[] = [
    ...(open > 0
      ? [
          {
            text: [`${open} 条异议未处理`, open === 1 ? '1 objection is open' : `${open} objections are open`] as const,
            part: 'objections',
          },
        ]
      : []),
    ...(warnings > 0
      ? [
          {
            text: [
              `${warnings} 条疑点必须处理`,
              warnings === 1 ? '1 doubt must be settled' : `${warnings} doubts must be settled`,
            ] as const,
            part: 'electorate',
          },
        ]
      : []),
    ...(settled > 0
      ? [
          {
            text: [
              `${settled} 条召集人的处理待核定`,
              settled === 1
                ? '1 change by the convener is to be confirmed'
                : `${settled} changes by the convener are to be confirmed`,
            ] as const,
            part: 'electorate',
          },
        ]
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
          why={hurdles.length > 0 ? hurdles.map((each) => text(each.text)).join(text(['；', '; '])) : null}
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
                  'Once frozen, owners, areas, proxies and keys can no longer change, and the hash of the roll goes into every ballot. Owners without a wallet get a sealed letter.',
                ])}
              </p>
            </ActForm>
          )}
        </Unfolded>
      </div>
    </>
  )
}
