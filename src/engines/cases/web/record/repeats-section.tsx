import { Link, useLocation } from 'react-router'
import { states, type CaseFileView } from '#engines/cases/shared'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { CaseLight } from '../case-light.tsx'

/** Other reports of the same thing: each with its own ticket, clock and answer. */
export function RepeatsSection({ file }: { file: CaseFileView }) {
  const text = useText()
  const street = useStreet()
  const { search } = useLocation()
  const others = file.repeats.filter((line) => line.id !== file.case.id)
  if (others.length === 0) return null
  return (
    <section>
      <h2>{text([`重复反映 ${others.length} 件`, `${others.length} other reports of the same`])}</h2>
      <ul className="repeats">
        {others.map((line) => (
          <li key={line.id}>
            <CaseLight line={line} bare />{' '}
            <Link to={{ pathname: `/desk/${street}/cases/${line.id}`, search }}>{line.number}</Link> {line.title}{' '}
            <span className="note">
              {text(states[line.state])} · <When at={line.reportedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
