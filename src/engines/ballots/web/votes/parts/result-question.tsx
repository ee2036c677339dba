import { fractionText, percent, type BothMeasures, type QuestionResult } from '#engines/ballots/shared'
import { StatusLight } from '#ui'
import { useText } from '#ui/text'
import { answerWords, area, policyWords } from '../vote-words.tsx'

type Outcome = QuestionResult['outcome']

export function Both({ of, whole }: { of: BothMeasures; whole: BothMeasures }) {
  return (
    <>
      <td data-align="end">
        {area(of.area)} <span className="note">{percent(of.area, whole.area)}</span>
      </td>
      <td data-align="end">
        {of.owners} <span className="note">{percent(of.owners, whole.owners)}</span>
      </td>
    </>
  )
}

function Steps({ outcome }: { outcome: Outcome }) {
  const text = useText()
  return (
    <ol className="result-steps">
      {outcome.steps.map((step, nth) => (
        <li key={nth} data-holds={step.holds ?? undefined}>
          <span aria-hidden="true">{step.holds === null ? '·' : step.holds ? '✓' : '✗'}</span>
          <span>{text(step.text)}</span>
        </li>
      ))}
    </ol>
  )
}

/** One question: what came out, by what fractions, and every step of the count. */
export function Question({
  question,
  place,
  clause,
}: {
  question: QuestionResult
  place: number
  clause: string | null
}) {
  const text = useText()
  const { outcome, without } = question
  const isMatter = question.kind === 'matter'
  const [quorum, majority] = [fractionText(question.quorum), fractionText(question.majority)]
  return (
    <article className="result-question">
      <div className="sheet-head">
        <h3>
          {place + 1}. {question.text}
        </h3>
        <StatusLight
          light={outcome.passes ? 'green' : 'red'}
          word={
            isMatter
              ? outcome.passes
                ? ['通过', 'Passes']
                : ['未通过', 'Does not pass']
              : outcome.passes
                ? ['选满', 'All seats filled']
                : ['未选满', 'Seats left empty']
          }
        />
      </div>
      <p>{text(question.conclusion)}</p>
      <p className="note">
        {text([
          `面积和人数各${quorum[0]}参与，参与的各${majority[0]}同意`,
          `Quorum ${quorum[1]}, majority ${majority[1]}, of area and of owners`,
        ])}
        {' · '}
        {text(question.source)}
      </p>
      <div className="table-scroll">
        <table className="plain-table result-table">
          <thead>
            <tr>
              <th scope="col">{text(isMatter ? ['意见', 'Answer'] : ['候选人', 'Candidate'])}</th>
              <th scope="col" data-align="end">
                {text(['面积 m²，占参与', 'Area m², share of those taking part'])}
              </th>
              <th scope="col" data-align="end">
                {text(['人数，占参与', 'Owners, share of those taking part'])}
              </th>
              <th scope="col" data-align="end">
                {text(['其中网上 / 纸质', 'Online / paper'])}
              </th>
              {!isMatter && <th scope="col">{text(['结果', 'Outcome'])}</th>}
            </tr>
          </thead>
          <tbody>
            {outcome.answers.map((answer, nth) => (
              <tr key={answer.label} data-first={(isMatter && nth === 0) || undefined}>
                <th scope="row">{text(isMatter ? answerWords(answer.label) : [answer.label, answer.label])}</th>
                <Both of={answer.measure} whole={outcome.participating} />
                <td data-align="end">
                  {question.online[nth]?.measure.owners ?? 0} / {question.paper[nth]?.measure.owners ?? 0}
                </td>
                {!isMatter && (
                  <td>
                    {text(
                      outcome.elected.includes(answer.label)
                        ? ['当选', 'Elected']
                        : outcome.runOff.includes(answer.label)
                          ? ['进入另行选举', 'Goes to the run-off']
                          : ['未当选', 'Not elected'],
                    )}
                  </td>
                )}
              </tr>
            ))}
            <tr>
              <th scope="row">{text(['参与合计', 'Taking part'])}</th>
              <td data-align="end">{area(outcome.participating.area)}</td>
              <td data-align="end">{outcome.participating.owners}</td>
              <td colSpan={isMatter ? 1 : 2} />
            </tr>
          </tbody>
        </table>
      </div>
      <details open={isMatter}>
        <summary>{text(['逐步算给你看', 'Every step of the count'])}</summary>
        <Steps outcome={outcome} />
      </details>
      {without && (
        <details>
          <summary>
            {text([
              `不适用“${policyWords[outcome.policy][0]}”条款时：${without.passes ? '通过' : '未通过'}`,
              `Without “${policyWords[outcome.policy][1]}”: ${without.passes ? 'passes' : 'does not pass'}`,
            ])}
            {clause && <span className="note"> {clause}</span>}
          </summary>
          <Steps outcome={without} />
        </details>
      )}
    </article>
  )
}
