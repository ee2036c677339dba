import { useSearchParams } from 'react-router'
import { ballots, type VoteView } from '#engines/ballots/shared'
import { Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { stamp } from '../vote-words.tsx'
import { Papers, Sheet } from './paper.tsx'

/** By staircase the doors to knock at, with room for what happened. No name, no choice. */
export function WalkSheets({ vote }: { vote: VoteView }) {
  const text = useText()
  const [query] = useSearchParams()
  const want = query.get('want') === 'not_delivered' ? 'not_delivered' : 'not_voted'
  const { data } = useOperation(ballots.doors, { id: vote.id, want })
  if (!data) return <Waiting />
  return (
    <Papers>
      {data.items.map((group) => (
        <Sheet key={`${group.building}/${group.staircase}`}>
          <p className="paper-where">
            {group.staircase.startsWith(group.building) ? group.staircase : `${group.building} ${group.staircase}`}
          </p>
          <h1>
            {text(
              want === 'not_delivered'
                ? ['未送达住户清单', 'Homes with nothing delivered']
                : ['未投票住户清单', 'Homes that have not voted'],
            )}
          </h1>
          <p>
            {vote.title} · {text([`共 ${group.doors.length} 户`, `${group.doors.length} doors`])} ·{' '}
            {stamp(serverNow().toISOString())}
          </p>
          <table>
            <thead>
              <tr>
                <th>{text(['房屋', 'Home'])}</th>
                <th>{text(['业主编号', 'Owner'])}</th>
                <th>{text(['送达', 'Delivered'])}</th>
                <th>{text(['上门时间', 'Visited at'])}</th>
                <th>{text(['情况', 'What happened'])}</th>
              </tr>
            </thead>
            <tbody>
              {group.doors.map((door) => (
                <tr key={door.unit}>
                  <td>{door.label}</td>
                  <td>{door.owner}</td>
                  <td>{door.delivered ? '✓' : '□'}</td>
                  <td />
                  <td>{text(['□签收 □无人 □拒收', '□ signed □ not in □ refused'])}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="paper-sign">
            <p>{text(['经办人（两人）：____________ ____________', 'Two clerks: ____________ ____________'])}</p>
          </div>
        </Sheet>
      ))}
    </Papers>
  )
}
