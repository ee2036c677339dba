import { useEffect, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react'
import type { LngLat } from '#engines/registers/shared'
import { Button } from '#ui'
import { useText } from '#ui/text'
import './area-canvas.css'

type Rings = readonly (readonly LngLat[])[]

export interface Drawn {
  readonly code: string
  readonly name: string
  readonly rings: Rings
  readonly look?: 'chosen' | 'first' | 'second' | 'ghost'
}

export interface Handle {
  readonly key: string
  readonly at: LngLat
  readonly kind: 'corner' | 'fixed' | 'between' | 'line'
}

interface Given {
  readonly label: string
  readonly areas: readonly Drawn[]
  /** Hairlines of what lies within. */
  readonly inner: readonly Rings[]
  readonly line: readonly LngLat[]
  readonly handles: readonly Handle[]
  readonly mark: LngLat | null
  readonly onArea: (code: string) => void
  /** Given where a point is to be set, not an area chosen. */
  readonly onPoint: ((at: LngLat) => void) | null
  readonly onHandle: (key: string, to: LngLat) => void
  readonly children?: ReactNode
}

const metresPerDegree = 111_320
const rounded = (degrees: number) => Math.round(degrees * 1_000_000) / 1_000_000

interface View {
  readonly x: number
  readonly y: number
  /** Metres across. */
  readonly width: number
}

/** Areas as plain lines on paper: chosen, cut and dragged with the mouse or a finger. Lists beside it do the same by keyboard. */
export function AreaCanvas({ label, areas, inner, line, handles, mark, onArea, onPoint, onHandle, children }: Given) {
  const text = useText()
  const svg = useRef<SVGSVGElement>(null)
  const [size, setSize] = useState({ width: 800, height: 600 })
  const [view, setView] = useState<View | null>(null)
  const [dragged, setDragged] = useState<{ key: string; at: LngLat } | null>(null)
  const held = useRef<{ x: number; y: number; moved: boolean; view: View; handle: string | null } | null>(null)
  const touches = useRef(new Map<number, { x: number; y: number }>())

  useEffect(() => {
    const box = svg.current
    if (!box) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width || 1, height: entry.contentRect.height || 1 })
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  // The frame stays the same when areas change: only another street moves it.
  const origin = useMemo(() => {
    const all = areas.flatMap((area) => area.rings.flat())
    if (all.length === 0) return null
    const [lngs, lats] = [all.map(([lng]) => lng), all.map(([, lat]) => lat)]
    return { west: Math.min(...lngs), east: Math.max(...lngs), south: Math.min(...lats), north: Math.max(...lats) }
  }, [areas])
  const [west, east, south, north] = origin ? [origin.west, origin.east, origin.south, origin.north] : [0, 1, 0, 1]
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const across = (east - west) * metresPerDegree * narrowing
  const upward = (north - south) * metresPerDegree
  const whole: View = {
    x: across / 2,
    y: upward / 2,
    width: Math.max(across, (upward * size.width) / size.height) * 1.06,
  }
  const { x: cx, y: cy, width } = view ?? whole
  const metre = size.width / width
  const height = size.height / metre
  const place = ([lng, lat]: LngLat) =>
    [(lng - west) * metresPerDegree * narrowing, (north - lat) * metresPerDegree] as const
  const pathOf = (rings: Rings) =>
    rings
      .map(
        (ring) =>
          `M${ring
            .map((point) =>
              place(point)
                .map((value) => value.toFixed(1))
                .join(' '),
            )
            .join('L')}Z`,
      )
      .join('')

  function pointAt(event: { clientX: number; clientY: number }): LngLat {
    const box = svg.current!.getBoundingClientRect()
    const x = cx - width / 2 + (event.clientX - box.left) / metre
    const y = cy - height / 2 + (event.clientY - box.top) / metre
    return [rounded(west + x / (metresPerDegree * narrowing)), rounded(north - y / metresPerDegree)]
  }

  function zoom(by: number): void {
    const next = Math.min(whole.width * 1.5, Math.max(80, width * by))
    setView({ x: cx, y: cy, width: next })
  }

  function press(event: PointerEvent<SVGSVGElement>): void {
    touches.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const handle = (event.target as Element).getAttribute('data-handle')
    held.current = { x: event.clientX, y: event.clientY, moved: false, view: { x: cx, y: cy, width }, handle }
    event.currentTarget.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent<SVGSVGElement>): void {
    const start = held.current
    const before = touches.current.get(event.pointerId)
    if (!start || !before) return
    if (touches.current.size === 2) {
      const [other] = [...touches.current].flatMap(([id, at]) => (id === event.pointerId ? [] : [at]))
      const was = Math.hypot(before.x - other!.x, before.y - other!.y)
      const is = Math.hypot(event.clientX - other!.x, event.clientY - other!.y)
      touches.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
      start.moved = true
      if (was > 0 && is > 0) zoom(was / is)
      return
    }
    touches.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y]
    if (!start.moved && Math.hypot(dx, dy) < 4) return
    start.moved = true
    if (start.handle !== null) setDragged({ key: start.handle, at: pointAt(event) })
    else setView({ x: start.view.x - dx / metre, y: start.view.y - dy / metre, width })
  }

  function release(event: PointerEvent<SVGSVGElement>): void {
    touches.current.delete(event.pointerId)
    const start = held.current
    if (touches.current.size > 0) return
    held.current = null
    if (!start) return
    if (start.handle !== null) {
      if (start.moved) onHandle(start.handle, pointAt(event))
      setDragged(null)
      return
    }
    if (start.moved) return
    if (onPoint) return onPoint(pointAt(event))
    // Captured by the whole picture, the event does not say what lies under it.
    const code = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((element) => element.hasAttribute('data-area'))
      ?.getAttribute('data-area')
    if (code) onArea(code)
  }

  const px = 1 / metre
  const isCrowded = areas.filter(({ look }) => look === 'first').length > 2
  const isNamed = (look: Drawn['look']) => look === 'chosen' || look === 'second' || (look === 'first' && !isCrowded)
  // What stands out is drawn last, or its neighbours' lines would cover half of its own.
  const onTop = areas.toSorted((a, b) => rank(a) - rank(b))
  const shownLine = line.map((point, at) => (dragged?.key === `line-${at}` ? dragged.at : point))
  return (
    <div className="area-canvas" data-setting={onPoint !== null || undefined}>
      <svg
        ref={svg}
        role="img"
        aria-label={label}
        viewBox={`${cx - width / 2} ${cy - height / 2} ${width} ${height}`}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        onWheel={(event) => zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15)}
      >
        {onTop.map(({ code, name, rings, look }) => (
          <path
            key={code}
            className="area-shape"
            data-area={code}
            data-look={look}
            d={pathOf(rings)}
            fillRule="evenodd"
          >
            <title>{name}</title>
          </path>
        ))}
        <path className="area-inner" d={inner.map(pathOf).join('')} />
        {areas.map(({ code, name, rings, look }) => (
          <Label key={code} name={name} points={(rings[0] ?? []).map(place)} px={px} isSure={isNamed(look)} />
        ))}
        {shownLine.length > 0 && (
          <polyline className="area-cut" points={shownLine.map((point) => place(point).join(',')).join(' ')} />
        )}
        {handles.map(({ key, at, kind }) => {
          const [x, y] = place(dragged?.key === key ? dragged.at : at)
          return (
            <g key={key} className="area-handle" data-kind={kind}>
              <circle cx={x} cy={y} r={(kind === 'between' ? 4 : 6) * px} />
              {kind !== 'fixed' && <circle className="area-grip" data-handle={key} cx={x} cy={y} r={16 * px} />}
            </g>
          )
        })}
        {mark && <circle className="area-mark" cx={place(mark)[0]} cy={place(mark)[1]} r={9 * px} />}
      </svg>
      <div className="area-zoom">
        <Button aria-label={text(['放大', 'Zoom in'])} onClick={() => zoom(1 / 1.4)}>
          +
        </Button>
        <Button aria-label={text(['缩小', 'Zoom out'])} onClick={() => zoom(1.4)}>
          −
        </Button>
        <Button aria-label={text(['看全部', 'Show all'])} onClick={() => setView(null)}>
          ⤢
        </Button>
      </div>
      {children}
    </div>
  )
}

const rank = ({ look }: Drawn) => (look === undefined || look === 'ghost' ? 0 : 1)

interface Labelled {
  readonly name: string
  readonly points: readonly (readonly [number, number])[]
  readonly px: number
  readonly isSure: boolean
}

/** Where there is room for it, or where it matters. */
function Label({ name, points, px, isSure }: Labelled) {
  if (points.length === 0) return null
  const xs = points.map(([x]) => x)
  const wide = (Math.max(...xs) - Math.min(...xs)) / px
  if (!isSure && wide < name.length * 12 + 6) return null
  const [x, y] = middleOf(points)
  return (
    <text className="area-label" data-sure={isSure || undefined} x={x} y={y} fontSize={12 * px} strokeWidth={3 * px}>
      {name}
    </text>
  )
}

/** The centre of gravity: the middle of the extent lies at the edge of a wedge. */
function middleOf(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const [ox, oy] = points[0]!
  let [area, x, y] = [0, 0, 0]
  for (const [at, [px, py]] of points.entries()) {
    const [nx, ny] = points[(at + 1) % points.length]!
    const cross = (px - ox) * (ny - oy) - (nx - ox) * (py - oy)
    area += cross
    x += (px + nx - 2 * ox) * cross
    y += (py + ny - 2 * oy) * cross
  }
  return area === 0 ? [ox, oy] : [ox + x / (3 * area), oy + y / (3 * area)]
}
