import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { newId } from '#kernel/id'
import { typedNumbersOf } from '#engines/reports/shared'

/** Where a typed number stands in the document. */
export interface TypedPlace {
  readonly from: number
  readonly to: number
  readonly words: string
}

/** Numbers in free text, place by place; text on both sides of a figure is read apart, as the server reads it. */
export function typedPlaces(doc: Node): readonly TypedPlace[] {
  const places: TypedPlace[] = []
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    let [text, start] = ['', at + 1]
    const close = () => {
      for (const { words, start: from, end } of typedNumbersOf(text))
        places.push({ from: start + from, to: start + end, words })
    }
    node.forEach((child, offset) => {
      if (child.isText) {
        if (text === '') start = at + 1 + offset
        text += child.text ?? ''
        return
      }
      close()
      text = ''
    })
    close()
    return false
  })
  return places
}

const typedKey = new PluginKey<DecorationSet>('typed numbers')

/** Marks what nobody answers for yet. */
export function typedNumbersPlugin(hint: string): Plugin<DecorationSet> {
  const mark = (doc: Node) =>
    DecorationSet.create(
      doc,
      typedPlaces(doc).map(({ from, to }) => Decoration.inline(from, to, { class: 'typed-number', title: hint })),
    )
  return new Plugin<DecorationSet>({
    key: typedKey,
    state: {
      init: (_, { doc }) => mark(doc),
      apply: (transaction, before) => (transaction.docChanged ? mark(transaction.doc) : before),
    },
    props: { decorations: (state) => typedKey.getState(state) },
  })
}

/** Splitting and pasting copy ids; each block and each figure keeps one of its own. */
export const uniqueIds = new Plugin({
  appendTransaction(transactions: readonly Transaction[], _before: EditorState, state: EditorState) {
    if (!transactions.some((each) => each.docChanged)) return null
    const seen = new Set<string>()
    const { tr } = state
    state.doc.descendants((node, at) => {
      if (node.isText) return false
      if (!('id' in node.attrs)) return true
      const id = String(node.attrs['id'] ?? '')
      if (id === '' || seen.has(id)) tr.setNodeAttribute(at, 'id', newId())
      seen.add(id)
      return true
    })
    return tr.docChanged ? tr.setMeta('addToHistory', false) : null
  },
})

const commentedKey = new PluginKey<ReadonlySet<string>>('commented blocks')

/** Blocks with an open comment have a line at their side. */
export const commentedPlugin = new Plugin<ReadonlySet<string>>({
  key: commentedKey,
  state: {
    init: () => new Set<string>(),
    apply: (transaction, before) => (transaction.getMeta(commentedKey) as ReadonlySet<string> | undefined) ?? before,
  },
  props: {
    decorations(state) {
      const commented = commentedKey.getState(state)
      if (!commented || commented.size === 0) return null
      const marks: Decoration[] = []
      state.doc.forEach((node, at) => {
        if (commented.has(String(node.attrs['id'])))
          marks.push(Decoration.node(at, at + node.nodeSize, { class: 'commented' }))
      })
      return DecorationSet.create(state.doc, marks)
    },
  },
})

export const markCommented = (transaction: Transaction, blocks: ReadonlySet<string>): Transaction =>
  transaction.setMeta(commentedKey, blocks)
