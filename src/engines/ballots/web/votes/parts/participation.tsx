import { ballots, percent } from '#engines/ballots/shared'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { area } from '../vote-words.tsx'

function Bar({
  label,
  part,
  whole,
  said,
  reached,
  needed,
}: {
  label: string
  part: number
  whole: number
  said: string
  reached: boolean
  needed: { readonly numerator: number; readonly denominator: number }
}) {
  const text = useText()
  const quorum = `${needed.numerator}/${needed.denominator}`
  const share = whole === 0 ? 0 : (part / whole) * 100
  return (
    <div className="turnout">
      <div className="turnout-head">
        <span>{label}</span>
        <strong>{percent(part, whole)}</strong>
        <span className="note">{said}</span>
        <span className={reached ? 'turnout-reached' : 'note'}>
          {reached ? text([`✓ 已达 ${quorum}`, `✓ ${quorum} reached`]) : text([`未达 ${quorum}`, `below ${quorum}`])}
        </span>
      </div>
      <div
        className="turnout-bar"
        role="meter"
        aria-label={label}
        aria-valuenow={Math.floor(share)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={said}
      >
        <i style={{ width: `${share}%` }} />
        <b style={{ insetInlineStart: `${(100 * needed.numerator) / needed.denominator}%` }} />
      </div>
    </div>
  )
}

/** Who took part so far, by both measures against the quorum. Never what was chosen. */
export function Turnout({ id }: { id: string }) {
  const text = useText()
  const { data } = useOperation(ballots.participation, { id }, { refetchInterval: 30_000 })
  if (!data) return null
  return (
    <section>
      <h2>{text(['参与情况', 'Participation'])}</h2>
      <Bar
        label={text(['专有部分面积', 'Area'])}
        part={data.votedArea}
        whole={data.area}
        said={`${area(data.votedArea)} / ${area(data.area)} m²`}
        reached={data.quorum.areaReached}
        needed={data.quorum}
      />
      <Bar
        label={text(['人数', 'Owners'])}
        part={data.votedOwners}
        whole={data.owners}
        said={`${data.votedOwners} / ${data.owners}`}
        reached={data.quorum.ownersReached}
        needed={data.quorum}
      />
      <p className="note">
        {text([
          `网上 ${data.electronic} 人，纸质 ${data.paper} 人。只显示是否参与，任何人在截止前都看不到选择。`,
          `${data.electronic} online, ${data.paper} on paper. These figures say how many took part, never how they voted: nobody sees a choice before the close.`,
        ])}
      </p>
    </section>
  )
}
