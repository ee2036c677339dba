import { useMemo } from 'react'
import { useText } from '#ui/text'
import { shortCommittee, useAreas } from '../directory.ts'
import './grid-choice.css'

interface Given {
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (code: string) => void
}

const width = 360

/** The grids of the street as outlines, each chosen by a press. Drawn here: at such an hour nothing else shall have to load. */
export function GridChoice({ chosen, onToggle }: Given) {
  const text = useText()
  const { grids, committeeName } = useAreas()
  const drawn = useMemo(() => {
    const all = grids.flatMap((grid) => grid.ring)
    if (all.length === 0) return null
    const lngs = all.map(([lng]) => lng)
    const lats = all.map(([, lat]) => lat)
    const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)]
    const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
    const scale = (width - 8) / ((east - west) * narrowing)
    const x = (lng: number) => (4 + (lng - west) * narrowing * scale).toFixed(1)
    const y = (lat: number) => (4 + (north - lat) * scale).toFixed(1)
    return {
      height: Math.ceil((north - south) * scale + 8),
      paths: grids.map((grid) => ({
        code: grid.code,
        name: grid.name,
        committee: grid.committee,
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
    </svg>
  )
}
