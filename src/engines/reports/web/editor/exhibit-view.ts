import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import type { Text } from '#kernel/text'
import { chartForms, type Block } from '#engines/reports/shared'

/** A chart or table in the text: named in its place, drawn in the finished paper. */
export function exhibitView(node: Node, say: (text: Text) => string): NodeView {
  const dom = document.createElement('figure')
  dom.className = 'report-exhibit'
  const block = node.attrs['block'] as Block
  const [kind, title] =
    block.kind === 'chart'
      ? [`${say(['图', 'Chart'])} · ${say(chartForms[block.form])}`, block.title]
      : [say(['表', 'Table']), block.kind === 'table' ? block.title : '']
  const name = document.createElement('figcaption')
  name.textContent = `${kind}：${title}`
  dom.append(name)
  return { dom, ignoreMutation: () => true }
}
