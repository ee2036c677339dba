import type { AreaClass } from './outcomes.ts'

/** Owners of one area, with the papers of theirs that are in. */
interface PapersOfArea extends AreaClass {
  readonly papers: number
}

/**
 * The areas of whose owners a secret paper tells too much. Papers are counted by exact area, since the law asks for exact
 * sums: where few owners have an area, or few of many came on paper, the line of the sheet is their vote. Joining lines
 * does not help: the exact sums of area and heads of two areas are two equations for two unknowns.
 */
export function exposedByPaper<Class extends PapersOfArea>(areas: readonly Class[], fewest: number): Class[] {
  return areas.filter(({ owners, papers }) => owners < fewest || (papers > 0 && papers < fewest))
}
