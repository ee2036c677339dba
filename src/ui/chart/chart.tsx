import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { Waiting } from '../notices/index.ts'
import { useTheme } from '../theme/index.ts'
import { barsOption, heightOfBars, type BarsGiven } from './options/bars.ts'
import type { CanvasGiven } from './chart-canvas.tsx'
import { heatOption, shadesOf, type HeatGiven } from './options/heat.ts'
import { Shades } from './shades.tsx'
import { trendOption, type TrendGiven } from './options/trend.ts'

const Canvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }))

function Drawn(given: CanvasGiven) {
  return (
    // The place is kept, else the page would jump when the picture comes.
    <div style={{ minHeight: given.height }}>
      <Suspense fallback={<Waiting />}>
        <Canvas {...given} />
      </Suspense>
    </div>
  )
}

/** A number through time: bars for what came, a line for what is followed, dots for last year, dashes for the target. */
export function TrendChart({
  label,
  steps,
  bars,
  line,
  past,
  target,
  unit,
  fromZero = true,
  most,
  onStep,
}: TrendGiven) {
  const { palette } = useTheme()
  const option = useMemo(
    () => trendOption({ label, steps, bars, line, past, target, unit, fromZero, most, onStep: () => {} }, palette),
    [label, steps, bars, line, past, target, unit, fromZero, most, palette],
  )
  return <Drawn label={label} option={option} height={240} onPick={({ dataIndex }) => onStep(dataIndex)} />
}

/** Areas or units beside each other. */
export function BarsChart({ label, name, rows, whole, unit, onRow }: BarsGiven) {
  const { palette } = useTheme()
  const option = useMemo(
    () => barsOption({ label, name, rows, whole, unit, onRow: () => {} }, palette),
    [label, name, rows, whole, unit, palette],
  )
  return (
    <Drawn label={label} option={option} height={heightOfBars({ rows })} onPick={({ dataIndex }) => onRow(dataIndex)} />
  )
}

const narrow = 720

/** Two dimensions at once; the darker, the more, and the number in each cell. */
export function HeatChart({ label, columns, rows, cells, say, onCell }: HeatGiven) {
  const { palette } = useTheme()
  const box = useRef<HTMLDivElement>(null)
  const [isNarrow, setNarrow] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < narrow))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const shades = useMemo(() => shadesOf(cells.flatMap((row) => row.filter((value) => value !== null))), [cells])
  const option = useMemo(
    () => heatOption({ label, columns, rows, cells, say, onCell: () => {} }, palette, isNarrow),
    [label, columns, rows, cells, say, palette, isNarrow],
  )
  return (
    <div ref={box}>
      <Drawn
        label={label}
        option={option}
        height={(isNarrow ? columns.length : rows.length) * 28 + 36}
        onPick={({ data }) => {
          const { at, column } = data as { at: number; column: number }
          onCell(at, column)
        }}
      />
      <Shades shades={shades} say={say} />
    </div>
  )
}
