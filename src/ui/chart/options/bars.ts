import type { Palette } from '../../theme/tokens.ts'
import { inkOf, saidWith } from './ink.ts'

export interface BarsGiven {
  readonly label: string
  /** What is measured, as the hover names it. */
  readonly name: string
  readonly rows: readonly { readonly name: string; readonly value: number | null; readonly said: string }[]
  /** The whole, as a line across. */
  readonly whole?: { readonly name: string; readonly value: number; readonly said: string } | undefined
  readonly unit?: string | undefined
  readonly onRow: (index: number) => void
}

export const rowHeight = 26

export const heightOfBars = ({ rows }: Pick<BarsGiven, 'rows'>): number => rows.length * rowHeight + 48

/** One bar a row, in the order given; the values stand in a column of their own, where no line crosses them. */
export function barsOption({ name, rows, whole, unit }: BarsGiven, palette: Palette) {
  const { base, axis, split, tooltip } = inkOf(palette)
  return {
    ...base,
    grid: { left: 4, right: 4, top: 24, bottom: 4, containLabel: true },
    tooltip: { ...tooltip, trigger: 'item', valueFormatter: saidWith(unit) },
    xAxis: { type: 'value', ...axis, axisLine: { show: false }, splitLine: split },
    yAxis: [
      {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.name),
        ...axis,
        axisLabel: { ...axis.axisLabel, interval: 0, width: 128, overflow: 'truncate', color: palette.ink },
      },
      {
        type: 'category',
        inverse: true,
        position: 'right',
        data: rows.map((row) => row.said),
        ...axis,
        axisLine: { show: false },
        axisLabel: { ...axis.axisLabel, interval: 0, color: palette.ink },
      },
    ],
    series: [
      {
        type: 'bar',
        name,
        data: rows.map((row) => row.value),
        barMaxWidth: 16,
        itemStyle: { color: palette.steps[3] },
        ...(whole && {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.ink2, type: 'dashed', width: 1.2 },
            label: { formatter: `${whole.name} ${whole.said}`, color: palette.ink2, position: 'start' },
            data: [{ xAxis: whole.value }],
          },
        }),
      },
    ],
  }
}
