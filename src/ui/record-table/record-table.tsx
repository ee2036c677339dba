import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import { useHotkeys } from '../hotkeys/index.ts'
import { useText } from '../text/index.ts'
import './record-table.css'

export interface Column<T> {
  readonly id: string
  readonly title: Text
  /** In pixels; the column that grows takes what is left, and at least this. */
  readonly width: number
  readonly grows?: boolean
  readonly align?: 'end'
  readonly cell: (row: T) => ReactNode
}

interface Shown<T> {
  readonly label: Text
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  readonly columns: readonly Column<T>[]
  /** A row where columns have no room (a phone, a narrow pane). */
  readonly compact: (row: T) => ReactNode
  /** How many rows there are in all, when known. */
  readonly total?: number | undefined
  readonly hasMore: boolean
  readonly onMore: () => void
  readonly active: string | null
  readonly onActive: (key: string) => void
  readonly onOpen: (key: string) => void
  readonly chosen?: ReadonlySet<string>
  readonly onChosen?: (chosen: ReadonlySet<string>) => void
}

const rowHeight = 36
const compactHeight = 60
const narrow = 620

/** A dense list of anything: a real table of which only the rows in sight are drawn, that loads on as it is read. J/K move, Enter opens, X chooses. */
export function RecordTable<T>({
  label,
  rows,
  keyOf,
  columns,
  compact,
  total,
  hasMore,
  onMore,
  active,
  onActive,
  onOpen,
  chosen,
  onChosen,
}: Shown<T>) {
  const text = useText()
  const id = useId()
  const pane = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(1000)
  const isCompact = width < narrow
  const height = isCompact ? compactHeight : rowHeight
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer's functions are read in this render only
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    overscan: 12,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0

  useEffect(() => {
    const element = pane.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    virtual.measure()
  }, [height, virtual])

  useEffect(() => {
    if (hasMore && last >= rows.length - 20) onMore()
  }, [hasMore, last, rows.length, onMore])

  const index = rows.findIndex((row) => keyOf(row) === active)
  function move(to: number): void {
    const target = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[target]
    if (!row) return
    virtual.scrollToIndex(target)
    onActive(keyOf(row))
  }
  function choose(key: string): void {
    if (!chosen || !onChosen) return
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    onChosen(next)
  }
  const down = () => move(index + 1)
  const up = () => move(index < 0 ? 0 : index - 1)
  useHotkeys({
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
    Home: () => move(0),
    End: () => move(rows.length - 1),
    Enter: (event) => {
      const pressed = event.target instanceof HTMLElement && event.target.closest('button, a')
      if (pressed) (pressed as HTMLElement).click()
      else if (active) onOpen(active)
    },
    x: () => active && choose(active),
  })

  const before = shown[0]?.start ?? 0
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const span = isCompact ? 1 + (onChosen ? 1 : 0) : columns.length + (onChosen ? 1 : 0)
  const isAll = rows.length > 0 && chosen !== undefined && rows.every((row) => chosen.has(keyOf(row)))

  return (
    <div className="record-table" ref={pane}>
      <table
        role="grid"
        aria-label={text(label)}
        aria-rowcount={total ?? (hasMore ? -1 : rows.length)}
        aria-multiselectable={onChosen ? true : undefined}
        aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
        tabIndex={0}
        data-compact={isCompact || undefined}
        style={
          isCompact ? undefined : { minWidth: columns.reduce((sum, column) => sum + column.width, onChosen ? 36 : 0) }
        }
      >
        {isCompact ? (
          <colgroup>
            {onChosen && <col style={{ width: 36 }} />}
            <col />
          </colgroup>
        ) : (
          <colgroup>
            {onChosen && <col style={{ width: 36 }} />}
            {columns.map((column) => (
              <col key={column.id} style={column.grows ? undefined : { width: column.width }} />
            ))}
          </colgroup>
        )}
        <thead className={isCompact ? 'unseen' : undefined}>
          <tr>
            {onChosen && (
              <th className="record-choose" scope="col">
                <input
                  type="checkbox"
                  aria-label={text(['全选已载入的行', 'Choose all rows loaded'])}
                  checked={isAll}
                  onChange={() => onChosen(isAll ? new Set() : new Set(rows.map(keyOf)))}
                />
              </th>
            )}
            {(isCompact ? [{ id: 'row', title: label, align: undefined }] : columns).map((column) => (
              <th key={column.id} scope="col" data-align={column.align}>
                {text(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr aria-hidden="true">
              <td colSpan={span} style={{ height: before, padding: 0, border: 0 }} />
            </tr>
          )}
          {shown.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const key = keyOf(row)
            return (
              <tr
                key={key}
                id={`${id}-${item.index}`}
                aria-rowindex={item.index + 2}
                aria-selected={onChosen ? (chosen?.has(key) ?? false) : key === active}
                data-active={key === active || undefined}
                style={{ height }}
                onClick={() => onOpen(key)}
              >
                {onChosen && (
                  <td className="record-choose" onClick={(event) => event.stopPropagation()}>
                    <input
                      type="checkbox"
                      aria-label={text(['选择此行', 'Choose this row'])}
                      checked={chosen?.has(key) ?? false}
                      onChange={() => choose(key)}
                    />
                  </td>
                )}
                {isCompact ? (
                  <td>{compact(row)}</td>
                ) : (
                  columns.map((column) => (
                    <td key={column.id} data-align={column.align}>
                      {column.cell(row)}
                    </td>
                  ))
                )}
              </tr>
            )
          })}
          {after > 0 && (
            <tr aria-hidden="true">
              <td colSpan={span} style={{ height: after, padding: 0, border: 0 }} />
            </tr>
          )}
        </tbody>
      </table>
      {hasMore && (
        <p className="note record-more" role="status">
          {text(['继续载入…', 'Loading more…'])}
        </p>
      )}
    </div>
  )
}
