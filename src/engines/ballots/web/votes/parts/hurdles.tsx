import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import type { VoteView } from '#engines/ballots/shared'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'

/** What stands against a step, each with the place where it is settled. */
export interface Hurdle {
  readonly text: Text
  readonly part: string | null
}

export function Hurdles({ vote, hurdles }: { vote: VoteView; hurdles: readonly Hurdle[] }) {
  const text = useText()
  const street = useStreet()
  if (hurdles.length === 0) return null
  return (
    <ul className="hurdles">
      {hurdles.map((each) => (
        <li key={each.text[0]}>
          {each.part === null ? (
            text(each.text)
          ) : (
            <Link to={`/desk/${street}/votes/${vote.id}/${each.part}`}>{text(each.text)}</Link>
          )}
        </li>
      ))}
    </ul>
  )
}
