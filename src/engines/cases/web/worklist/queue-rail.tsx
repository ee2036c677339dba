import { queues } from '#engines/cases/shared'
import { grouped } from '#ui/figure'
import { useText } from '#ui/text'
import type { Filter } from '../list-filter.ts'
import { useQueueCounts } from './use-case-list.ts'

interface Given {
  readonly filter: Filter
  readonly onQueue: (queue: string) => void
}

const late = new Set(['overdue', 'returned_twice'])

/** The saved queues with what waits in each. */
export function QueueRail({ filter, onQueue }: Given) {
  const text = useText()
  const counts = useQueueCounts().data?.counts
  return (
    <nav className="queue-rail" aria-label={text(['队列', 'Queues'])}>
      <ul>
        {queues.map((queue) => {
          const count = counts?.[queue.id]
          return (
            <li key={queue.id}>
              <button
                type="button"
                aria-current={filter.queue === queue.id || undefined}
                data-empty={count === 0 || undefined}
                data-late={(late.has(queue.id) && count !== undefined && count > 0) || undefined}
                onClick={() => onQueue(queue.id)}
              >
                <span>{text(queue.label)}</span>
                <span className="queue-count">{count === undefined ? '' : grouped(count)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** The same queues where there is no room for a rail. */
export function QueueSelect({ filter, onQueue }: Given) {
  const text = useText()
  const counts = useQueueCounts().data?.counts
  return (
    <select
      className="control queue-select"
      aria-label={text(['队列', 'Queue'])}
      value={filter.queue ?? ''}
      onChange={(event) => onQueue(event.target.value)}
    >
      {filter.queue === undefined && <option value="">{text(['查询结果', 'Search'])}</option>}
      {queues.map((queue) => (
        <option key={queue.id} value={queue.id}>
          {text(queue.label)}
          {counts?.[queue.id] === undefined ? '' : `  ${grouped(counts[queue.id] ?? 0)}`}
        </option>
      ))}
    </select>
  )
}
