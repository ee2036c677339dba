import type { Text } from '#kernel/text'
import { percent, type Participation } from '#engines/ballots/shared'
import { useText } from '#ui/text'
import { areaText, instantText } from './plain-words.ts'

const ownersText = (count: number): Text => [`${count} 人`, `${count} ${count === 1 ? 'owner' : 'owners'}`]

/** Who took part so far, against two thirds of both measures; nothing of what they chose. */
export function Turnout({ seen, isOver }: { seen: Participation; isOver: boolean }) {
  const text = useText()
  return (
    <section>
      <h2>{isOver ? text(['参与情况', 'Who took part']) : text(['到目前的参与情况', 'Who has taken part so far'])}</h2>
      <Bar
        name={['按面积', 'By area']}
        part={[seen.votedArea, areaText(seen.votedArea)]}
        whole={[seen.area, areaText(seen.area)]}
        quorum={seen.quorum}
        isReached={seen.quorum.areaReached}
      />
      <Bar
        name={['按人数', 'By heads']}
        part={[seen.votedOwners, ownersText(seen.votedOwners)]}
        whole={[seen.owners, ownersText(seen.owners)]}
        quorum={seen.quorum}
        isReached={seen.quorum.ownersReached}
      />
      <p className="small">
        {text([
          `网上 ${seen.electronic} 人，纸质 ${seen.paper} 人。只公布谁参加了，不公布选了什么。`,
          `${seen.electronic} online, ${seen.paper} on paper. This tells who took part, never what was chosen.`,
        ])}{' '}
        {text(['截至', 'As of'])} {text(instantText(seen.asOf))}
      </p>
    </section>
  )
}

function Bar(props: {
  name: Text
  part: readonly [number, Text]
  whole: readonly [number, Text]
  quorum: { numerator: number; denominator: number }
  isReached: boolean
}) {
  const text = useText()
  const { name, part, whole, quorum, isReached } = props
  const share = whole[0] === 0 ? 0 : (part[0] / whole[0]) * 100
  const mark = (quorum.numerator / quorum.denominator) * 100
  return (
    <div className="turnout">
      <p>
        <span>{text(name)}</span> <strong>{percent(part[0], whole[0])}</strong>{' '}
        <span className={isReached ? 'verdict yes' : 'verdict no'}>
          {isReached
            ? text([
                `已达 ${quorum.numerator}/${quorum.denominator}`,
                `${quorum.numerator}/${quorum.denominator} reached`,
              ])
            : text([
                `未达 ${quorum.numerator}/${quorum.denominator}`,
                `below ${quorum.numerator}/${quorum.denominator}`,
              ])}
        </span>
      </p>
      <div className="bar" aria-hidden="true">
        <div className="bar-part" style={{ width: `${share}%` }} />
        <div className="bar-mark" style={{ left: `${mark}%` }} />
      </div>
      <p className="small">
        {text(part[1])} / {text(whole[1])}
      </p>
    </div>
  )
}
