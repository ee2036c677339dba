import { useState } from 'react'
import { ballotRefusals, type NoticeLine } from '#engines/ballots/shared'
import { sayError } from '#ui/notices'
import { useText } from '#ui/text'
import { useAsked } from '../light/asking.ts'
import { Link } from '../light/link.tsx'
import { notices, resultOf } from './operations.ts'
import { findNotices, modeWords, phaseNames, phaseOf, phases, standing } from './plain-words.ts'

/** How many results are told at once; of older ones the notice tells. */
const resultsTold = 12

export function Board({ street }: { street: string }) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const { value, error } = useAsked(street, notices, {})
  const found = findNotices(value?.items ?? [], typed)
  return (
    <main>
      <h1>{text(['业主表决公告栏', 'Notice board of owners’ votes'])}</h1>
      <p>
        {text([
          '这里的内容谁都能看，不用登录。结果可以自己核验，不必相信我们。',
          'Anyone may read this, without an account. Results can be verified; you need not believe us.',
        ])}
      </p>
      <div className="form no-print">
        <label htmlFor="find">{text(['找小区或事项', 'Find a compound or a matter'])}</label>
        <input id="find" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      {error !== null && (
        <p className="trouble" role="alert">
          {text(sayError(error, ballotRefusals))}
        </p>
      )}
      {!value && error === null && <p role="status">{text(['正在查……', 'Looking …'])}</p>}
      {value && found.length === 0 && (
        <p className="say" role="status">
          {typed.trim() === ''
            ? text(['现在没有公告。有新的表决时会贴在这里。', 'There is no notice now. New votes appear here.'])
            : text(['没有找到，请换个词，比如小区名中的两个字。', 'Nothing found. Try another word of the name.'])}
        </p>
      )}
      {phases.map((phase) => {
        const lines = found.filter((each) => phaseOf(each) === phase)
        return (
          lines.length > 0 && (
            <section key={phase}>
              <h2>
                {text(phaseNames[phase])} <small>{lines.length}</small>
              </h2>
              <ul className="board">
                {lines.map((line, nth) => (
                  <li key={line.id}>
                    <Line street={street} line={line} />
                    {phase === 'decided' && nth < resultsTold && <Told street={street} id={line.id} />}
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
      <nav className="choose two no-print">
        <Link to="/open/verify" className="big">
          {text(['核验一次表决', 'Verify a vote'])}
          <small>{text(['用公开记录自己核验，断网也行', 'From its public record, offline too'])}</small>
        </Link>
        <Link to="/open/trust" className="big">
          {text(['凭什么相信', 'Why trust it'])}
          <small>{text(['哪些有保证、靠谁保证、哪些没解决', 'What is guaranteed, by whom, and what is not'])}</small>
        </Link>
      </nav>
    </main>
  )
}

function Line({ street, line }: { street: string; line: NoticeLine }) {
  const text = useText()
  return (
    <>
      <Link to={`/open/${street}/votes/${line.id}`}>{line.title}</Link>
      <p>
        {line.scopeName} · {text(modeWords[line.mode].name)}
      </p>
      <p className="small">{text(standing(line))}</p>
    </>
  )
}

/** What was decided, on the board itself: for most this is all they came for. */
function Told({ street, id }: { street: string; id: string }) {
  const text = useText()
  const { value } = useAsked(street, resultOf, { id })
  if (!value) return null
  return (
    <ul className="told">
      {value.questions.map(({ text: asked, outcome, kind }) => (
        <li key={asked}>
          <span className={outcome.passes ? 'verdict yes' : 'verdict no'}>
            {kind === 'election'
              ? outcome.elected.length > 0
                ? text(['当选', 'Elected'])
                : text(['未选出', 'Nobody elected'])
              : outcome.passes
                ? text(['通过', 'Passed'])
                : text(['未通过', 'Not passed'])}
          </span>{' '}
          {kind === 'election' && outcome.elected.length > 0 ? outcome.elected.join(text(['、', ', '])) : asked}
        </li>
      ))}
    </ul>
  )
}
