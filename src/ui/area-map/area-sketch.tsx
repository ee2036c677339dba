import { useMemo } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '../text/index.ts'
import './area-sketch.css'

type Ring = readonly (readonly [lng: number, lat: number])[]

interface Sketched {
  readonly rings: readonly { readonly code: string; readonly ring: Ring }[]
  readonly at: readonly [lng: number, lat: number]
  /** The ring in which the point lies, drawn stronger. */
  readonly inside?: string | null
  /** Half the width of what is shown, in metres. */
  readonly radius?: number
  readonly label: Text
}

const metresPerDegree = 111_320

/** Where a point lies among the areas around it: lines and a mark, drawn at once and printed as well. */
export function AreaSketch({ rings, at, inside, radius = 420, label }: Sketched) {
  const text = useText()
  const [lng, lat] = at
  const paths = useMemo(() => {
    const narrowing = Math.cos((lat * Math.PI) / 180)
    const x = (value: number) => Math.round((value - lng) * metresPerDegree * narrowing)
    const y = (value: number) => Math.round((lat - value) * metresPerDegree)
    const margin = radius * 2.2
    return rings.flatMap(({ code, ring }) => {
      const points = ring.map(([east, north]) => [x(east), y(north)] as const)
      const isNear = points.some(([east, south]) => Math.abs(east) < margin && Math.abs(south) < margin)
      return isNear ? [{ code, d: `M${points.map((point) => point.join(' ')).join('L')}Z` }] : []
    })
  }, [rings, lng, lat, radius])
  return (
    <svg
      className="area-sketch"
      role="img"
      aria-label={text(label)}
      viewBox={`${(-radius * 4) / 3} ${-radius} ${(radius * 8) / 3} ${radius * 2}`}
      preserveAspectRatio="xMidYMid slice"
    >
      {paths.map(({ code, d }) => (
        <path key={code} d={d} data-inside={code === inside || undefined} />
      ))}
      <circle className="area-sketch-ring" r="50" />
      <circle className="area-sketch-mark" r={radius / 32} />
      <g className="area-sketch-scale" transform={`translate(${-radius * 1.26} ${radius * 0.92})`}>
        <path d={`M0 -${radius / 30}V0H100V-${radius / 30}`} />
        <text x="108" y="0" fontSize={radius / 11}>
          100 m
        </text>
      </g>
    </svg>
  )
}
