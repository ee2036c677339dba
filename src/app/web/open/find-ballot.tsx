import { useState } from 'react'
import { ballotRefusals } from '#engines/ballots/shared'
import { sayError } from '#ui/notices'
import { ask } from '#ui/operations'
import { useText } from '#ui/text'
import { checkInclusion, readTracker, type FoundBallot } from './check-inclusion.ts'
import { ballotOf } from './operations.ts'
import { instantText } from './plain-words.ts'

/** An owner finds the own ballot; that it is in the log is checked here, not believed. */
export function FindBallot({ street, id, logKey }: { street: string; id: string; logKey: string }) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<FoundBallot | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const tracker = readTracker(typed)

  async function find(): Promise<void> {
    if (tracker === null) return
    setFound(null)
    setTrouble(null)
    try {
      setFound(await ask(street, ballotOf, { id, tracker }))
    } catch (thrown) {
      setTrouble(text(sayError(thrown, ballotRefusals)))
    }
  }

  return (
    <section>
      <h2>{text(['找我的选票', 'Find my ballot'])}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void find()
        }}
      >
        <label htmlFor="tracker">
          {text([
            '选票编号（投票后给您的 43 个字母和数字）',
            'Tracker: the 43 letters and digits given when you voted',
          ])}
        </label>
        <input
          id="tracker"
          className="tracker"
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="big" disabled={tracker === null}>
          {text(['查找并核对', 'Find and check'])}
        </button>
      </form>
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      {found && <Checked found={found} id={id} tracker={found.tracker} logKey={logKey} />}
    </section>
  )
}

function Checked(props: { found: FoundBallot; id: string; tracker: string; logKey: string }) {
  const text = useText()
  const { found, id, tracker, logKey } = props
  const checks = checkInclusion(found, id, tracker, logKey)
  const isProved = checks.every(({ holds }) => holds)
  return (
    <div role="status">
      <p className={isProved ? 'decided yes' : 'decided no'}>
        <strong>
          {!isProved
            ? text(['有一项不成立', 'Something does not hold'])
            : found.inclusion
              ? text(['在公开记录里', 'On the public record'])
              : text(['已收下，存证稍后完成', 'Received; the log takes it in shortly'])}
        </strong>
        <span>
          {text([`第 ${found.seq} 张，`, `Ballot ${found.seq}, `])}
          {text(instantText(found.at))}
          {found.replaced && text(['；您后来又投过，以后一张为准', '; you voted again later, and that ballot counts'])}
        </span>
      </p>
      <ol className="reckoned">
        {checks.map(({ name, holds }) => (
          <li key={name[1]} className={holds ? 'yes' : 'no'}>
            {text(name)}
          </li>
        ))}
      </ol>
      {!isProved && (
        <p className="trouble">
          {text(['请保存好回执，并对结果提出异议。', 'Keep your receipt and object to the result.'])}
        </p>
      )}
    </div>
  )
}
