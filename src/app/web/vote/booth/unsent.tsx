import { useEffect, useState } from 'react'
import { ask } from '#ui/operations'
import { useText } from '#ui/text'
import { Link } from '../../light/link.tsx'
import { ballotOf } from '../operations.ts'
import { keepBallot, unsentBallots, type KeptBallot } from './kept-ballots.ts'

/** Taken, though the answer was lost: what the public record says of it is the answer. */
async function isUnsent(street: string, kept: KeptBallot): Promise<boolean> {
  try {
    const { seq, receipt } = await ask(street, ballotOf, { id: kept.vote, tracker: kept.tracker })
    await keepBallot({ ...kept, cast: { seq, receipt } })
    return false
  } catch {
    return true
  }
}

/** Ballots of these votes that left the phone and were never answered: to be gone on with. */
export function Unsent({ street, votes }: { street: string; votes: readonly string[] }) {
  const text = useText()
  const [waiting, setWaiting] = useState<readonly KeptBallot[]>([])
  const wanted = votes.join(' ')
  useEffect(() => {
    let gone = false
    async function look() {
      const found: KeptBallot[] = []
      for (const each of await unsentBallots())
        if (wanted.split(' ').includes(each.vote) && (await isUnsent(street, each))) found.push(each)
      if (!gone) setWaiting(found)
    }
    look().catch(() => {})
    return () => {
      gone = true
    }
  }, [street, wanted])
  return waiting.map(({ vote, owner, title, tracker }) => (
    <section key={tracker} className="form" role="alert">
      <p className="trouble">
        {text([
          `“${title}”的选票做好了，还没有送到，没有丢。`,
          `Your ballot in “${title}” is made and kept, but has not arrived yet.`,
        ])}
      </p>
      <Link to={`/vote/${street}/${vote}/${owner.startsWith('letter-') ? 'letter' : 'ballot'}`} className="big primary">
        {text(['接着送这张选票', 'Go on sending it'])}
      </Link>
    </section>
  ))
}
