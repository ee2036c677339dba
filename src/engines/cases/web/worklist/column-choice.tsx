import { useState } from 'react'
import { Menu } from '#ui/menu'
import { useText } from '#ui/text'
import { usualColumns, type CaseColumn } from './columns.tsx'

const keyOf = (queue: string | undefined) => `mofang.columns.${queue ?? 'search'}`

function stored(queue: string | undefined): readonly string[] {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(keyOf(queue)) ?? 'null')
    if (Array.isArray(said)) return said.map(String)
  } catch {
    // A spoilt or forbidden store is no reason to show no list.
  }
  return usualColumns(queue)
}

/** The columns of a queue, as the reader last chose them. */
export function useChosenColumns(queue: string | undefined, all: readonly CaseColumn[]) {
  const [choice, setChoice] = useState<{ queue: string | undefined; ids: readonly string[] }>(() => ({
    queue,
    ids: stored(queue),
  }))
  const ids = choice.queue === queue ? choice.ids : stored(queue)
  function choose(next: readonly string[]): void {
    setChoice({ queue, ids: next })
    try {
      localStorage.setItem(keyOf(queue), JSON.stringify(next))
    } catch {
      // The choice then lasts as long as the page.
    }
  }
  return { columns: all.filter((column) => ids.includes(column.id)), ids, choose }
}

export function ColumnChoice({
  all,
  ids,
  onChoose,
}: {
  all: readonly CaseColumn[]
  ids: readonly string[]
  onChoose: (ids: readonly string[]) => void
}) {
  const text = useText()
  return (
    <Menu label={text(['列', 'Columns'])}>
      <fieldset className="column-choice">
        <legend className="unseen">{text(['显示的列', 'Columns shown'])}</legend>
        {all.map((column) => (
          <label className="check" key={column.id}>
            <input
              type="checkbox"
              checked={ids.includes(column.id)}
              disabled={column.id === 'title'}
              onChange={(event) =>
                onChoose(event.target.checked ? [...ids, column.id] : ids.filter((id) => id !== column.id))
              }
            />
            {text(column.title)}
          </label>
        ))}
      </fieldset>
    </Menu>
  )
}
