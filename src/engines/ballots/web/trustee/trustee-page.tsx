import { Link } from 'react-router'
import { ballotRefusals, ballots, type CeremonyLine } from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { EmptyState, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { Due } from '#ui/time'
import { State } from '../votes/vote-words.tsx'
import '../votes/votes.css'

export const dueWords: Readonly<Record<CeremonyLine['due'], Text>> = {
  certificate: ['生成密钥', 'Make the key'],
  polynomial: ['分发份额', 'Deal the shares'],
  output: ['确认份额', 'Confirm the share'],
  factors: ['核验并解密', 'Verify and decrypt'],
  nothing: ['暂无待办', 'Nothing now'],
}

/** The votes whose key is mine to keep. */
export function TrusteePage() {
  const text = useText()
  usePageTitle(text(['受托保管密钥', 'Keys in trust']))
  const street = useStreet()
  const asked = useOperation(ballots.ceremonies, {})
  if (asked.isError && !asked.data) return <Unanswered asked={asked} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const items = asked.data.items.toSorted((a, b) => Number(a.due === 'nothing') - Number(b.due === 'nothing'))
  return (
    <div className="page votes-page">
      <header className="votes-head">
        <h1>{text(['受托保管密钥', 'Keys in trust'])}</h1>
      </header>
      <p className="note trustee-lead">
        {text([
          '您的密钥只存在您自己的浏览器里，不上传。截止前谁也解不开选票；截止后只解密合计数，实名表决另解密每张选票。',
          'Your key stays in your own browser and is never sent. Before the close nobody can open a ballot; afterwards only the totals are decrypted and, in a vote by name, each ballot.',
        ])}
      </p>
      {items.length === 0 ? (
        <EmptyState title={['没有受托的表决', 'No votes in your trust']}>
          <p>
            {text([
              '业委会起草表决时选您为受托人后，会列在这里。',
              'Votes that name you as a trustee are listed here.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <div className="table-scroll">
          <table className="plain-table votes-table">
            <thead>
              <tr>
                <th scope="col">{text(['表决', 'Vote'])}</th>
                <th scope="col">{text(['阶段', 'State'])}</th>
                <th scope="col">{text(['要您办的', 'For you to do'])}</th>
                <th scope="col">{text(['期限', 'Due'])}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((line) => (
                <tr key={line.vote}>
                  <td>
                    <Link to={`/desk/${street}/trustee/${line.vote}`}>{line.title}</Link>
                    <span className="votes-scope">{line.scopeName}</span>
                    {line.due !== 'nothing' && <strong className="votes-narrow">{text(dueWords[line.due])}</strong>}
                  </td>
                  <td>
                    <State of={line.state} />
                  </td>
                  <td>
                    {line.due === 'nothing' ? (
                      <span className="note">{text(dueWords.nothing)}</span>
                    ) : (
                      <strong>{text(dueWords[line.due])}</strong>
                    )}
                  </td>
                  <td>{line.due !== 'nothing' && line.due !== 'factors' && <Due at={line.opensAt} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
