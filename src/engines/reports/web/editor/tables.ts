import type { Attrs, Node, NodeSpec, ResolvedPos } from 'prosemirror-model'
import { Plugin, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

/** As many as an edition can keep. */
export const mostColumns = 12
export const mostRows = 200

const idOf = (attrs: Attrs) => ({ 'data-block': String(attrs['id']) })

/** A table of a title, a line of names and lines of cells; figures stand in cells, names are words alone. */
export const tableNodes = {
  table: {
    group: 'block',
    content: 'table_title table_head table_row*',
    isolating: true,
    attrs: { id: { default: '' } },
    parseDOM: [{ tag: 'table' }],
    toDOM: ({ attrs }) => ['div', { ...idOf(attrs), class: 'report-table table-scroll' }, ['table', 0]],
  },
  table_title: {
    content: 'text*',
    marks: '',
    isolating: true,
    parseDOM: [{ tag: 'caption' }],
    toDOM: () => ['caption', 0],
  },
  table_head: {
    content: 'table_name+',
    parseDOM: [{ tag: 'tr.table-head' }],
    toDOM: () => ['tr', { class: 'table-head' }, 0],
  },
  table_row: { content: 'table_cell+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
  table_name: {
    content: 'text*',
    marks: '',
    isolating: true,
    parseDOM: [{ tag: 'th' }],
    toDOM: () => ['th', { scope: 'col' }, 0],
  },
  table_cell: { content: 'inline*', isolating: true, parseDOM: [{ tag: 'td' }], toDOM: () => ['td', 0] },
} as const satisfies Record<string, NodeSpec>

/** Where the writer is in a table: line 0 is the line of names; in the title, line −1. */
interface TablePlace {
  readonly table: Node
  readonly at: number
  readonly line: number
  readonly column: number
}

export function tablePlaceOf($from: ResolvedPos): TablePlace | null {
  if ($from.depth === 0 || $from.node(1).type.name !== 'table') return null
  const line = $from.depth > 1 ? $from.index(1) - 1 : -1
  return { table: $from.node(1), at: $from.before(1), line, column: $from.depth > 2 && line >= 0 ? $from.index(2) : 0 }
}

const linesOf = (table: Node): readonly Node[] => table.children.slice(1)

function cellStart({ table, at, line, column }: TablePlace): number {
  if (line < 0) return at + 2
  let place = at + 1 + table.child(0).nodeSize
  const lines = linesOf(table)
  for (const before of lines.slice(0, line)) place += before.nodeSize
  place++
  for (const before of lines[line]!.children.slice(0, column)) place += before.nodeSize
  return place + 1
}

function goTo(tr: Transaction, place: TablePlace): Transaction {
  const { table } = place
  const line = Math.max(-1, Math.min(place.line, linesOf(table).length - 1))
  const column = Math.max(0, Math.min(place.column, linesOf(table)[0]!.childCount - 1))
  const start = cellStart({ ...place, line, column })
  return tr.setSelection(TextSelection.create(tr.doc, start)).scrollIntoView()
}

export const tableActs = ['rowAbove', 'rowBelow', 'columnBefore', 'columnAfter', 'deleteRow', 'deleteColumn', 'deleteTable'] as const // prettier-ignore
export type TableAct = (typeof tableActs)[number]

/** A row more or less, a column more or less: the table is made anew in one step, so that one step undoes it. */
export function actOnTable(state: EditorState, act: TableAct): Transaction | null {
  const place = tablePlaceOf(state.selection.$from)
  if (!place) return null
  const { table, at, column } = place
  const { nodes } = state.schema
  const columns = linesOf(table)[0]!.childCount
  const line = Math.max(0, place.line)
  const rows = linesOf(table).map((each) => [...each.children])
  const empty = (nth: number) => nodes[nth === 0 ? 'table_name' : 'table_cell']!.create()
  let [toLine, toColumn] = [line, column]
  switch (act) {
    case 'deleteTable': {
      const { tr } = state
      if (state.doc.childCount === 1) tr.replaceWith(at, at + table.nodeSize, nodes['paragraph']!.create())
      else tr.delete(at, at + table.nodeSize)
      return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)))).scrollIntoView()
    }
    case 'rowAbove':
    case 'rowBelow': {
      if (rows.length > mostRows) return null
      // Nothing stands above the names.
      toLine = Math.max(1, act === 'rowAbove' ? line : line + 1)
      rows.splice(
        toLine,
        0,
        Array.from({ length: columns }, () => empty(1)),
      )
      break
    }
    case 'columnBefore':
    case 'columnAfter':
      if (columns >= mostColumns) return null
      toColumn = act === 'columnBefore' ? column : column + 1
      for (const [nth, row] of rows.entries()) row.splice(toColumn, 0, empty(nth))
      break
    case 'deleteRow':
      if (line < 1) return null
      rows.splice(line, 1)
      break
    case 'deleteColumn':
      if (columns < 2) return null
      for (const row of rows) row.splice(column, 1)
      break
  }
  const made = nodes['table']!.create(table.attrs, [
    table.child(0),
    ...rows.map((cells, nth) => nodes[nth === 0 ? 'table_head' : 'table_row']!.create(null, cells)),
  ])
  return goTo(state.tr.replaceWith(at, at + table.nodeSize, made), { table: made, at, line: toLine, column: toColumn })
}

/** Past the table; at the end of the text, into a paragraph that is made for it. */
function leave(state: EditorState, { table, at }: TablePlace): Transaction {
  const { tr } = state
  const after = at + table.nodeSize
  if (!state.doc.resolve(after).nodeAfter) tr.insert(after, state.schema.nodes['paragraph']!.create())
  return tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView()
}

const step =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const place = tablePlaceOf(state.selection.$from)
    if (!place) return false
    const { table, line, column } = place
    const lines = linesOf(table)
    const columns = lines[0]!.childCount
    const next = line < 0 ? (by > 0 ? 0 : -1) : line * columns + column + by
    if (by < 0 && next < 0) {
      if (line < 0) return false
      dispatch?.(goTo(state.tr, { ...place, line: -1, column: 0 }))
    } else if (next >= lines.length * columns) dispatch?.(leave(state, place))
    else dispatch?.(goTo(state.tr, { ...place, line: Math.floor(next / columns), column: next % columns }))
    return true
  }

/** Down a line, and under the last one a new one. */
const down: Command = (state, dispatch) => {
  const place = tablePlaceOf(state.selection.$from)
  if (!place) return false
  const isLast = place.line >= linesOf(place.table).length - 1
  const transaction = isLast ? actOnTable(state, 'rowBelow') : goTo(state.tr, { ...place, line: place.line + 1 })
  if (transaction) dispatch?.(transaction)
  return true
}

const leaveDownwards: Command = (state, dispatch) => {
  const place = tablePlaceOf(state.selection.$from)
  if (!place || place.line < linesOf(place.table).length - 1) return false
  if (state.doc.resolve(place.at + place.table.nodeSize).nodeAfter) return false
  dispatch?.(leave(state, place))
  return true
}

/** A cell is no line of text: Enter goes down, and Tab goes on and in the end out. */
export const tableKeys: Readonly<Record<string, Command>> = {
  Enter: down,
  Tab: step(1),
  'Shift-Tab': step(-1),
  ArrowDown: leaveDownwards,
}

/** Each line of a table has as many cells as the longest. */
export const evenTables = new Plugin({
  appendTransaction(transactions: readonly Transaction[], _before: EditorState, state: EditorState) {
    if (!transactions.some((each) => each.docChanged)) return null
    const { tr, schema } = state
    const missing: { readonly at: number; readonly type: string; readonly count: number }[] = []
    state.doc.forEach((table, at) => {
      if (table.type.name !== 'table') return
      const columns = Math.max(...linesOf(table).map(({ childCount }) => childCount))
      table.forEach((line, offset, nth) => {
        if (nth > 0 && line.childCount < columns)
          missing.push({
            at: at + 1 + offset + line.nodeSize - 1,
            type: nth === 1 ? 'table_name' : 'table_cell',
            count: columns - line.childCount,
          })
      })
    })
    for (const { at, type, count } of missing.toReversed())
      tr.insert(
        at,
        Array.from({ length: count }, () => schema.nodes[type]!.create()),
      )
    return tr.docChanged ? tr : null
  },
})

/** What an empty title and an empty name are for. */
export function tableHints(title: string, name: string): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const hints: Decoration[] = []
        doc.forEach((table, at) => {
          if (table.type.name !== 'table') return
          table.descendants((node, offset) => {
            const hint = node.content.size > 0 ? null : { table_title: title, table_name: name }[node.type.name]
            if (hint) {
              const from = at + 1 + offset
              hints.push(Decoration.node(from, from + node.nodeSize, { 'data-hint': hint }))
            }
            return !node.isTextblock
          })
        })
        return DecorationSet.create(doc, hints)
      },
    },
  })
}
