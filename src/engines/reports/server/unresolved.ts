import { referenceKey, typedNumbersOf, type Block, type Run, type UnresolvedView } from '#engines/reports/shared'
import type { Reckoning } from './reckon.ts'

/** What nobody answers for yet, in the order of the text. Each cell of a table is read alone: no word of one names a number of the next. */
export function unresolvedOf(
  { title, blocks }: { readonly title: string; readonly blocks: readonly Block[] },
  { figures, counting }: Pick<Reckoning, 'figures' | 'counting'>,
): UnresolvedView[] {
  const inTitle = typedNumbersOf(title).map(({ words }): UnresolvedView => ({
    kind: 'number_in_title',
    block: '',
    words,
  }))
  const awaited = ({ id }: Block, measure: string): UnresolvedView[] => {
    const found = counting.get(measure)
    return found ? [{ kind: 'figure_counting', block: id, words: found.label[0] }] : []
  }
  const inBlocks = blocks.flatMap((block): UnresolvedView[] => {
    const typed = (text: string): UnresolvedView[] =>
      typedNumbersOf(text).map(({ words }) => ({ kind: 'typed_number', block: block.id, words }))
    const told = (runs: readonly Run[]) =>
      joined(runs).flatMap((run): UnresolvedView[] => {
        if (run.kind === 'text') return typed(run.text)
        if (run.kind === 'outside') return []
        const waiting = awaited(block, run.measure)
        if (waiting.length > 0) return waiting
        const found = figures.get(referenceKey(run))
        if (!found) return [{ kind: 'measure_unknown', block: block.id, words: run.measure }]
        return found.shown === null ? [{ kind: 'figure_empty', block: block.id, words: found.measure.label[0] }] : []
      })
    switch (block.kind) {
      case 'heading':
        return typed(block.text)
      case 'paragraph':
        return told(block.runs)
      case 'table':
        return [...typed(block.title), ...block.head.flatMap(typed), ...block.rows.flat().flatMap(told)]
      case 'chart':
        return [...typed(block.title), ...awaited(block, block.measure)]
    }
  })
  return [...inTitle, ...inBlocks]
}

/** Bold or not, what stands side by side is read together. */
function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = []
  for (const run of runs) {
    const last = all.at(-1)
    if (run.kind === 'text' && last?.kind === 'text') all[all.length - 1] = { kind: 'text', text: last.text + run.text }
    else all.push(run)
  }
  return all
}
