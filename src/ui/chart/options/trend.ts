import type { Palette } from '../../theme/tokens.ts'
import { inkOf, saidWith } from './ink.ts'

/** Null where there is nothing to tell. */
export interface Course {
  readonly name: string
  readonly values: readonly (number | null)[]
}

export interface TrendGiven {
  readonly label: string
  readonly steps: readonly string[]
  /** What came, as bars. */
  readonly bars?: Course | undefined
  /** What is followed, as a line. */
  readonly line?: Course | undefined
  /** The same of an earlier time, dotted. */
  readonly past?: Course | undefined
  /** What was aimed at, dashed. */
  readonly target?: Course | undefined
  /** Said behind each value. */
  readonly unit?: string | undefined
  /** A rate is seen best from its least value, a count from nothing. */
  readonly fromZero?: boolean
  /** More there cannot be: of a hundred no more than a hundred. */
  readonly most?: number | undefined
  readonly onStep: (index: number) => void
}

/** Lines are told apart by stroke and mark, so that a black-and-white print says the same. */
export function trendOption(
  { steps, bars, line, past, target, unit, fromZero = true, most }: TrendGiven,
  palette: Palette,
) {
  const { base, axis, split, legend, tooltip } = inkOf(palette)
  const series = [
    bars && {
      type: 'bar',
      name: bars.name,
      data: [...bars.values],
      barMaxWidth: 28,
      itemStyle: { color: palette.steps[2] },
    },
    past && {
      type: 'line',
      name: past.name,
      data: [...past.values],
      symbol: 'triangle',
      symbolSize: 5,
      lineStyle: { color: palette.ink3, width: 1.5, type: 'dotted' },
      itemStyle: { color: palette.ink3 },
    },
    line && {
      type: 'line',
      name: line.name,
      data: [...line.values],
      symbol: 'circle',
      symbolSize: 6,
      lineStyle: { color: palette.accent, width: 2 },
      itemStyle: { color: palette.accent },
    },
    target && {
      type: 'line',
      name: target.name,
      data: [...target.values],
      symbol: 'none',
      lineStyle: { color: palette.ink, width: 1.5, type: 'dashed' },
      itemStyle: { color: palette.ink },
    },
  ].filter((each) => each !== undefined)
  return {
    ...base,
    grid: { left: 4, right: 8, top: 32, bottom: 4, containLabel: true },
    legend: { ...legend, data: series.map((each) => each.name) },
    tooltip: { ...tooltip, trigger: 'axis', valueFormatter: saidWith(unit) },
    xAxis: { type: 'category', data: [...steps], ...axis },
    yAxis: {
      type: 'value',
      ...axis,
      axisLine: { show: false },
      splitLine: split,
      scale: !fromZero,
      ...(most !== undefined && { max: most }),
    },
    series,
  }
}
