import {
  Map as LibreMap,
  NavigationControl,
  setWorkerUrl,
  type ExpressionSpecification,
  type GeoJSONSource,
  type StyleSpecification,
} from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import type { LightColour } from '../status-light/index.ts'
import { useTheme, type Palette } from '../theme/index.ts'
import { addLightIcons } from './light-icons.ts'
import './area-map.css'

// Without it maplibre-gl 6 looks for its worker beside the page and fails with "Worker failed to load".
setWorkerUrl(workerUrl)

export interface Area {
  readonly code: string
  readonly name: string
  readonly ring: readonly (readonly [number, number])[]
  readonly count: number
  /** Said of the area instead of the count. */
  readonly said?: string
  /** Drawn with a red outline. */
  readonly late: boolean
}

export interface MapPoint {
  readonly id: string
  readonly lng: number
  readonly lat: number
  readonly light: LightColour
}

export interface AreaMapGiven {
  readonly label: string
  readonly areas: readonly Area[]
  readonly points: readonly MapPoint[]
  readonly chosen: string | null
  readonly onArea: (code: string) => void
  readonly onPoint: (id: string) => void
}

function areasJson(areas: readonly Area[]) {
  return {
    type: 'FeatureCollection' as const,
    features: areas.map(({ code, name, ring, count, late, said }) => ({
      type: 'Feature' as const,
      properties: { code, name, count, late, said: said ?? String(count) },
      geometry: { type: 'Polygon' as const, coordinates: [closed(ring)] },
    })),
  }
}

function closed(ring: Area['ring']): [number, number][] {
  const points = ring.map(([lng, lat]) => [lng, lat] as [number, number])
  const [first, last] = [points[0], points.at(-1)]
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...points, first] : points
}

function pointsJson(points: readonly MapPoint[]) {
  return {
    type: 'FeatureCollection' as const,
    features: points.map(({ id, lng, lat, light }) => ({
      type: 'Feature' as const,
      properties: { id, light },
      geometry: { type: 'Point' as const, coordinates: [lng, lat] },
    })),
  }
}

function fillOf(areas: readonly Area[], palette: Palette): ExpressionSpecification {
  const most = Math.max(4, ...areas.map((area) => area.count))
  const [none, one, two, three, four] = palette.steps
  return [
    'step',
    ['get', 'count'],
    none,
    1,
    one,
    Math.ceil(most / 4) + 1,
    two,
    Math.ceil(most / 2) + 1,
    three,
    Math.ceil((most * 3) / 4) + 1,
    four,
  ]
}

/** No tiles, no fonts, no pictures from anywhere: our own outlines on paper. */
function styleOf(given: AreaMapGiven, palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: {
      areas: { type: 'geojson', data: areasJson(given.areas) },
      points: { type: 'geojson', data: pointsJson(given.points) },
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': palette.paper } },
      {
        id: 'fill',
        type: 'fill',
        source: 'areas',
        paint: { 'fill-color': fillOf(given.areas, palette), 'fill-opacity': 0.9 },
      },
      { id: 'line', type: 'line', source: 'areas', paint: { 'line-color': palette.lineStrong, 'line-width': 0.8 } },
      {
        id: 'late',
        type: 'line',
        source: 'areas',
        filter: ['==', ['get', 'late'], true],
        paint: { 'line-color': palette.red, 'line-width': 1.8 },
      },
      {
        id: 'chosen',
        type: 'line',
        source: 'areas',
        filter: ['==', ['get', 'code'], given.chosen ?? ''],
        paint: { 'line-color': palette.ink, 'line-width': 2.5 },
      },
      {
        id: 'points',
        type: 'symbol',
        source: 'points',
        layout: {
          'icon-image': ['get', 'light'],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 13, 0.5, 17, 1],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          // What is late lies on top.
          'symbol-sort-key': ['match', ['get', 'light'], 'red', 4, 'orange', 3, 'yellow', 2, 'green', 1, 0],
        },
      },
    ],
  }
}

function boundsOf(areas: readonly Area[]): [[number, number], [number, number]] | null {
  const all = areas.flatMap((area) => area.ring)
  if (all.length === 0) return null
  const lngs = all.map(([lng]) => lng)
  const lats = all.map(([, lat]) => lat)
  return [
    [Math.min(...lngs), Math.min(...lats)],
    [Math.max(...lngs), Math.max(...lats)],
  ]
}

export function AreaMapCanvas(given: AreaMapGiven) {
  const { palette } = useTheme()
  const element = useRef<HTMLDivElement>(null)
  const map = useRef<LibreMap | null>(null)
  const latest = useRef(given)
  const [hovered, setHovered] = useState<{ x: number; y: number; name: string; said: string } | null>(null)
  useEffect(() => {
    latest.current = given
  })

  useEffect(() => {
    const box = element.current
    if (!box) return
    const bounds = boundsOf(latest.current.areas)
    const made = new LibreMap({
      container: box,
      style: styleOf(latest.current, palette),
      ...(bounds && { bounds, fitBoundsOptions: { padding: 32 } }),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 18,
      minZoom: 11,
    })
    map.current = made
    void made.once('style.load', () => addLightIcons(made, palette))
    made.touchZoomRotate.disableRotation()
    made.keyboard.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.on('click', (event) => {
      const [point] = made.queryRenderedFeatures(event.point, { layers: ['points'] })
      if (point) return latest.current.onPoint(String(point.properties['id']))
      const [area] = made.queryRenderedFeatures(event.point, { layers: ['fill'] })
      if (area) latest.current.onArea(String(area.properties['code']))
    })
    made.on('mousemove', (event) => {
      const [area] = made.queryRenderedFeatures(event.point, { layers: ['fill'] })
      made.getCanvas().style.cursor = area ? 'pointer' : ''
      setHovered(
        area
          ? {
              x: event.point.x,
              y: event.point.y,
              name: String(area.properties['name']),
              said: String(area.properties['said']),
            }
          : null,
      )
    })
    made.on('mouseout', () => setHovered(null))
    return () => {
      map.current = null
      made.remove()
    }
  }, [palette])

  const { areas, points, chosen } = given
  useEffect(() => {
    const shown = map.current
    if (!shown) return
    const show = () => {
      void (shown.getSource('areas') as GeoJSONSource | undefined)?.setData(areasJson(areas))
      void (shown.getSource('points') as GeoJSONSource | undefined)?.setData(pointsJson(points))
      if (shown.getLayer('fill')) shown.setPaintProperty('fill', 'fill-color', fillOf(areas, palette))
      if (shown.getLayer('chosen')) shown.setFilter('chosen', ['==', ['get', 'code'], chosen ?? ''])
    }
    if (shown.isStyleLoaded()) show()
    else void shown.once('load', show)
  }, [areas, points, chosen, palette])

  return (
    <div className="area-map">
      <div ref={element} className="area-map-canvas" role="application" aria-label={given.label} />
      {hovered && (
        <div className="area-map-tip" style={{ left: hovered.x + 14, top: hovered.y + 14 }}>
          {hovered.name} <strong>{hovered.said}</strong>
        </div>
      )}
    </div>
  )
}
