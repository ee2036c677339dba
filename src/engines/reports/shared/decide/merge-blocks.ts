import type { Block } from '../blocks.ts'

export interface MergedBlocks {
  readonly blocks: readonly Block[]
  /** Blocks that both changed: theirs stands first, one's own right behind it under a new id. */
  readonly doubled: readonly string[]
}

const alike = (a: Block | undefined, b: Block | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What two people made of one text at the same time, put together so that nothing written is lost. What only one of
 * them changed or removed is as he left it; what both changed stands twice; what one removed and the other changed stays.
 */
export function mergeBlocks(
  base: readonly Block[],
  mine: readonly Block[],
  theirs: readonly Block[],
  newId: () => string,
): MergedBlocks {
  const [was, own, other] = [base, mine, theirs].map((blocks) => new Map(blocks.map((block) => [block.id, block])))
  const doubled: string[] = []
  const kept: Block[] = []
  for (const block of theirs) {
    const [before, my] = [was!.get(block.id), own!.get(block.id)]
    if (my && (alike(my, block) || alike(my, before))) kept.push(block)
    else if (my && alike(block, before)) kept.push(my)
    else if (my) {
      doubled.push(block.id)
      kept.push(block, { ...my, id: newId() })
    } else if (!before || !alike(block, before)) kept.push(block)
  }
  let after: string | null = null
  for (const block of mine) {
    const before = was!.get(block.id)
    const isAdded = !other!.has(block.id) && (!before || !alike(block, before))
    if (isAdded) {
      const at: number = after === null ? 0 : kept.findIndex((each) => each.id === after) + 1
      kept.splice(at === 0 && after !== null ? kept.length : at, 0, block)
    }
    if (kept.some((each) => each.id === block.id)) after = block.id
  }
  return { blocks: kept, doubled }
}
