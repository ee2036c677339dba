import { useEffect, useMemo, useState } from 'react'
import { cases, findCategory, lightOf } from '#engines/cases/shared'
import type { OutputOf } from '#kernel/operation'
import { EmptyState, Problem, Waiting } from '#ui/notices'
import { useOutboxState, type Entry } from '#ui/outbox'
import { useText } from '#ui/text'
import { useNow } from '#ui/time'
import { Link } from '../light/link.tsx'
import { usePosition, watchPosition } from '../light/position.ts'
import { prefetch, useHeard, useWorking } from './asking.ts'
import { LightAndDue } from './parts.tsx'
import { metresTo, nextFirst } from './next-first.ts'
import './tasks.css'

type Task = OutputOf<typeof cases.myTasks>['items'][number]

/** Whether this phone may know its place; asked once, by a tap that says what for. */
export function usePositionAllowed(): 'yes' | 'ask' | 'no' {
  const [allowed, setAllowed] = useState<'yes' | 'ask' | 'no'>(
    'geolocation' in navigator && !navigator.permissions ? 'ask' : 'no',
  )
  useEffect(() => {
    if (!('geolocation' in navigator) || !navigator.permissions) return
    void navigator.permissions.query({ name: 'geolocation' }).then(
      (status) => {
        const look = () => {
          setAllowed(status.state === 'granted' ? 'yes' : status.state === 'prompt' ? 'ask' : 'no')
          if (status.state === 'granted') watchPosition()
        }
        look()
        status.onchange = look
      },
      () => setAllowed('ask'),
    )
  }, [])
  return allowed
}

export const sayMetres = (metres: number) =>
  metres < 950 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`

function isHandled(caseId: string, entries: readonly Entry[]): boolean {
  return entries.some(
    (entry) =>
      entry.chain === caseId &&
      entry.kind === 'command' &&
      !entry.refused &&
      ['cases.feedback', 'cases.returnOrder'].includes(entry.operation),
  )
}

function TaskRow({ task, metres, isNext }: { task: Task; metres: number | null; isNext: boolean }) {
  const text = useText()
  const { street } = useWorking()
  const { entries } = useOutboxState()
  const queued = entries.filter((entry) => entry.chain === task.id && entry.kind === 'command')
  const refused =
    queued.some((entry) => entry.refused) || entries.some((entry) => entry.chain === task.id && entry.refused)
  const category = findCategory(task.category)
  const isDone = isHandled(task.id, entries)
  const stands = isDone
    ? text(['已反馈', 'Fed back'])
    : task.taskState === 'dispatched' &&
        !queued.some((entry) => entry.kind === 'command' && entry.operation === 'cases.sign')
      ? text(['待签收', 'To sign'])
      : text(['在办', 'In hand'])
  return (
    <li className={isNext ? 'task next' : 'task'}>
      <Link to={`/field/${street}/case/${task.id}`}>
        <span className="task-head">
          <LightAndDue seen={task} due={task.taskDue} />
          <span className="quiet-text">{metres === null ? '' : sayMetres(metres)}</span>
        </span>
        <strong className="task-title">{task.title}</strong>
        <span className="place">{task.place}</span>
        <span className="quiet-text">
          {stands} · {category && text(category.name)}
          {task.role === 'assist' && ` · ${text(['协办', 'assisting'])}`}
          {task.contactNeeded && <b className="flag"> · {text(['待联系', 'to contact'])}</b>}
          {task.reworkCount > 0 && <b className="flag"> · {text(['返工', 'rework'])}</b>}
          {task.supervised > 1 && <b className="flag"> · {text(['督办', 'supervised'])}</b>}
        </span>
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

/** 下一件: what this person has to do, the most urgent and nearest first. */
export function TasksPage() {
  const text = useText()
  const working = useWorking()
  const now = useNow()
  const here = usePosition()
  const allowed = usePositionAllowed()
  const heard = useHeard(cases.myTasks, {}, { every: 60_000 })
  const items = heard.data?.value.items
  const { entries } = useOutboxState()
  const sorted = useMemo(() => {
    const ahead = nextFirst(
      (items ?? []).map((task) => ({
        ...task,
        light: lightOf(task, now.toISOString()),
        due: task.taskDue ?? task.nextDue,
      })),
      here,
    )
    // What only waits to be sent is no longer to be done.
    return [
      ...ahead.filter((task) => !isHandled(task.id, entries)),
      ...ahead.filter((task) => isHandled(task.id, entries)),
    ]
  }, [items, now, here, entries])

  useEffect(() => {
    // Kept ahead, so that a task opens in a cellar.
    void (async () => {
      for (const task of (items ?? []).slice(0, 40)) await prefetch(working, cases.get, { caseId: task.id })
    })()
  }, [items, working])

  return (
    <main className="page">
      <h1>
        {text(['下一件', 'My next'])} {items && <span className="count">{items.length}</span>}
      </h1>
      {allowed === 'ask' && !here && (
        <button type="button" className="button wide" onClick={watchPosition}>
          {text(['允许位置：近的排前，照片带位置', 'Allow position: nearest first, photos placed'])}
        </button>
      )}
      {!heard.data && heard.isPending && <Waiting />}
      {!heard.data && heard.error && <Problem error={heard.error} />}
      {items?.length === 0 && (
        <EmptyState title={['手上没有任务', 'Nothing to do']}>
          <p>{text(['派给您单位的案件会出现在这里。', 'Cases dispatched to your unit appear here.'])}</p>
        </EmptyState>
      )}
      <ol className="tasks">
        {sorted.map((task, index) => (
          <TaskRow key={task.taskId} task={task} metres={metresTo(task, here)} isNext={index === 0} />
        ))}
      </ol>
    </main>
  )
}
