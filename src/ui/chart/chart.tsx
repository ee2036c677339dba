import { lazy, Suspense } from 'react'
import { Waiting } from '../notices/index.ts'
import type { TrendGiven } from './trend-canvas.tsx'

export type { TrendGiven } from './trend-canvas.tsx'

const Canvas = lazy(async () => ({ default: (await import('./trend-canvas.tsx')).TrendCanvas }))

/** Counts through time: bars for what came, a line for what was done. */
export function TrendChart(given: TrendGiven) {
  return (
    <Suspense fallback={<Waiting />}>
      <Canvas {...given} />
    </Suspense>
  )
}
