import { baseKeymap, toggleMark } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { EditorState, NodeSelection, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { useEffect, useRef } from 'react'
import { newId } from '#kernel/id'
import type { Block, FigureReference, FigureView, OutsideRun, Run } from '#engines/reports/shared'
import { useText } from '#ui/text'
import { blocksOf, docOf } from './blocks-doc.ts'
import { exhibitView } from './exhibit-view.ts'
import { figureView, newFigureValues, tellValues } from './figure-view.ts'
import {
  commentedPlugin,
  markCommented,
  typedNumbersPlugin,
  typedPlaces,
  uniqueIds,
  type TypedPlace,
} from './plugins.ts'
import { bringIntoSight } from '../bring-into-sight.ts'
import { withOurTables } from './pasted-tables.ts'
import { reportSchema } from './schema.ts'
import { actOnTable, evenTables, tableHints, tableKeys, tablePlaceOf, type TableAct } from './tables.ts'
import 'prosemirror-view/style/prosemirror.css'
import './report-editor.css'

/** Where the writer is. */
export interface Selected {
  readonly block: string | null
  readonly figure: string | null
  readonly typed: TypedPlace | null
  readonly isInTable: boolean
}

/** What the panels beside the text do to it. */
export interface EditorHandle {
  insertFigure(reference: FigureReference): void
  insertParagraph(runs: readonly Run[]): void
  insertExhibit(block: Block): void
  insertTable(): void
  actOnTable(act: TableAct): void
  /** Puts a figure, or a number from outside, in the place of one that was typed. */
  replaceTyped(place: TypedPlace, by: FigureReference | Omit<OutsideRun, 'kind' | 'id' | 'by' | 'at'>): void
  typed(): readonly TypedPlace[]
  goTo(block: string): void
  selectTyped(words: string): void
}

interface Given {
  readonly blocks: readonly Block[]
  /** Another number: the text is taken anew from `blocks`. */
  readonly revision: number
  readonly figures: readonly FigureView[]
  readonly commented: ReadonlySet<string>
  readonly onChange: (blocks: Block[]) => void
  readonly onSelect: (selected: Selected) => void
  readonly onReady: (handle: EditorHandle | null) => void
}

const { nodes, marks } = reportSchema

/** Three columns and two lines under their names. */
const emptyTable = (id: string): Block => ({
  kind: 'table',
  id,
  title: '',
  head: ['', '', ''],
  rows: [
    [[], [], []],
    [[], [], []],
  ],
})

function selectedIn({ doc, selection }: EditorState): Selected {
  const block = doc.resolve(selection.from).node(1)?.attrs['id'] ?? (selection instanceof NodeSelection ? selection.node.attrs['id'] : null) // prettier-ignore
  const figure = selection instanceof NodeSelection && selection.node.type === nodes.figure ? String(selection.node.attrs['id']) : null // prettier-ignore
  const typed = typedPlaces(doc).find(({ from, to }) => selection.from >= from && selection.to <= to) ?? null
  const isInTable = tablePlaceOf(selection.$from) !== null
  return { block: block === null ? null : String(block), figure, typed, isInTable }
}

function handleOf(view: EditorView): EditorHandle {
  const figureOf = (reference: FigureReference) => nodes.figure.create({ id: newId(), reference })
  /** After the block in which the writer is. */
  const afterBlock = () => {
    const { $from } = view.state.selection
    return $from.depth === 0 ? $from.pos + ($from.nodeAfter?.nodeSize ?? 0) : $from.after(1)
  }
  const put = (transaction: typeof view.state.tr) => {
    view.dispatch(transaction.scrollIntoView())
    view.focus()
  }
  return {
    insertFigure(reference) {
      const { $from } = view.state.selection
      // Headings and the names of columns are words: there it gets a paragraph behind them.
      if ($from.parent.isTextblock && $from.parent.type.contentMatch.matchType(nodes.figure) === null)
        put(view.state.tr.insert(afterBlock(), nodes.paragraph.create({ id: newId() }, figureOf(reference))))
      else put(view.state.tr.replaceSelectionWith(figureOf(reference), false))
    },
    insertParagraph(runs) {
      const [paragraph] = docOf([{ kind: 'paragraph', id: newId(), runs: [...runs] }]).children
      if (!paragraph) return
      const at = afterBlock()
      const transaction = view.state.tr.insert(at, paragraph)
      put(transaction.setSelection(TextSelection.near(transaction.doc.resolve(at + paragraph.nodeSize - 1), -1)))
    },
    insertExhibit: (block) => put(view.state.tr.insert(afterBlock(), nodes.exhibit.create({ id: block.id, block }))),
    insertTable() {
      const at = afterBlock()
      const [table] = docOf([emptyTable(newId())]).children
      const { tr } = view.state
      const isLast = at >= tr.doc.content.size
      tr.insert(at, isLast ? [table!, nodes.paragraph.create({ id: newId() })] : table!)
      put(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 2))))
    },
    actOnTable(act) {
      const transaction = actOnTable(view.state, act)
      if (transaction) put(transaction)
    },
    replaceTyped({ from, to }, by) {
      const node = 'measure' in by ? figureOf(by) : nodes.outside.create({ id: newId(), ...by })
      const transaction = view.state.tr.replaceWith(from, to, node)
      put(transaction.setSelection(TextSelection.near(transaction.doc.resolve(from + node.nodeSize))))
    },
    typed: () => typedPlaces(view.state.doc),
    goTo(id) {
      view.state.doc.forEach((node, at) => {
        if (node.attrs['id'] !== id) return
        const place = view.state.doc.resolve(at + 1)
        view.dispatch(view.state.tr.setSelection(TextSelection.near(place)))
        const dom = view.nodeDOM(at)
        if (dom instanceof HTMLElement) bringIntoSight(dom)
      })
    },
    selectTyped(words) {
      const place = typedPlaces(view.state.doc).find((each) => each.words === words)
      if (place) put(view.state.tr.setSelection(TextSelection.create(view.state.doc, place.from, place.to)))
    },
  }
}

/** The paper that is written on. */
export function ReportEditor({ blocks, revision, figures, commented, onChange, onSelect, onReady }: Given) {
  const text = useText()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const values = useRef(newFigureValues())
  const tell = useRef({ onChange, onSelect, onReady, blocks, text })
  useEffect(() => {
    tell.current = { onChange, onSelect, onReady, blocks, text }
  })

  useEffect(() => {
    if (!place.current) return
    const say = tell.current.text
    const plugins = [
      history(),
      keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo, 'Mod-b': toggleMark(marks.strong) }),
      keymap(tableKeys),
      keymap(baseKeymap),
      typedNumbersPlugin(
        say(['未落实的数字：请绑定指标或注明来源', 'Unresolved: bind it to a measure or name its source']),
      ),
      evenTables,
      tableHints(say(['表题', 'Title']), say(['列名', 'Column'])),
      uniqueIds,
      commentedPlugin,
    ]
    const made = new EditorView(place.current, {
      state: EditorState.create({ doc: docOf(tell.current.blocks), plugins }),
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': say(['报告正文', 'Text of the report']),
        spellcheck: 'false',
        class: 'paper-text',
      },
      transformPastedHTML: withOurTables,
      nodeViews: {
        figure: (node) => figureView(node, values.current, say(['数据', 'Figure'])),
        exhibit: (node) => exhibitView(node, say),
      },
      dispatchTransaction(transaction) {
        const next = made.state.apply(transaction)
        made.updateState(next)
        if (transaction.docChanged && transaction.getMeta('taken') !== true) tell.current.onChange(blocksOf(next.doc))
        tell.current.onSelect(selectedIn(next))
      },
    })
    view.current = made
    tell.current.onReady(handleOf(made))
    return () => {
      tell.current.onReady(null)
      view.current = null
      made.destroy()
    }
  }, [])

  const taken = useRef(revision)
  useEffect(() => {
    const shown = view.current
    if (!shown || taken.current === revision) return
    taken.current = revision
    const { doc, tr, selection } = shown.state
    const next = docOf(tell.current.blocks)
    const transaction = tr
      .replaceWith(0, doc.content.size, next.content)
      .setMeta('taken', true)
      .setMeta('addToHistory', false)
    const at = Math.min(selection.from, transaction.doc.content.size)
    shown.dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(at))))
  }, [revision])

  useEffect(() => tellValues(values.current, figures), [figures])
  useEffect(() => {
    const shown = view.current
    if (shown) shown.dispatch(markCommented(shown.state.tr, commented))
  }, [commented])

  return <div className="report-editor" ref={place} />
}
