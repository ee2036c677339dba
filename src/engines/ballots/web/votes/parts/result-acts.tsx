import { useState } from 'react'
import { Link } from 'react-router'
import { ballotRefusals, ballots, type ResultView, type VoteView } from '#engines/ballots/shared'
import { InputRow } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { Done } from '../vote-words.tsx'

function FileForm({ id, onAway }: { id: string; onAway: () => void }) {
  const [number, setNumber] = useState('')
  return (
    <ActForm
      command={ballots.fileVote}
      refusals={ballotRefusals}
      input={number.trim() ? { id, number } : null}
      missing={['请填写备案编号。', 'Give the filing number.']}
      verb={['备案', 'File']}
      done={['已备案', 'Filed']}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow
        label={['备案编号', 'Filing number']}
        maxLength={60}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
    </ActForm>
  )
}
/** Who signed, and what can be done with the sheet now. */
export function ResultActs({ vote, result }: { vote: VoteView; result: ResultView }) {
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
            `${signed === 1 ? '1 more teller' : '2 tellers'} must sign, neither of them a trustee.`,
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
              {text(['各门号公告', 'Print one per staircase'])}
            </Link>
          </>
        )}
      </div>
    </section>
  )
}
