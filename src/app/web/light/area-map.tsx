import { useEffect, useMemo, useRef, useState } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '#ui/text'
import type { Position } from './position.ts'
import { boundsOf, padded, pathOf, projectionOf, type Projection, type Ring } from './projection.ts'
import './area-map.css'

export interface Area {
  readonly code: string
  readonly name: string
  readonly ring: Ring
}

export interface MapMark extends Position {
  readonly id: string
  readonly light: 'green' | 'yellow' | 'orange' | 'red' | 'grey'
  /** Read aloud, and shown on hover. */
  readonly label: string
}

interface View {
  readonly x: number
  readonly y: number
  readonly width: number
}

const drawingWidth = 1000
const nearest = 60

/** Drawn, not fetched: outlines of the areas are all it needs, so it works without tiles and without a line. */
export function AreaMap({
  areas,
  lines = [],
  marks = [],
  chosen,
  here,
  pin,
  onOpen,
  onPick,
  label,
}: {
  areas: readonly Area[]
  /** Finer outlines, without names. */
  lines?: readonly Area[]
  marks?: readonly MapMark[]
  chosen?: string | undefined
  here?: Position | null
  pin?: Position | null
  onOpen?: (id: string) => void
  onPick?: (place: Position) => void
  label: Text
}) {
  const text = useText()
  const box = useRef<SVGSVGElement>(null)
  const [pixels, setPixels] = useState(360)
  const [aspect, setAspect] = useState(1)
  const projection = useMemo(
    () =>
      projectionOf(
        padded(
          boundsOf(areas.flatMap((area) => area.ring)) ?? { west: 121, east: 121.01, south: 31, north: 31.01 },
          0.02,
        ),
        drawingWidth,
      ),
    [areas],
  )
  const [view, setView] = useState<View | null>(null)
  const grabbed = useRef<{ id: number; x: number; y: number; from: View; moved: boolean } | null>(null)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => {
      setPixels(Math.max(1, element.clientWidth))
      setAspect(element.clientHeight / Math.max(1, element.clientWidth))
    }
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])

  const whole = useMemo<View>(() => {
    // Fits the drawing into whichever side is short.
    const width = Math.max(drawingWidth, projection.height / aspect)
    return { width, x: (drawingWidth - width) / 2, y: (projection.height - width * aspect) / 2 }
  }, [projection, aspect])
  const shown = view ?? whole
  const unit = shown.width / pixels

  function zoom(factor: number): void {
    const width = Math.min(whole.width, Math.max(nearest, shown.width * factor))
    const middle = pin
      ? projection.toDrawing(pin)
      : ([shown.x + shown.width / 2, shown.y + (shown.width * aspect) / 2] as const)
    setView({ width, x: middle[0] - width / 2, y: middle[1] - (width * aspect) / 2 })
  }

  function placeAt(event: React.PointerEvent): Position {
    const bounds = event.currentTarget.getBoundingClientRect()
    return projection.toPlace(
      shown.x + (event.clientX - bounds.left) * unit,
      shown.y + (event.clientY - bounds.top) * unit,
    )
  }

  return (
    <div className="area-map">
      <svg
        ref={box}
        role="group"
        aria-label={text(label)}
        viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.width * aspect}`}
        onPointerDown={(event) => {
          grabbed.current = { id: event.pointerId, x: event.clientX, y: event.clientY, from: shown, moved: false }
        }}
        onPointerMove={(event) => {
          const grab = grabbed.current
          if (!grab || grab.id !== event.pointerId) return
          const [dx, dy] = [event.clientX - grab.x, event.clientY - grab.y]
          if (!grab.moved && Math.hypot(dx, dy) < 8) return
          if (!grab.moved) event.currentTarget.setPointerCapture(event.pointerId)
          grab.moved = true
          setView({ ...grab.from, x: grab.from.x - dx * unit, y: grab.from.y - dy * unit })
        }}
        onPointerUp={(event) => {
          const grab = grabbed.current
          grabbed.current = null
          if (grab && !grab.moved && onPick) onPick(placeAt(event))
        }}
        onPointerCancel={() => {
          grabbed.current = null
        }}
      >
        {areas.map((area) => (
          <path key={area.code} d={pathOf(area.ring, projection)} className="area-map-area" />
        ))}
        {unit < 1.5 &&
          lines.map((area) => <path key={area.code} d={pathOf(area.ring, projection)} className="area-map-line" />)}
        {areas.map((area) => (
          <AreaName key={area.code} area={area} projection={projection} unit={unit} />
        ))}
        {here && <Spot at={here} projection={projection} unit={unit} className="area-map-here" />}
        {marks.map((mark) => (
          <Mark
            key={mark.id}
            mark={mark}
            projection={projection}
            unit={unit}
            isChosen={mark.id === chosen}
            onOpen={onOpen}
          />
        ))}
        {pin && <Pin at={pin} projection={projection} unit={unit} />}
      </svg>
      <div className="area-map-buttons">
        <button type="button" aria-label={text(['放大', 'Zoom in'])} onClick={() => zoom(0.5)}>
          ＋
        </button>
        <button type="button" aria-label={text(['缩小', 'Zoom out'])} onClick={() => zoom(2)}>
          －
        </button>
        <button type="button" onClick={() => setView(null)}>
          {text(['全图', 'All'])}
        </button>
      </div>
    </div>
  )
}

function AreaName({ area, projection, unit }: { area: Area; projection: Projection; unit: number }) {
  const bounds = boundsOf(area.ring)
  if (!bounds) return null
  const [left, top] = projection.toDrawing({ lng: bounds.west, lat: bounds.north })
  const [right, bottom] = projection.toDrawing({ lng: bounds.east, lat: bounds.south })
  const name = area.name.replace(/居委会$/, '')
  const size = 12
  // A name that would run over its neighbour's is left out until the map is nearer.
  if ((right - left) / unit < name.length * size * 1.15) return null
  return (
    <text x={(left + right) / 2} y={(top + bottom) / 2} fontSize={size * unit} className="area-map-name">
      {name}
    </text>
  )
}

function Spot({
  at,
  projection,
  unit,
  className,
}: {
  at: Position
  projection: Projection
  unit: number
  className: string
}) {
  const [x, y] = projection.toDrawing(at)
  return <circle cx={x} cy={y} r={8 * unit} className={className} />
}

function Pin({ at, projection, unit }: { at: Position; projection: Projection; unit: number }) {
  const [x, y] = projection.toDrawing(at)
  return (
    <path
      className="area-map-pin"
      transform={`translate(${x} ${y}) scale(${unit})`}
      d="M0 0C-4 -10 -14 -16 -14 -26a14 14 0 1 1 28 0C14 -16 4 -10 0 0Z M0 -31a5 5 0 1 0 0 10a5 5 0 1 0 0 -10Z"
      fillRule="evenodd"
    />
  )
}

const shapes = {
  green: <circle r="8" className="area-map-full" />,
  yellow: (
    <>
      <circle r="7" className="area-map-open" />
      <path d="M0 -8a8 8 0 0 0 0 16z" className="area-map-full" />
    </>
  ),
  orange: (
    <>
      <circle r="7" className="area-map-open" />
      <path d="M0 0V-8a8 8 0 1 1 -8 8z" className="area-map-full" />
    </>
  ),
  red: <rect x="-8" y="-8" width="16" height="16" className="area-map-full" />,
  grey: <circle r="7" className="area-map-open" />,
} as const

function Mark({
  mark,
  projection,
  unit,
  isChosen,
  onOpen,
}: {
  mark: MapMark
  projection: Projection
  unit: number
  isChosen: boolean
  onOpen: ((id: string) => void) | undefined
}) {
  const [x, y] = projection.toDrawing(mark)
  return (
    <g
      transform={`translate(${x} ${y}) scale(${unit})`}
      className="area-map-mark"
      data-light={mark.light}
      data-chosen={isChosen || undefined}
      role="button"
      tabIndex={0}
      aria-label={mark.label}
      aria-pressed={isChosen}
      onClick={() => onOpen?.(mark.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onOpen?.(mark.id)
      }}
    >
      <title>{mark.label}</title>
      {/* A finger is wider than a mark. */}
      <circle r="24" fill="transparent" />
      {isChosen && <circle r="15" className="area-map-ring" />}
      {shapes[mark.light]}
    </g>
  )
}
