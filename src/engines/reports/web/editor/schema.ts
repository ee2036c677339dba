import { Schema, type Attrs, type Node } from 'prosemirror-model'
import type { FigureReference } from '#engines/reports/shared'
import { tableNodes } from './tables.ts'

/** Attributes of a block or atom travel as JSON, so that what is cut and pasted is still bound. */
const dataOf = (attrs: Attrs) => ({ 'data-report': JSON.stringify(attrs) })
const attrsOf = (element: HTMLElement): Attrs => JSON.parse(element.dataset['report'] ?? '{}') as Attrs

/** The text of an edition as the editor holds it: a figure is an atom, and no keystroke turns it into text. */
export const reportSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: {
      group: 'block',
      content: 'inline*',
      attrs: { id: { default: '' } },
      parseDOM: [{ tag: 'p' }],
      toDOM: ({ attrs }) => ['p', { 'data-block': String(attrs['id']) }, 0],
    },
    heading: {
      group: 'block',
      content: 'text*',
      marks: '',
      defining: true,
      attrs: { id: { default: '' }, level: { default: 1 } },
      parseDOM: [1, 2, 3].map((level) => ({ tag: `h${level}`, attrs: { level } })),
      toDOM: ({ attrs }) => [`h${Number(attrs['level']) + 1}`, { 'data-block': String(attrs['id']) }, 0],
    },
    ...tableNodes,
    /** A chart: shown in its place, made elsewhere. */
    exhibit: {
      group: 'block',
      atom: true,
      attrs: { id: { default: '' }, block: { default: null } },
      parseDOM: [{ tag: 'figure[data-report]', getAttrs: attrsOf }],
      toDOM: ({ attrs }) => ['figure', { ...dataOf(attrs), 'data-block': String(attrs['id']) }],
    },
    figure: {
      group: 'inline',
      inline: true,
      atom: true,
      attrs: { id: { default: '' }, reference: { default: null } },
      parseDOM: [{ tag: 'span[data-report].report-figure', getAttrs: attrsOf }],
      toDOM: ({ attrs }) => ['span', { ...dataOf(attrs), class: 'report-figure' }],
    },
    outside: {
      group: 'inline',
      inline: true,
      atom: true,
      attrs: { id: { default: '' }, text: {}, source: {}, evidence: {}, by: { default: '' }, at: { default: '' } },
      parseDOM: [{ tag: 'span[data-report].report-outside', getAttrs: attrsOf }],
      toDOM: ({ attrs }) => ['span', { ...dataOf(attrs), class: 'report-outside' }, String(attrs['text'])],
    },
    text: { group: 'inline' },
  },
  marks: {
    strong: {
      parseDOM: [{ tag: 'strong' }, { tag: 'b', getAttrs: (element) => element.style.fontWeight !== 'normal' && null }],
      toDOM: () => ['strong', 0],
    },
  },
})

export const referenceOf = (node: Node): FigureReference => node.attrs['reference'] as FigureReference
