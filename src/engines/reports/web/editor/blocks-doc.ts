import type { Node } from 'prosemirror-model'
import type { Block, FigureReference, OutsideRun, Run } from '#engines/reports/shared'
import { reportSchema } from './schema.ts'

const { nodes, marks } = reportSchema

type TableBlock = Extract<Block, { kind: 'table' }>

function inlineOf(run: Run): Node[] {
  switch (run.kind) {
    case 'text':
      return run.text === '' ? [] : [reportSchema.text(run.text, run.bold ? [marks.strong.create()] : [])]
    case 'figure': {
      const { kind: _, id, ...reference } = run
      return [nodes.figure.create({ id, reference })]
    }
    case 'outside': {
      const { kind: _, ...attrs } = run
      return [nodes.outside.create(attrs)]
    }
  }
}

const words = (text: string) => (text ? reportSchema.text(text) : null)

/** Each line with as many cells as the longest: another client may have sent fewer. */
function tableOf({ id, title, head, rows }: TableBlock): Node {
  const columns = Math.max(head.length, ...rows.map(({ length }) => length))
  const each = Array.from({ length: columns }, (_, nth) => nth)
  return nodes.table.create({ id }, [
    nodes.table_title.create(null, words(title)),
    nodes.table_head.create(
      null,
      each.map((nth) => nodes.table_name.create(null, words(head[nth] ?? ''))),
    ),
    ...rows.map((row) =>
      nodes.table_row.create(
        null,
        each.map((nth) => nodes.table_cell.create(null, (row[nth] ?? []).flatMap(inlineOf))),
      ),
    ),
  ])
}

/** An edition's blocks as the editor's document. */
export function docOf(blocks: readonly Block[]): Node {
  const content = blocks.map((block): Node => {
    switch (block.kind) {
      case 'heading':
        return nodes.heading.create(
          { id: block.id, level: block.level },
          block.text ? reportSchema.text(block.text) : null,
        )
      case 'paragraph':
        return nodes.paragraph.create({ id: block.id }, block.runs.flatMap(inlineOf))
      case 'table':
        return tableOf(block)
      case 'chart':
        return nodes.exhibit.create({ id: block.id, block })
    }
  })
  return nodes.doc.create(null, content.length > 0 ? content : [nodes.paragraph.create({ id: 'first' })])
}

function runOf(node: Node): Run {
  if (node.isText) {
    const isBold = node.marks.some((mark) => mark.type === marks.strong)
    return { kind: 'text', text: node.text ?? '', ...(isBold && { bold: true }) }
  }
  const id = String(node.attrs['id'])
  if (node.type === nodes.figure) return { kind: 'figure', id, ...(node.attrs['reference'] as FigureReference) }
  return { kind: 'outside', ...(node.attrs as Omit<OutsideRun, 'kind'>) }
}

/** What the editor holds as blocks, to be saved. */
export function blocksOf(doc: Node): Block[] {
  return doc.children.map((node): Block => {
    const id = String(node.attrs['id'])
    if (node.type === nodes.heading)
      return { kind: 'heading', id, level: node.attrs['level'] as 1 | 2 | 3, text: node.textContent }
    if (node.type === nodes.paragraph) return { kind: 'paragraph', id, runs: node.children.map(runOf) }
    if (node.type === nodes.table) {
      const [title, head, ...rows] = node.children
      return {
        kind: 'table',
        id,
        title: title!.textContent,
        head: head!.children.map((name) => name.textContent),
        rows: rows.map((row) => row.children.map((cell) => cell.children.map(runOf))),
      }
    }
    return { ...(node.attrs['block'] as Block), id }
  })
}
