import { useState } from 'react'
import { Link } from 'react-router'
import {
  ballotRefusals,
  ballots,
  fractionText,
  percent,
  type BothMeasures,
  type QuestionResult,
  type ResultView,
  type VoteView,
} from '#engines/ballots/shared'
import { FieldRow, Problem, StatusLight, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { isRefusal, useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { area, Done, policyWords } from '../vote-words.tsx'

type Outcome = QuestionResult['outcome']

function Both({ of, whole }: { of: BothMeasures; whole: BothMeasures }) {
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

function Question({ question, place, clause }: { question: QuestionResult; place: number; clause: string | null }) {
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
                : ['未选满', 'Seats left']
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
                {text(['面积 m²，占参与', 'Area m², of taking part'])}
              </th>
              <th scope="col" data-align="end">
                {text(['人数，占参与', 'Owners, of taking part'])}
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
                <th scope="row">{answer.label}</th>
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
              `Without the clause: ${without.passes ? 'passes' : 'does not pass'}`,
            ])}
            {clause && <span className="note"> {clause}</span>}
          </summary>
          <Steps outcome={without} />
        </details>
      )}
    </article>
  )
}

function FileForm({ id, onAway }: { id: string; onAway: () => void }) {
  const [number, setNumber] = useState('')
  const [note, setNote] = useState('')
  return (
    <ActForm
      command={ballots.fileVote}
      refusals={ballotRefusals}
      input={number.trim() ? { id, number, ...(note.trim() && { note }) } : null}
      missing={['请填写备案编号。', 'Give the filing number.']}
      verb={['备案', 'File']}
      done={['已备案', 'Filed']}
      onAway={onAway}
      onDone={onAway}
    >
      <FieldRow label={['备案编号', 'Filing number']}>
        {(aria) => (
          <input
            {...aria}
            className="control"
            maxLength={60}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
      </FieldRow>
      <FieldRow label={['备注', 'Note']} optional>
        {(aria) => (
          <input
            {...aria}
            className="control"
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </FieldRow>
    </ActForm>
  )
}

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
            'All papers confirmed; of a secret vote the counting sheet too.',
          ])}
        </li>
      </ul>
    </section>
  )
}

function Acts({ vote, result }: { vote: VoteView; result: ResultView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const signed = vote.signedBy.length
  const needsRunOff = result.questions.some(({ outcome }) => outcome.runOff.length > 0)
  return (
    <section>
      <h2>{text(['签署与公布', 'Signing and publishing'])}</h2>
      <ul className="told-list">
        {vote.signedBy.map((teller) => (
          <li key={teller.name}>
            <div className="sheet-head">
              <span>{text(['监票人', 'Teller'])}</span> <strong>{teller.name}</strong> <Done at={teller.at} />
            </div>
          </li>
        ))}
      </ul>
      {signed < 2 && (
        <p>
          {text([
            `还需 ${2 - signed} 名监票人签署（受托人不能兼任）。`,
            `${2 - signed} more tellers must sign; no trustee may.`,
          ])}
        </p>
      )}
      <div className="form-buttons">
        {vote.may.includes('signSheet') && (
          <Unfolded label={['签署结果单', 'Sign the sheet']} tone="main">
            {(close) => (
              <ActForm
                command={ballots.signSheet}
                refusals={ballotRefusals}
                input={{ id: vote.id }}
                verb={['核对无误，签署', 'Checked; sign']}
                done={['已签署', 'Signed']}
                onAway={close}
                onDone={close}
              >
                <p>
                  {text([
                    '签署后结果单写入日志，不能再改。请先逐项核对纸质票和上面的计算。',
                    'Signed, the sheet goes into the log and is not changed any more. Check the papers and the steps above first.',
                  ])}
                </p>
              </ActForm>
            )}
          </Unfolded>
        )}
        {vote.may.includes('publishResult') && (
          <Unfolded label={['公布结果', 'Publish']} tone="main">
            {(close) => (
              <ActForm
                command={ballots.publishResult}
                refusals={ballotRefusals}
                input={{ id: vote.id }}
                verb={['公布结果', 'Publish the result']}
                done={['已公布', 'Published']}
                onAway={close}
                onDone={close}
              >
                <p>
                  {text([
                    '公布后在公告栏可见，全部记录可下载验证。',
                    'It goes up on the notice board, and the whole record can be downloaded.',
                  ])}
                </p>
              </ActForm>
            )}
          </Unfolded>
        )}
        {vote.may.includes('fileVote') && (
          <Unfolded label={['备案', 'File']}>{(close) => <FileForm id={vote.id} onAway={close} />}</Unfolded>
        )}
        {needsRunOff && !barrier(ballots.draftVote.name) && (
          <Link className="button" to={`/desk/${street}/votes/new?runOffOf=${vote.id}`}>
            {text(['起草另行选举', 'Draft the run-off'])}
          </Link>
        )}
        <Link className="button" to={`/desk/${street}/votes/${vote.id}/print/sheet`}>
          {text(['打印结果单', 'Print the sheet'])}
        </Link>
        {vote.publishedAt && (
          <>
            <Link className="button" to={`/desk/${street}/votes/${vote.id}/print/announcement`}>
              {text(['打印结果公告', 'Print the announcement'])}
            </Link>
            <Link className="button" to={`/desk/${street}/votes/${vote.id}/print/announcement-staircases`}>
              {text(['各门号公告', 'One per staircase'])}
            </Link>
          </>
        )}
      </div>
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
      <Acts vote={vote} result={result} />
      <section>
        <h2>{text(['可验证的依据', 'What it can be verified with'])}</h2>
        <dl className="vote-facts">
          <div>
            <dt>{text(['选票摘要', 'Ballots'])}</dt>
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
