import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { Problem, Waiting } from '#ui'
import { isRefusal, useOperation } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { ResultActs } from './result-acts.tsx'
import { Both, Question } from './result-question.tsx'

/** What is still missing before there is a result. */
function NotYet({ vote }: { vote: VoteView }) {
  const text = useText()
  const done = vote.trustees.filter((each) => each.decrypted).length
  return (
    <section>
      <h2>{text(['尚未计票完成', 'Not counted yet'])}</h2>
      <ul className="hurdles">
        <li>
          {text([
            `受托人解密 ${done} / ${vote.threshold}：${vote.trustees.map((each) => `${each.name}${each.decrypted ? '✓' : ''}`).join('、')}`,
            `Decrypted ${done} of ${vote.threshold}: ${vote.trustees.map((each) => `${each.name}${each.decrypted ? ' ✓' : ''}`).join(', ')}`,
          ])}
        </li>
        <li>
          {text([
            '纸质票须全部复核，无记名的须完成公开计票表。',
            'All papers must be confirmed, and in a secret vote the public counting sheet too.',
          ])}
        </li>
      </ul>
    </section>
  )
}
/** 计票结果单: both measures of every question, how it was counted, and who signed. */
export function Result({ vote }: { vote: VoteView }) {
  const text = useText()
  const barrier = useBarrier()
  const asked = useOperation(ballots.resultSheet, { id: vote.id }, { enabled: !barrier(ballots.resultSheet.name) })
  if (asked.isError && !asked.data)
    return isRefusal(asked.error, 'result_not_counted') ? (
      <NotYet vote={vote} />
    ) : (
      <Problem error={asked.error} refusals={ballotRefusals} />
    )
  if (!asked.data) return <Waiting />
  const result = asked.data
  const { totals } = result
  const rows = [
    [['名册', 'On the roll'], totals],
    [['网上', 'Online'], result.online],
    [['纸质有效', 'Valid on paper'], result.paper],
    [['纸质无效', 'Invalid on paper'], result.paper.invalid],
    [['已送达未返票', 'Delivered, not returned'], result.notReturned],
    [['登记送达', 'Deliveries recorded'], result.delivered],
  ] as const
  return (
    <>
      <section>
        <h2>{text(['参与', 'Participation'])}</h2>
        <div className="table-scroll">
          <table className="plain-table result-table">
            <thead>
              <tr>
                <th scope="col" />
                <th scope="col" data-align="end">
                  {text(['面积 m²', 'Area m²'])}
                </th>
                <th scope="col" data-align="end">
                  {text(['人数', 'Owners'])}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([label, measure]) => (
                <tr key={label[0]}>
                  <th scope="row">{text(label)}</th>
                  <Both of={measure} whole={totals} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section>
        <h2>{text(['逐项结果', 'Question by question'])}</h2>
        {result.questions.map((question, place) => (
          <Question key={place} question={question} place={place} clause={result.clause} />
        ))}
      </section>
      <ResultActs vote={vote} result={result} />
      <section>
        <h2>{text(['可验证的依据', 'How to verify it'])}</h2>
        <dl className="vote-facts">
          <div>
            <dt>{text(['选票摘要', 'Hash of the ballots'])}</dt>
            <dd>
              <code>{result.ballotsHash}</code>
            </dd>
          </div>
          <div>
            <dt>{text(['命令行验证', 'On the command line'])}</dt>
            <dd>
              {result.verifyWith.map((line) => (
                <code key={line}>{line}</code>
              ))}
            </dd>
          </div>
        </dl>
      </section>
    </>
  )
}
