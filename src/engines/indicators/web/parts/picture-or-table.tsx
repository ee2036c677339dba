import { useState, type ReactNode } from 'react'
import { useText } from '#ui/text'
import './parts.css'

/** A picture, and the same as a table: for who cannot see it, for print, and for every number to be opened. */
export function PictureOrTable({
  picture,
  table,
  besides,
}: {
  picture: ReactNode
  table: ReactNode
  /** Said of the picture alone. */
  besides?: ReactNode
}) {
  const text = useText()
  const [isTable, setTable] = useState(false)
  return (
    <div className="picture-or-table">
      {isTable ? <div className="table-scroll">{table}</div> : picture}
      <p className="picture-foot">
        <button type="button" className="link-button" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? text(['看图', 'As a picture']) : text(['看表格', 'As a table'])}
        </button>
        {!isTable && besides}
      </p>
    </div>
  )
}
