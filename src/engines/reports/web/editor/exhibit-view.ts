import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import type { Text } from '#kernel/text'
import { chartForms, type ChartBlock } from '#engines/reports/shared'

/** A chart in the text: named in its place, drawn in the finished paper. */
export function exhibitView(node: Node, say: (text: Text) => string): NodeView {
  const dom = document.createElement('figure')
  dom.className = 'report-exhibit'
  const { form, title } = node.attrs['block'] as ChartBlock
  const name = document.createElement('figcaption')
  name.textContent = `${say(['图', 'Chart'])} · ${say(chartForms[form])}：${title}`
  dom.append(name)
  return { dom, ignoreMutation: () => true }
}
