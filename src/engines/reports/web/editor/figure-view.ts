import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import type { FigureView as Shown } from '#engines/reports/shared'
import { referenceKey } from '#engines/reports/shared'
import { referenceOf } from './schema.ts'

/** Values that the figures of the text show, and those figures, to be told when the values change. */
export interface FigureValues {
  readonly known: Map<string, Shown>
  readonly views: Set<{ show: () => void }>
}

export const newFigureValues = (): FigureValues => ({ known: new Map(), views: new Set() })

export function tellValues(values: FigureValues, figures: readonly Shown[]): void {
  for (const figure of figures) values.known.set(figure.key, figure)
  for (const view of values.views) view.show()
}

/** A figure in the text: its value, and for a screen reader whose value it is. */
export function figureView(node: Node, values: FigureValues, word: string): NodeView {
  const dom = document.createElement('span')
  dom.className = 'report-figure'
  dom.setAttribute('role', 'button')
  const reference = referenceOf(node)
  dom.dataset['figure'] = String(node.attrs['id'])
  const view = {
    show() {
      const found = values.known.get(referenceKey(reference))
      const value = found ? (found.shown ?? '—') : '…'
      if (dom.textContent !== value) dom.textContent = value
      dom.toggleAttribute('data-empty', found !== undefined && found.shown === null)
      dom.setAttribute('aria-label', `${word} ${found?.label[0] ?? reference.measure} ${value}`)
      dom.title = found?.label[0] ?? ''
    },
  }
  values.views.add(view)
  view.show()
  return {
    dom,
    ignoreMutation: () => true,
    destroy: () => void values.views.delete(view),
  }
}
