import { compare, nought } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { meet } from '../interval.ts'
import { isPositive, statedRange, type Assertion, type Scene } from './assertion.ts'
import { rateBetween } from './growth.ts'
import { shareOf, totalOf } from './lists.ts'
import { isAmount, isShare } from './words.ts'

type Row = readonly Figure[]

/** The figures of one line, with nothing between them: a row of a table that lost its lines. */
function rowFrom({ text, figures }: Scene, first: Figure): Figure[] {
  const row = [first]
  for (let i = first.index + 1; i < figures.length && row.length < 12; i++) {
    const figure = figures[i]!
    if (figure.paragraph !== first.paragraph || !/^ ?[-+]?$/.test(text.slice(row.at(-1)!.end, figure.start))) break
    row.push(figure)
  }
  return (text[row.at(-1)!.end] ?? '\n') === '\n' ? row : []
}

function gridsOf(scene: Scene): Row[][] {
  const grids: Row[][] = []
  let grid: Row[] = []
  let next = 0
  for (const figure of scene.figures) {
    if (figure.index < next) continue
    const row = rowFrom(scene, figure)
    if (row.length < 2) continue
    next = row.at(-1)!.index + 1
    const above = grid.at(-1)
    if (!above || above.length !== row.length || figure.paragraph - above[0]!.paragraph !== 1) {
      if (grid.length > 1) grids.push(grid)
      grid = []
    }
    grid.push(row)
  }
  if (grid.length > 1) grids.push(grid)
  return grids
}

type Reading = (row: Row) => Assertion | undefined

/** What a column of shares may be: one column of another, or the change from one to the other. */
function readingsOf(scene: Scene, grid: readonly Row[], at: number): Reading[] {
  const columns = [...grid[0]!.keys()].filter((column) => grid.every((row) => isAmount(row[column]!)))
  const total = totalRow(scene, grid)
  const pairs = columns.flatMap((a) => columns.filter((b) => b !== a).map((b) => [a, b] as const))
  return [
    ...pairs.map(([a, b]): Reading => (row) => {
      const [part, whole] = [row[a]!, row[b]!]
      return isPositive(whole) && part.unit === whole.unit ? shareOf(scene, row[at]!, part, whole, true) : undefined
    }),
    ...pairs
      .filter(([a, b]) => a < b)
      .map(([a, b]): Reading => (row) => {
        const [was, now] = [row[a]!, row[b]!]
        if (compare(was.value, nought) <= 0 || was.unit !== now.unit) return undefined
        const isDown = scene.text[row[at]!.start - 1] === '-'
        return rateBetween(scene, row[at]!, now, was, true, isDown ? '下降' : '增长')
      }),
    ...(total
      ? columns.map(
          (a): Reading =>
            (row) =>
              row !== total && isPositive(total[a]!) ? shareOf(scene, row[at]!, row[a]!, total[a]!, true) : undefined,
        )
      : []),
  ]
}

function totalRow({ text }: Scene, grid: readonly Row[]): Row | undefined {
  const isTotal = (row: Row) =>
    /(?:^|\n)(?:合计|总计|总数|共计|小计)[^\n]{0,8}$/.test(text.slice(Math.max(0, row[0]!.start - 14), row[0]!.start))
  return [grid.at(-1)!, grid[0]!].find(isTotal)
}

const agrees = ({ stated, computed, range }: Assertion): boolean =>
  computed !== null && range !== undefined && meet(range, statedRange(stated, false))

/** What most rows agree on holds for the table, and a row that does not is wrong; the last row is what they come to. */
export function gridsAgree(scene: Scene): Assertion[] {
  return gridsOf(scene).flatMap((grid) => {
    const found: Assertion[] = []
    const total = totalRow(scene, grid)
    const others = grid.filter((row) => row !== total)
    for (const at of grid[0]!.keys()) {
      if (grid.every((row) => isShare(row[at]!))) {
        const read = readingsOf(scene, grid, at).map((reading) => grid.flatMap((row) => reading(row) ?? []))
        const [best] = read.toSorted((a, b) => b.filter(agrees).length - a.filter(agrees).length)
        const agreeing = best?.filter(agrees).length ?? 0
        if (best && agreeing >= 2 && agreeing * 5 >= best.length * 3) found.push(...best)
      } else if (
        total &&
        others.length > 1 &&
        grid.every((row) => isAmount(row[at]!) && row[at]!.unit === total[at]!.unit)
      )
        found.push(
          totalOf(
            scene,
            total[at]!,
            others.map((row) => row[at]!),
            true,
          ),
        )
    }
    return found
  })
}
