import { registers, type AreaChange, type AreaKind } from '#engines/registers/shared'
import { grouped, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'

export const actWords = {
  split: ['拆分', 'Split'],
  merge: ['合并', 'Merged'],
  redraw: ['调整边界', 'Redrawn'],
  rename: ['更名', 'Renamed'],
  found: ['设立', 'Set up'],
  import: ['导入', 'Imported'],
} as const

export function ChangeLine({ change, onDay }: { change: AreaChange; onDay: (day: string) => void }) {
  const text = useText()
  const codes = (list: readonly string[]) => (list.length > 3 ? `${list.slice(0, 3).join('、')}…` : list.join('、'))
  return (
    <li>
      <button type="button" className="figure-open" onClick={() => onDay(change.day)}>
        {change.day}
      </button>{' '}
      <strong>{text(actWords[change.act])}</strong>
      <div className="note">
        {change.fromCodes.length > 0 && `${codes(change.fromCodes)} → `}
        {codes(change.toCodes)}
      </div>
      <div className="note">
        {change.reason} · {change.byName}
      </div>
    </li>
  )
}

interface Given {
  readonly kind: AreaKind
  readonly code: string
  /** The day on the map, of which the addresses are counted. */
  readonly on: string
  readonly onDay: (day: string) => void
}

/** How an area came to be what it is. */
export function HistoryList({ kind, code, on, onDay }: Given) {
  const text = useText()
  const { data } = useOperation(registers.areaHistory, { kind, code })
  const isCounted = kind !== 'comprehensive'
  const addresses = useOperation(
    registers.addressesOfArea,
    { kind: isCounted ? kind : 'grid', code, on, limit: 0 },
    { enabled: isCounted },
  )
  const count = addresses.data?.total ?? 0
  if (!data) return <Waiting />
  const first = data.versions.at(-1)
  return (
    <section aria-label={text(['沿革', 'History'])}>
      <h3>{text(['沿革', 'History'])}</h3>
      {isCounted && addresses.data && (
        <p>
          {text([`${grouped(count)} 个地址`, `${grouped(count)} addresses`])}
          {data.leader && ` · ${text(['微网格长', 'Leader'])} ${data.leader.name}`}
        </p>
      )}
      <ol className="area-history">
        {data.changes.map((change) => (
          <ChangeLine key={change.id} change={change} onDay={onDay} />
        ))}
        {first && (
          <li>
            <button type="button" className="figure-open" onClick={() => onDay(first.from)}>
              {first.from}
            </button>{' '}
            {text(['起有效', 'valid from then on'])}
          </li>
        )}
      </ol>
    </section>
  )
}
