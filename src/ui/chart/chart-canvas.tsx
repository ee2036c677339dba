import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import './chart.css'

register([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
  SVGRenderer,
])

/** What was pressed: the place in the series, and what belongs to it. */
export interface Picked {
  readonly dataIndex: number
  readonly data: unknown
}

export interface CanvasGiven {
  readonly label: string
  readonly option: Readonly<Record<string, unknown>>
  readonly height: number
  readonly onPick: (picked: Picked) => void
}

/** The only file that knows ECharts. Its own description would take the place of ours, in a language of its choice. */
export function ChartCanvas({ label, option, height, onPick }: CanvasGiven) {
  const element = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })
  useEffect(() => {
    const box = element.current
    if (!box) return
    const made = init(box, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', (event) => pick.current({ dataIndex: event.dataIndex, data: event.data }))
    // With a box of its own to be drawn in, the picture shrinks to the paper when it is printed.
    made.on('rendered', () =>
      box.querySelector('svg')?.setAttribute('viewBox', `0 0 ${made.getWidth()} ${made.getHeight()}`),
    )
    const observer = new ResizeObserver(() => {
      // Print lays the page out for the paper; the screen's picture is kept, for there is no time to draw another.
      if (!matchMedia('print').matches) made.resize()
    })
    observer.observe(box)
    return () => {
      observer.disconnect()
      chart.current = null
      made.dispose()
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption({ ...option }, { notMerge: true })
  }, [option])
  return <div ref={element} className="chart" role="img" aria-label={label} style={{ height }} />
}
