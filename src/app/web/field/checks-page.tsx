import { useEffect } from 'react'
import { cases, findCategory, type CaseLine } from '#engines/cases/shared'
import type { Text } from '#kernel/text'
import { Problem, Waiting } from '#ui/notices'
import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'
import { usePosition } from '../light/position.ts'
import { prefetch, useHeard, useWorking } from './asking.ts'
import { LightAndDue } from './parts.tsx'
import { metresTo } from './next-first.ts'
import { sayMetres } from './tasks-page.tsx'
import { useOutboxState } from '#ui/outbox'
import './tasks.css'

function Row({ line }: { line: CaseLine }) {
  const text = useText()
  const { street } = useWorking()
  const metres = metresTo(line, usePosition())
  const { entries } = useOutboxState()
  const queued = entries.filter((entry) => entry.chain === line.id && entry.kind === 'command')
  const refused = entries.some((entry) => entry.chain === line.id && entry.refused)
  const category = findCategory(line.category)
  return (
    <li className="task">
      <Link to={`/field/${street}/case/${line.id}`}>
        <span className="task-head">
          <LightAndDue seen={line} />
          <span className="quiet-text">{metres === null ? '' : sayMetres(metres)}</span>
        </span>
        <strong className="task-title">{line.title}</strong>
        <span className="place">{line.place}</span>
        <span className="quiet-text">{category && text(category.name)}</span>
        {queued.length > 0 && (
          <span className={refused ? 'queued late' : 'queued'}>
            {refused
              ? text(['有未被接受的操作', 'an act was refused'])
              : text([`待发送 ${queued.length}`, `${queued.length} to send`])}
          </span>
        )}
      </Link>
    </li>
  )
}

function List({ title, none, filter }: { title: Text; none: Text; filter: { queue?: string; state?: 'verifying' } }) {
  const text = useText()
  const working = useWorking()
  const heard = useHeard(cases.list, { ...filter, sort: 'due', limit: 50 }, { every: 60_000 })
  const items = heard.data?.value.items
  useEffect(() => {
    void (async () => {
      for (const line of (items ?? []).slice(0, 25)) await prefetch(working, cases.get, { caseId: line.id })
    })()
  }, [items, working])
  return (
    <section>
      <h1>
        {text(title)}{' '}
        {items && (
          <span className="count">
            {items.length}
            {heard.data?.value.next ? '+' : ''}
          </span>
        )}
      </h1>
      {!heard.data && heard.isPending && <Waiting />}
      {!heard.data && heard.error && <Problem error={heard.error} />}
      {items?.length === 0 && <p className="quiet-text">{text(none)}</p>}
      <ol className="tasks">
        {items?.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </ol>
    </section>
  )
}

/** What waits for eyes on the spot: to be verified before registration, to be checked after handling. */
export function ChecksPage() {
  const { membership } = useWorking()
  const can = (verb: string) => membership.can.includes(`cases.${verb}`)
  return (
    <main className="page">
      {can('check') && (
        <List
          title={['待核查', 'To check']}
          none={['没有待核查的案件。', 'Nothing waits for a check.']}
          filter={{ queue: 'to_check' }}
        />
      )}
      {can('verify') && (
        <List
          title={['待核实', 'To verify']}
          none={['没有待现场核实的案件。', 'Nothing waits to be verified.']}
          filter={{ state: 'verifying' }}
        />
      )}
    </main>
  )
}
