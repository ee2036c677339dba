import { Link } from 'react-router'
import { cases, states } from '#engines/cases/shared'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { When } from '#ui/time'

/** The cases at an address, in a file of the registers. */
export function CasesAt({ place }: { place: string }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const isAllowed = barrier(cases.list.name) === null
  // Cases are reported at a house, not at a flat.
  const words = place.replace(/\s*[\dA-Za-z-]+\s*室$/, '').slice(0, 60)
  const found = useOperation(cases.list, { words, sort: 'newest', limit: 6 }, { enabled: isAllowed && words !== '' })
  if (!isAllowed || !found.data) return null
  return (
    <section aria-labelledby="file-cases">
      <h2 id="file-cases">{text(['此处案件', 'Cases here'])}</h2>
      {found.data.items.length === 0 ? (
        <p className="quiet">{text(['没有', 'None'])}</p>
      ) : (
        <ul className="file-list">
          {found.data.items.map((line) => (
            <li key={line.id}>
              <div>
                <Link to={`/desk/${street}/cases/${line.id}`}>{line.title}</Link>
                <span className="note file-list-note">
                  {text(states[line.state])} · <When at={line.reportedAt} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {found.data.next && (
        <Link to={`/desk/${street}/cases?words=${encodeURIComponent(words)}`}>{text(['全部', 'All'])}</Link>
      )}
    </section>
  )
}
