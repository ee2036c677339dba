import type { Text } from '#kernel/text'
import { Button, useText } from '#ui'
import type { EditorHandle } from './report-editor.tsx'
import type { TableAct } from './tables.ts'

const words = {
  rowAbove: ['上方加行', 'Row above'],
  rowBelow: ['下方加行', 'Row below'],
  columnBefore: ['左侧加列', 'Column before'],
  columnAfter: ['右侧加列', 'Column after'],
  deleteRow: ['删除本行', 'Delete row'],
  deleteColumn: ['删除本列', 'Delete column'],
  deleteTable: ['删除表格', 'Delete table'],
} as const satisfies Record<TableAct, Text>

/** Puts a table where the writer is; in a table, its rows and columns. */
export function TableTools({ editor, isInTable }: { editor: EditorHandle | null; isInTable: boolean }) {
  const text = useText()
  return (
    <div className="table-tools" role="toolbar" aria-label={text(['表格', 'Table'])}>
      {isInTable ? (
        (Object.keys(words) as TableAct[]).map((act) => (
          <Button key={act} tone="quiet" onClick={() => editor?.actOnTable(act)}>
            {text(words[act])}
          </Button>
        ))
      ) : (
        <Button tone="quiet" onClick={() => editor?.insertTable()}>
          {text(['插入表格', 'Insert a table'])}
        </Button>
      )}
    </div>
  )
}
