import { useMemo } from 'react'
import { useText } from '#ui/text'
import { shortCommittee, useAreas } from '../directory.ts'
import { useOwnAreas } from '../own-areas.ts'
import './grid-choice.css'

interface Given {
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (code: string) => void
}

const [width, highest] = [360, 300]
/** So few have room for their names. */
const fewNamed = 12

const middle = (all: readonly number[]) => (Math.min(...all) + Math.max(...all)) / 2

/** The grids of the street as outlines, each chosen by a press. Drawn here: at such an hour nothing else shall have to load. */
export function GridChoice({ chosen, onToggle }: Given) {
  const text = useText()
  const { committeeName } = useAreas()
  const { grids } = useOwnAreas()
  const drawn = useMemo(() => {
    const all = grids.flatMap((grid) => grid.ring)
    if (all.length === 0) return null
    const lngs = all.map(([lng]) => lng)
    const lats = all.map(([, lat]) => lat)
    const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)]
    const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
    // A committee may be long and narrow, where a street is broad.
    const scale = Math.min((width - 8) / ((east - west) * narrowing), (highest - 8) / (north - south))
    const left = (width - (east - west) * narrowing * scale) / 2
    const x = (lng: number) => (left + (lng - west) * narrowing * scale).toFixed(1)
    const y = (lat: number) => (4 + (north - lat) * scale).toFixed(1)
    return {
      height: Math.ceil((north - south) * scale + 8),
      paths: grids.map((grid) => ({
        code: grid.code,
        name: grid.name,
        committee: grid.committee,
        at: [
          middle(grid.ring.map(([lng]) => Number(x(lng)))),
          middle(grid.ring.map(([, lat]) => Number(y(lat)))),
        ] as const,
        d: `M${grid.ring.map(([lng, lat]) => `${x(lng)} ${y(lat)}`).join('L')}Z`,
      })),
    }
  }, [grids])
  if (!drawn) return null
  return (
    <svg
      className="grid-choice"
      viewBox={`0 0 ${width} ${drawn.height}`}
      role="group"
      aria-label={text(['网格地图，点选网格', 'Map of the grids; press to choose'])}
    >
      {drawn.paths.map((grid) => (
        <path
          key={grid.code}
          d={grid.d}
          role="checkbox"
          tabIndex={0}
          aria-checked={chosen.has(grid.code)}
          aria-label={`${shortCommittee(committeeName(grid.committee))} ${grid.name}`}
          onClick={() => onToggle(grid.code)}
          onKeyDown={(event) => {
            if (event.key !== ' ' && event.key !== 'Enter') return
            event.preventDefault()
            onToggle(grid.code)
          }}
        >
          <title>{`${shortCommittee(committeeName(grid.committee))} ${grid.name}`}</title>
        </path>
      ))}
      {drawn.paths.length <= fewNamed &&
        drawn.paths.map(({ code, name, committee, at: [x, y] }) => (
          // A grid is mostly named after its committee.
          <text key={code} x={x} y={y} aria-hidden="true" data-chosen={chosen.has(code) || undefined}>
            {name.replace(shortCommittee(committeeName(committee)), '')}
          </text>
        ))}
    </svg>
  )
}
