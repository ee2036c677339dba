import { lazy, Suspense, useCallback, useState } from 'react'
import { Link, Navigate, useNavigate, useParams } from 'react-router'
import {
  registerIds,
  registerRefusals,
  registers as operations,
  type EntryId,
  type Register,
  type RegisterId,
} from '#engines/registers/shared'
import { Button, EmptyState, grouped, Waiting, Unanswered } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { RecordTable } from '#ui/record-table'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { useRegisters } from '../registers-context.ts'
import { RegistersFrame } from '../registers-rail.tsx'
import { useToday } from '../use-today.ts'
import { EntryCard, useEntryColumns } from './entry-columns.tsx'
import { askedOf, useEntryFilter, type EntryFilter } from './entry-filter.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { useEntries } from './use-entries.ts'
import './register-page.css'

const AskExport = lazy(async () => ({ default: (await import('../exports/ask-export.tsx')).AskExport }))
const NewEntry = lazy(async () => ({ default: (await import('./new-entry.tsx')).NewEntry }))

const isRegister = (said: string): said is RegisterId => (registerIds as readonly string[]).includes(said)

/** The register that the address names; the people when it names none. */
export function RegisterPage() {
  const { register = 'person' } = useParams()
  const street = useStreet()
  const known = useRegisters().registers
  if (!isRegister(register)) return <Navigate to={`/desk/${street}/registers/person`} replace />
  return (
    <RegistersFrame>
      <RegisterList key={register} register={known[register]} />
    </RegistersFrame>
  )
}

function isNarrowed({ where, ...rest }: EntryFilter): boolean {
  return Object.keys(rest).length > 0 || Object.keys(where).length > 0
}

function RegisterList({ register }: { register: Register }) {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const barrier = useBarrier()
  const { filter, change } = useEntryFilter(register)
  const list = useEntries(register.id, filter)
  const columns = useEntryColumns(register)
  const [isNarrowing, setNarrowing] = useState(false)
  const [isMaking, setMaking] = useState(false)
  const [isTaking, setTaking] = useState(false)
  const [marked, setMarked] = useState<string | null>(null)
  const parent = useOperation(operations.entry, { id: filter.parent as EntryId }, { enabled: Boolean(filter.parent) })
  const { fetchNextPage, isFetchingNextPage } = list
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const open = useCallback((id: string) => void navigate(`/desk/${street}/files/${id}`), [navigate, street])

  usePageTitle(text(register.label))

  const barred = barrier(operations.make.name)
  const today = useToday()
  const all = useOperation(operations.entryCounts, {}, { staleTime: 60_000 }).data?.counts[register.id]
  const known = list.total?.isMore ? undefined : list.total?.count
  const total = list.hasNextPage ? (isNarrowed(filter) ? known : all) : list.items.length
  const count = total === undefined ? `${grouped(list.total?.count ?? list.items.length)}+` : grouped(total)
  return (
    <section
      className="register-list"
      aria-busy={list.isPlaceholderData}
      data-old={list.isPlaceholderData || undefined}
    >
      <header className="register-head">
        <div className="register-line">
          <h1>
            {text(register.label)} <span className="quiet">{list.isPending ? '' : count}</span>
          </h1>
          <Button
            tone="quiet"
            aria-expanded={isNarrowing}
            aria-pressed={isNarrowing}
            onClick={() => setNarrowing(!isNarrowing)}
          >
            {text(['筛选', 'Filter'])}
          </Button>
          {barrier(operations.requestExport.name) === null && (
            <Button tone="quiet" onClick={() => setTaking(true)}>
              {text(['导出', 'Export'])}
            </Button>
          )}
          {barrier(operations.startImport.name) === null && (
            <Link className="button" data-tone="quiet" to={`/desk/${street}/imports`}>
              {text(['导入', 'Import'])}
            </Link>
          )}
          <Button why={barred && text(barred)} onClick={() => setMaking(true)}>
            {text(['新建', 'Add'])}
          </Button>
        </div>
        {isNarrowing && <FilterPanel register={register} filter={filter} onChange={change} />}
        <FilterChips register={register} filter={filter} parent={parent.data?.entry.title} onChange={change} />
      </header>
      {list.isError && list.items.length === 0 ? (
        <Unanswered asked={list} refusals={registerRefusals} />
      ) : list.isPending ? (
        <Waiting />
      ) : list.items.length === 0 ? (
        isNarrowed(filter) ? (
          <EmptyState title={['没有符合条件的记录', 'Nothing matches']}>
            <p>{text(['去掉上方的一两个条件再看。', 'Take away one or two of the conditions above.'])}</p>
          </EmptyState>
        ) : (
          <EmptyState title={['这个名册还是空的', 'This register is empty']}>
            <p>
              {text([
                '可以把现有的 Excel 表导入，也可以逐条新建。',
                'Bring in the Excel list you have, or add entries one by one.',
              ])}
            </p>
          </EmptyState>
        )
      ) : (
        <RecordTable
          label={register.label}
          rows={list.items}
          keyOf={(line) => line.id}
          columns={columns}
          compact={(line) => <EntryCard line={line} register={register} />}
          total={total}
          hasMore={list.hasNextPage}
          onMore={more}
          active={marked}
          onActive={setMarked}
          onOpen={open}
        />
      )}
      {isTaking && (
        <Suspense fallback={null}>
          <AskExport
            register={register}
            filter={askedOf(register.id, filter, today)}
            onClose={() => setTaking(false)}
          />
        </Suspense>
      )}
      {isMaking && (
        <Suspense fallback={null}>
          <NewEntry register={register} parent={parent.data?.entry} onClose={() => setMaking(false)} onMade={open} />
        </Suspense>
      )}
    </section>
  )
}
