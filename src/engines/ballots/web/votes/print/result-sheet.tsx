import {
  ballotRefusals,
  ballots,
  fractionText,
  keepingText,
  percent,
  type QuestionResult,
  type VoteView,
} from '#engines/ballots/shared'
import { Problem, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { answerWords, area, modeWords, policyWords, stamp } from '../vote-words.tsx'
import { Papers, Sheet } from './paper.tsx'

function Question({ question, place }: { question: QuestionResult; place: number }) {
  const text = useText()
  const { outcome } = question
  const part = outcome.participating
  return (
    <>
      <h2>
        {place + 1}. {question.text}
      </h2>
      <p>
        {text(question.source)}
        {text(['：', ': '])}
        {text([
          `${fractionText(question.quorum)[0]}参与，${fractionText(question.majority)[0]}同意`,
          `quorum ${fractionText(question.quorum)[1]}, majority ${fractionText(question.majority)[1]}`,
        ])}
      </p>
      <table>
        <thead>
          <tr>
            <th>{text(question.kind === 'matter' ? ['意见', 'Answer'] : ['候选人', 'Candidate'])}</th>
            <th data-align="end">{text(['面积 m²', 'Area m²'])}</th>
            <th data-align="end">%</th>
            <th data-align="end">{text(['人数', 'Owners'])}</th>
            <th data-align="end">%</th>
          </tr>
        </thead>
        <tbody>
          {outcome.answers.map((answer) => (
            <tr key={answer.label}>
              <td>
                {text(answerWords(answer.label))}
                {outcome.elected.includes(answer.label) && text(['（当选）', ' (elected)'])}
              </td>
              <td data-align="end">{area(answer.measure.area)}</td>
              <td data-align="end">{percent(answer.measure.area, part.area)}</td>
              <td data-align="end">{answer.measure.owners}</td>
              <td data-align="end">{percent(answer.measure.owners, part.owners)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {outcome.steps.map((step, nth) => (
        <p key={nth}>
          {step.holds === null ? '· ' : step.holds ? '✓ ' : '✗ '}
          {text(step.text)}
        </p>
      ))}
      <p>
        <strong>{text(question.conclusion)}</strong>
      </p>
      {question.without && (
        <p>
          {text(['如未返票不计入参与：', 'Without the clause: '])}
          {text(question.without.passes ? ['通过。', 'passes.'] : ['未通过。', 'does not pass.'])}
        </p>
      )}
    </>
  )
}

/** 计票结果单: for the files, signed by hand as well. */
export function ResultSheet({ vote }: { vote: VoteView }) {
  const text = useText()
  const asked = useOperation(ballots.resultSheet, { id: vote.id })
  if (asked.isError) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const result = asked.data
  return (
    <Papers>
      <Sheet>
        <h1>{text(['表决计票结果单', 'Result sheet'])}</h1>
        <p>
          <strong>{result.title}</strong>
        </p>
        <p>
          {result.scopeName} · {text(modeWords[result.mode])} ·{' '}
          {text([`截止 ${stamp(result.closedAt)}`, `closed ${stamp(result.closedAt)}`])}
        </p>
        <p>
          {text([
            `业主 ${result.totals.owners} 人，${result.totals.units} 套，${area(result.totals.area)} m²；网上 ${result.online.owners} 人 ${area(result.online.area)} m²，纸质 ${result.paper.owners} 人 ${area(result.paper.area)} m²（无效 ${result.paper.invalid.owners} 人），已送达未返 ${result.notReturned.owners} 人 ${area(result.notReturned.area)} m²。`,
            `${result.totals.owners} owners, ${result.totals.units} homes, ${area(result.totals.area)} m²; online ${result.online.owners} (${area(result.online.area)} m²), paper ${result.paper.owners} (${area(result.paper.area)} m²; ${result.paper.invalid.owners} invalid); delivered and not returned ${result.notReturned.owners} (${area(result.notReturned.area)} m²).`,
          ])}
        </p>
        <p>
          {text(['未返票：', 'Not returned: '])}
          {text(policyWords[vote.terms.notReturned])} {result.clause}
        </p>
        {result.questions.map((question, place) => (
          <Question key={place} question={question} place={place} />
        ))}
        <p>{text(keepingText(result.keeping))}</p>
        <p>
          <code>
            {text(['名册', 'Roll'])} {result.rollHash}
          </code>
        </p>
        <p>
          <code>
            {text(['选票', 'Ballots'])} {result.ballotsHash}
          </code>
        </p>
        <div className="paper-sign">
          {result.tellers.map((teller) => (
            <p key={teller.name}>
              {text([
                `监票人 ${teller.name}（电子签署 ${stamp(teller.at)}）______________`,
                `Teller ${teller.name} (signed ${stamp(teller.at)}) ______________`,
              ])}
            </p>
          ))}
        </div>
      </Sheet>
    </Papers>
  )
}
