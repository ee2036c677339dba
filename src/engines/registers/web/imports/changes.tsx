import type { ImportRow } from '#engines/registers/shared'
import { useText } from '#ui/text'

/** What a row would change: from what stands to what it says. */
export function Changes({ row }: { row: ImportRow }) {
  const text = useText()
  return row.changes.map((change) => (
    <span className="import-change" key={change.field}>
      {text(change.label)}{' '}
      {change.from !== null && (
        <>
          <del>{change.from}</del> <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <ins>{change.to}</ins>
    </span>
  ))
}
