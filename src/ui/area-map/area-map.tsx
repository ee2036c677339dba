import { lazy, Suspense } from 'react'
import { Waiting } from '../notices/index.ts'
import type { AreaMapGiven } from './area-map-canvas.tsx'

export type { Area, AreaMapGiven, MapPoint } from './area-map-canvas.tsx'

const Canvas = lazy(async () => ({ default: (await import('./area-map-canvas.tsx')).AreaMapCanvas }))

/** Areas coloured by a count with points above them; what draws it is loaded when it is first needed. */
export function AreaMap(given: AreaMapGiven) {
  return (
    <Suspense fallback={<Waiting what={['正在载入地图…', 'Loading the map…']} />}>
      <Canvas {...given} />
    </Suspense>
  )
}
