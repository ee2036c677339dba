import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { fontFamily, useTheme } from '../theme/index.ts'

register([AriaComponent, BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export interface TrendGiven {
  readonly label: string
  readonly steps: readonly string[]
  readonly bars: { readonly name: string; readonly values: readonly number[] }
  /** Null where there is nothing to tell yet. */
  readonly line: { readonly name: string; readonly values: readonly (number | null)[] }
  readonly onStep: (index: number) => void
}

/** The only file that knows ECharts. */
export function TrendCanvas({ label, steps, bars, line, onStep }: TrendGiven) {
  const { palette } = useTheme()
  const element = useRef<HTMLDivElement>(null)
  const open = useRef(onStep)
  useEffect(() => {
    open.current = onStep
  })
  useEffect(() => {
    const box = element.current
    if (!box) return
    const chart = init(box, null, { renderer: 'svg' })
    const axis = {
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisTick: { show: false },
      axisLabel: { color: palette.ink3, fontSize: 12 },
    }
    chart.setOption({
      animationDuration: 150,
      textStyle: { fontFamily, color: palette.ink },
      aria: { enabled: true },
      grid: { left: 48, right: 8, top: 32, bottom: 24 },
      legend: {
        top: 0,
        left: 0,
        itemWidth: 14,
        itemHeight: 8,
        textStyle: { color: palette.ink2 },
        data: [bars.name, line.name],
      },
      tooltip: {
        trigger: 'axis',
        backgroundColor: palette.sheet,
        borderColor: palette.lineStrong,
        textStyle: { color: palette.ink, fontSize: 12 },
        extraCssText: 'box-shadow:none',
      },
      xAxis: { type: 'category', data: [...steps], ...axis },
      yAxis: { type: 'value', ...axis, axisLine: { show: false }, splitLine: { lineStyle: { color: palette.line } } },
      series: [
        {
          type: 'bar',
          name: bars.name,
          data: [...bars.values],
          barMaxWidth: 28,
          itemStyle: { color: palette.steps[2] },
        },
        {
          type: 'line',
          name: line.name,
          data: [...line.values],
          symbolSize: 5,
          lineStyle: { color: palette.accent, width: 2 },
          itemStyle: { color: palette.accent },
        },
      ],
    })
    chart.on('click', (event) => open.current(event.dataIndex))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(box)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [palette, steps, bars, line])
  return <div ref={element} role="img" aria-label={label} style={{ height: 240 }} />
}
