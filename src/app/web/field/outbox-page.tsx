import { useOutbox, useOutboxState, type Entry } from '#ui/outbox'
import { EmptyState } from '#ui/notices'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { Link } from '../light/link.tsx'
import { useWorking } from './asking.ts'
import { CasePicture, purposeIn } from './camera.tsx'
import { Conflict } from './conflict.tsx'
import { sayAct, titleOf } from './say-act.ts'
import './tasks.css'

function Waiting({ entry }: { entry: Entry }) {
  const text = useText()
  const { street } = useWorking()
  if (entry.kind !== 'command') return null
  const isNew = entry.operation === 'cases.create'
  return (
    <li className="waiting-act">
      <p>
        <strong>{text(titleOf(entry.operation))}</strong>{' '}
        <span className="quiet-text">
          <When at={entry.at} />
        </span>
      </p>
      {sayAct(entry)
        .slice(0, 3)
        .map((line, index) => (
          <p key={index} className="clip">
            {text(line)}
          </p>
        ))}
      <div className="photos">
        {entry.files.map((id) => (
          <CasePicture key={id} photo={{ id: id as never, purpose: purposeIn(entry.input, id) }} />
        ))}
      </div>
      {entry.tries > 0 && (
        <p className="quiet-text">{text([`已试 ${entry.tries} 次`, `tried ${entry.tries} times`])}</p>
      )}
      {!isNew && <Link to={`/field/${street}/case/${entry.chain}`}>{text(['看案件', 'See the case'])}</Link>}
    </li>
  )
}

/** Everything that waits on this phone, and what the server would not take. */
export function OutboxPage() {
  const text = useText()
  const outbox = useOutbox()
  const { username } = useWorking()
  const { entries } = useOutboxState()
  const mine = entries.filter((entry) => entry.user === username)
  const others = entries.filter((entry) => entry.user !== username && entry.kind === 'command').length
  const refused = mine.filter((entry) => entry.refused)
  const waiting = mine.filter((entry) => !entry.refused && entry.kind === 'command')
  return (
    <main className="page">
      <h1>
        {text(['待发送', 'To send'])} <span className="count">{waiting.length}</span>
      </h1>
      {refused.map((entry) => (
        <Conflict
          key={entry.id}
          entry={entry}
          behind={waiting.filter((each) => each.chain === entry.chain && each.seq > entry.seq).length}
        />
      ))}
      {waiting.length > 0 && (
        <button type="button" className="button wide" onClick={outbox.kick}>
          {text(['现在再试一次', 'Try now'])}
        </button>
      )}
      <ol className="tasks">
        {waiting.map((entry) => (
          <Waiting key={entry.id} entry={entry} />
        ))}
      </ol>
      {mine.length === 0 && (
        <EmptyState title={['全部已送达', 'All delivered']}>
          <p>
            {text([
              '没有网络时办的事会先放在这里，恢复后自动发送，关掉应用也不会丢。',
              'What you do without a line is kept here and sent when it is back, even if you close the app.',
            ])}
          </p>
        </EmptyState>
      )}
      {others > 0 && (
        <p className="quiet-text">
          {text([
            `这部手机上还有其他人未发送的 ${others} 项，由其本人登录后发送。`,
            `${others} acts of other people wait on this phone until they sign in.`,
          ])}
        </p>
      )}
    </main>
  )
}
