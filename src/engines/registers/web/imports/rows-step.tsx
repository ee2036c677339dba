import { useCallback, useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import { registerRefusals, verdicts, type ImportRow, type ImportView, type Verdict } from '#engines/registers/shared'
import { EmptyState, grouped, Waiting, Unanswered } from '#ui'
import { useStreet } from '#ui/operations'
import { RecordTable, type Column } from '#ui/record-table'
import { useText } from '#ui/text'
import { Changes } from './changes.tsx'
import { RowDetail } from './row-detail.tsx'
import { useImportRows } from './use-import-rows.ts'

const tabs: readonly Verdict[] = ['wrong', 'doubtful', 'changes', 'new', 'same', 'skipped']

function Why({ kind, row }: { kind: ImportView['kind']; row: ImportRow }) {
  const text = useText()
  if (row.decision !== null)
    return (
      <span className="import-decided">
        {row.decision === 'new'
          ? text(['已定：新建', 'Decided: new'])
          : row.decision === 'skip'
            ? text(['已定：跳过', 'Decided: leave out'])
            : text(['已定：是此人', 'Decided: this one'])}
      </span>
    )
  return (
    <>
      {row.reasons.map((reason, index) => (
        <span className="import-reason" key={`${index}${reason.code}`}>
          {reason.column && <b>{reason.column}</b>} {text(reason.text)}
        </span>
      ))}
      <Changes kind={kind} row={row} />
    </>
  )
}

/** The row, and which of its people: what finds it in the file, so it is never cut off. */
const placeOf = ({ row, part }: ImportRow) => (part > 1 ? `${row}.${part}` : String(row))

/** Every row and what becomes of it, before anything is written. */
export function RowsStep({ view }: { view: ImportView }) {
  const text = useText()
  const street = useStreet()
  const [tab, setTab] = useState<Verdict>(() => tabs.find((each) => view.totals[each] > 0) ?? 'new')
  const [open, setOpen] = useState<number | null>(null)
  const list = useImportRows(view, tab)
  const { fetchNextPage, isFetchingNextPage } = list
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const row = open === null ? undefined : list.rows.find((each) => each.no === open)
  const columns: readonly Column<ImportRow>[] = [
    {
      id: 'row',
      title: ['位置', 'Row'],
      width: 116,
      cell: (each) => (
        <span className="quiet import-place" title={each.sheet}>
          <span>{each.sheet}</span>
          {placeOf(each)}
        </span>
      ),
    },
    { id: 'title', title: ['名称', 'Name'], width: 150, cell: (each) => each.title },
    {
      id: 'why',
      title: ['原因与变化', 'Why and what changes'],
      width: 300,
      grows: true,
      cell: (each) => <Why kind={view.kind} row={each} />,
    },
    {
      id: 'applied',
      title: ['写入', 'Written'],
      width: 64,
      cell: (each) =>
        each.applied ? (
          each.entry ? (
            <Link to={`/desk/${street}/files/${each.entry}`} onClick={(event) => event.stopPropagation()}>
              {text(['档案', 'File'])}
            </Link>
          ) : (
            '✓'
          )
        ) : (
          ''
        ),
    },
  ]
  const teach: Partial<Record<Verdict, Text>> = {
    wrong: ['没有读不懂的行。', 'No row that could not be read.'],
    doubtful: ['没有存疑的行。', 'No doubtful row.'],
  }
  return (
    <section className="import-rows" data-open={row ? true : undefined}>
      <div className="import-tabs">
        <div role="tablist" aria-label={text(['核对结果', 'Verdicts'])}>
          {tabs.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              aria-selected={each === tab}
              data-verdict={each}
              onClick={() => {
                setTab(each)
                setOpen(null)
              }}
            >
              {text(verdicts[each])} <span>{grouped(view.totals[each])}</span>
            </button>
          ))}
        </div>
        <a className="button" data-tone="quiet" href={`/api/${street}/imports/${view.id}/annotated`} download>
          {text(['下载带原因的原表', 'Download with the reasons'])}
        </a>
      </div>
      <div className="import-rows-columns">
        {list.isError && list.rows.length === 0 ? (
          <Unanswered asked={list} refusals={registerRefusals} />
        ) : list.isPending ? (
          <Waiting />
        ) : list.rows.length === 0 ? (
          <EmptyState title={teach[tab] ?? ['没有这样的行', 'No such row']} />
        ) : (
          <RecordTable
            key={tab}
            label={verdicts[tab]}
            rows={list.rows}
            keyOf={(each) => String(each.no)}
            columns={columns}
            compact={(each) => (
              <div className="import-card">
                <div>
                  <strong>{each.title}</strong>
                  <span className="note import-place">
                    <span>{each.sheet}</span>
                    {placeOf(each)}
                  </span>
                </div>
                <div className="note">
                  <Why kind={view.kind} row={each} />
                </div>
              </div>
            )}
            total={view.totals[tab]}
            hasMore={list.hasNextPage}
            onMore={more}
            active={open === null ? null : String(open)}
            onActive={(key) => setOpen(open === null ? null : Number(key))}
            onOpen={(key) => setOpen(Number(key))}
          />
        )}
        {row && (
          <RowDetail
            key={row.no}
            view={view}
            row={row}
            onRow={list.replace}
            onClose={() => setOpen(null)}
            isOpen={(view.state === 'judged' || view.state === 'applied') && !row.applied}
          />
        )}
      </div>
    </section>
  )
}
