import { fontFamily } from '../../theme/tokens.ts'
import type { Palette } from '../../theme/tokens.ts'

/** What every chart is drawn with: hairlines, no shadows, and the words of the page. */
export function inkOf(palette: Palette) {
  return {
    base: {
      animationDuration: 150,
      textStyle: { fontFamily, color: palette.ink },
    },
    axis: {
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisTick: { show: false },
      axisLabel: { color: palette.ink3, fontSize: 12 },
    },
    split: { lineStyle: { color: palette.line } },
    legend: { top: 0, left: 0, itemWidth: 24, itemHeight: 8, textStyle: { color: palette.ink2 } },
    tooltip: {
      backgroundColor: palette.sheet,
      borderColor: palette.lineStrong,
      textStyle: { color: palette.ink, fontSize: 12 },
      extraCssText: 'box-shadow:none',
      confine: true,
    },
  }
}

/** Values are read as they are said elsewhere on the page: 1,290 and 97.96 %. */
export function saidWith(unit: string | undefined) {
  return (value: unknown): string =>
    typeof value === 'number' ? `${value.toLocaleString('en-US')}${unit ? ` ${unit}` : ''}` : '—'
}
