import { useState } from 'react'
import { Link } from 'react-router'
import { ballotRefusals, ballots, type VoteView } from '#engines/ballots/shared'
import { ActForm, Unfolded } from '#ui/act-form'
import { useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { TrusteesChoice } from '../draft/trustees-choice.tsx'

function Restart({ vote, onAway }: { vote: VoteView; onAway: () => void }) {
  const text = useText()
  const [chosen, setChosen] = useState<readonly string[]>(vote.trustees.map(({ staff }) => staff))
  const [threshold, setThreshold] = useState(vote.threshold)
  return (
    <ActForm
      command={ballots.restartCeremony}
      refusals={ballotRefusals}
      input={chosen.length > 0 ? { id: vote.id, trustees: [...chosen], threshold } : null}
      missing={['请选择受托人。', 'Choose the trustees.']}
      verb={['重新生成', 'Begin anew']}
      done={['已重新开始', 'Begun anew']}
      tone="danger"
      onAway={onAway}
      onDone={onAway}
    >
      <p>
        {text([
          '已做的步骤全部作废，所有受托人从第一步重来。',
          'All steps so far are void; every trustee begins at the first.',
        ])}
      </p>
      <TrusteesChoice
        chosen={chosen}
        threshold={threshold}
        onChange={(next, enough) => {
          setChosen(next)
          setThreshold(enough)
        }}
      />
    </ActForm>
  )
}

const mark = (done: boolean) => (done ? '✓' : '—')

/** How far the trustees are, and what it means when one loses a key. */
export function Ceremony({ vote }: { vote: VoteView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const spare = vote.trustees.length - vote.threshold
  return (
    <section>
      <h2>
        {text([
          `${vote.trustees.length} 名受托人，${vote.threshold} 人可解密`,
          `${vote.trustees.length} trustees, ${vote.threshold} decrypt`,
        ])}
      </h2>
      <div className="table-scroll">
        <table className="plain-table keys-table">
          <thead>
            <tr>
              <th scope="col">{text(['受托人', 'Trustee'])}</th>
              <th scope="col">{text(['1 生成密钥', '1 Key made'])}</th>
              <th scope="col">{text(['2 分发份额', '2 Shares dealt'])}</th>
              <th scope="col">{text(['3 确认份额', '3 Share confirmed'])}</th>
              <th scope="col">{text(['截止后解密', 'Decrypted'])}</th>
            </tr>
          </thead>
          <tbody>
            {vote.trustees.map((each) => (
              <tr key={each.index}>
                <td>
                  {each.name} <span className="note">{each.post}</span>
                </td>
                <td>{mark(each.certified)}</td>
                <td>{mark(each.dealt)}</td>
                <td>{mark(each.confirmed)}</td>
                <td>{mark(each.decrypted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note">
        {text(
          spare > 0
            ? [
                `可以丢失 ${spare} 把受托人密钥仍能计票。冻结前丢失的，请房管办重新生成；冻结后丢失的，由其余受托人解密。`,
                `The vote can still be counted if ${spare === 1 ? 'one key is' : `${spare} keys are`} lost. Before the freeze the registry makes the keys anew; after it the other trustees decrypt.`,
              ]
            : [
                '丢失任何一把密钥都无法计票，务必备份。',
                'If one key is lost the vote cannot be counted: back them up.',
              ],
        )}
      </p>
      <div className="form-buttons">
        {!barrier(ballots.ceremony.name) && (
          <Link className="button" data-tone="main" to={`/desk/${street}/trustee/${vote.id}`}>
            {text(['我的密钥', 'My key'])}
          </Link>
        )}
        {vote.may.includes('restartCeremony') && (
          <Unfolded label={['重新生成密钥', 'Make the keys anew']}>
            {(close) => <Restart vote={vote} onAway={close} />}
          </Unfolded>
        )}
      </div>
    </section>
  )
}
