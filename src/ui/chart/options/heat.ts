import type { Palette } from '../../theme/tokens.ts'
import { inkOf } from './ink.ts'

export interface HeatGiven {
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly string[]
  /** Row by row; null where there is nothing to tell. */
  readonly cells: readonly (readonly (number | null)[])[]
  /** A cell's value as it is read. */
  readonly say: (value: number) => string
  readonly onCell: (row: number, column: number) => void
}

/** The bounds of at most four shades between the least and the greatest value; whole numbers stay whole. */
export function shadesOf(values: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  if (values.length === 0) return []
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const isWhole = values.every(Number.isInteger)
  if (isWhole && most - least < 4)
    return Array.from({ length: most - least + 1 }, (_, index) => ({ from: least + index, to: least + index }))
  if (least === most) return [{ from: least, to: most }]
  const bounds = Array.from({ length: 5 }, (_, index) => least + ((most - least) * index) / 4)
  return Array.from({ length: 4 }, (_, index) =>
    isWhole
      ? { from: index === 0 ? least : Math.floor(bounds[index]!) + 1, to: Math.floor(bounds[index + 1]! + 1e-9) }
      : { from: bounds[index]!, to: bounds[index + 1]! },
  )
}

/** Which of the shades a value has; the darker, the more. */
export function shadeOf(value: number, shades: ReturnType<typeof shadesOf>): number {
  const found = shades.findIndex((shade) => value <= shade.to)
  return found === -1 ? shades.length - 1 : found
}

/** Few shades are spread over all the steps but the first, which is that of nothing: the least and the greatest stand apart. */
export function stepOfShade(shade: number, shades: number): number {
  return shades <= 1 ? 2 : 1 + Math.round((shade * 3) / (shades - 1))
}

/** On a narrow page the table stands on its side, and each cell still holds its number. */
export function heatOption({ columns, rows, cells, say }: HeatGiven, palette: Palette, isNarrow: boolean) {
  const { base, axis, tooltip } = inkOf(palette)
  const filled = cells.flatMap((row, at) =>
    row.flatMap((value, column) => (value === null ? [] : [{ at, column, value }])),
  )
  const shades = shadesOf(filled.map((cell) => cell.value))
  const across = { type: 'category', data: [...columns], ...axis, splitArea: { show: false }, position: 'top' }
  const down = { type: 'category', data: [...rows], inverse: true, ...axis, splitArea: { show: false } }
  return {
    ...base,
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip,
      formatter: ({ data }: { data: { at: number; column: number; value: [number, number, number] } }) =>
        `${rows[data.at]} ${columns[data.column]}　${say(data.value[2])}`,
    },
    xAxis: isNarrow ? { ...down, inverse: false, position: 'top' } : across,
    yAxis: isNarrow ? { ...across, inverse: true, position: 'left' } : down,
    visualMap: {
      type: 'piecewise',
      // The legend is the page's own: it wraps, and can be read.
      show: false,
      pieces: shades.map(({ from, to }, index) => ({
        gte: from,
        lte: to,
        color: palette.steps[stepOfShade(index, shades.length)],
      })),
    },
    series: [
      {
        type: 'heatmap',
        data: filled.map(({ at, column, value }) => ({
          at,
          column,
          value: isNarrow ? [at, column, value] : [column, at, value],
          label: { color: stepOfShade(shadeOf(value, shades), shades.length) === 4 ? palette.accentInk : palette.ink },
        })),
        label: { show: true, fontSize: 11, formatter: ({ value }: { value: number[] }) => say(value[2]!) },
        itemStyle: { borderColor: palette.paper, borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: palette.ink, borderWidth: 1 } },
      },
    ],
  }
}
