import { lazy, Suspense, useCallback, useState } from 'react'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { caseRefusals, findQueue, type CaseLine } from '#engines/cases/shared'
import { Button, Chips, EmptyState, grouped, Waiting, Unanswered } from '#ui'
import { useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { RecordTable } from '#ui/record-table'
import { useText } from '#ui/text'
import { useListFilter, type Filter } from '../list-filter.ts'
import { CaseRecord } from '../record/case-record.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { CaseCard } from './case-card.tsx'
import { ColumnChoice, useChosenColumns } from './column-choice.tsx'
import { useCaseColumns } from './columns.tsx'
import { ExportButton } from './export-button.tsx'
import { WordsSearch } from './words-search.tsx'
import { FilterChips } from './filter-chips.tsx'
import { QueueRail, QueueSelect } from './queue-rail.tsx'
import { useCaseList, useQueueCounts } from './use-case-list.ts'
import './worklist.css'

const keyOf = (line: CaseLine): string => line.id
const none: ReadonlySet<string> = new Set()
const orders = { due: ['按到期', 'By due'], newest: ['最新', 'Newest'] } as const
const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.tsx')).FilterPanel }))

function NoCases({ filter }: { filter: Filter }) {
  const text = useText()
  const isNarrowed = Object.keys(filter).some((name) => name !== 'queue')
  return isNarrowed ? (
    <EmptyState title={['没有符合条件的案件', 'No case matches']}>
      <p>
        {text([
          '去掉上方的一两个条件，或换一个队列再看。',
          'Take away one or two of the conditions above, or look in another queue.',
        ])}
      </p>
    </EmptyState>
  ) : (
    <EmptyState title={['这个队列是空的', 'This queue is empty']}>
      <p>
        {text([
          '没有等着办的案件。接到来电可以登记一件。',
          'Nothing waits here. A call that comes in can be registered.',
        ])}
      </p>
      <Link className="button" to="../new">
        {text(['登记案件', 'Register a case'])}
      </Link>
    </EmptyState>
  )
}

/** The operation centre: queues, the list, the record. */
export function WorklistPage() {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const { search } = useLocation()
  const { caseId } = useParams()
  const { filter, sort, change } = useListFilter()
  const bare = Object.keys(filter).length === 0
  // Without a word the desk opens on everything open.
  const shown: Filter = bare ? { queue: 'open' } : filter
  const list = useCaseList(shown, sort)
  const counts = useQueueCounts()
  const all = useCaseColumns()
  const { columns, ids, choose } = useChosenColumns(shown.queue, all)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(none)
  const [isNarrowing, setNarrowing] = useState(false)
  const [marked, setMarked] = useState<string | null>(null)
  const active = caseId ?? marked

  const changeFilter = useCallback(
    (next: Filter) => {
      setChosen(none)
      change(next)
    },
    [change],
  )
  const open = useCallback(
    (id: string) => void navigate({ pathname: `/desk/${street}/cases/${id}`, search }),
    [navigate, street, search],
  )
  const close = useCallback(
    () => void navigate({ pathname: `/desk/${street}/cases`, search }),
    [navigate, street, search],
  )
  // With a record open beside the list, J and K turn its pages.
  const move = useCallback(
    (id: string) => {
      setMarked(id)
      if (caseId && window.innerWidth >= 1280)
        void navigate({ pathname: `/desk/${street}/cases/${id}`, search }, { replace: true })
    },
    [caseId, navigate, street, search],
  )
  const { fetchNextPage, isFetchingNextPage } = list
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])

  const queue = shown.queue === undefined ? undefined : findQueue(shown.queue)
  const isWholeQueue = Object.keys(shown).length === 1 && shown.queue !== undefined
  const total = isWholeQueue ? counts.data?.counts[shown.queue ?? ''] : list.hasNextPage ? undefined : list.items.length
  const lines = list.items.filter((line) => chosen.has(line.id))

  usePageTitle(queue ? text(queue.label) : text(['案件', 'Cases']))

  return (
    <div className="worklist" data-open={caseId ? true : undefined}>
      <QueueRail filter={shown} onQueue={(id) => changeFilter({ queue: id })} />
      <section
        className="worklist-list"
        aria-label={text(['案件列表', 'Cases'])}
        aria-busy={list.isPlaceholderData}
        data-old={list.isPlaceholderData || undefined}
      >
        <header className="worklist-head">
          <div className="worklist-line">
            <QueueSelect filter={shown} onQueue={(id) => changeFilter({ queue: id })} />
            <h1 className="worklist-title">
              {queue ? text(queue.label) : text(['查询结果', 'Search'])}
              <span className="quiet">
                {total === undefined ? ` ${grouped(list.items.length)}+` : ` ${grouped(total)}`}
              </span>
            </h1>
            <WordsSearch filter={shown} onChange={changeFilter} />
            <Button
              tone="quiet"
              aria-expanded={isNarrowing}
              aria-pressed={isNarrowing}
              onClick={() => setNarrowing(!isNarrowing)}
            >
              {text(['筛选', 'Filter'])}
            </Button>
            <Chips
              options={orders}
              label={text(['排序', 'Order'])}
              value={sort}
              onChange={(order) => change(shown, order)}
            />
            <ColumnChoice all={all} ids={ids} onChoose={choose} />
            <ExportButton filter={shown} sort={sort} columns={columns.map((column) => column.id)} />
          </div>
          {isNarrowing && (
            <Suspense fallback={<Waiting />}>
              <FilterPanel filter={shown} onChange={changeFilter} />
            </Suspense>
          )}
          <FilterChips filter={shown} onChange={changeFilter} />
        </header>
        <BulkBar chosen={lines} columns={columns} onClear={() => setChosen(none)} />
        {list.isError && list.items.length === 0 ? (
          <Unanswered asked={list} refusals={caseRefusals} />
        ) : list.isPending ? (
          <Waiting />
        ) : list.items.length === 0 ? (
          <NoCases filter={shown} />
        ) : (
          <RecordTable
            label={queue?.label ?? ['案件', 'Cases']}
            rows={list.items}
            keyOf={keyOf}
            columns={columns}
            compact={(line) => <CaseCard line={line} />}
            total={total}
            hasMore={list.hasNextPage}
            onMore={more}
            active={active}
            onActive={move}
            onOpen={open}
            chosen={chosen}
            onChosen={setChosen}
          />
        )}
      </section>
      {caseId && (
        <section className="worklist-record" aria-label={text(['案卷', 'Case file'])}>
          <CaseRecord key={caseId} caseId={caseId} onClose={close} />
        </section>
      )}
    </div>
  )
}
