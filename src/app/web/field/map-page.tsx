import { useMemo, useState } from 'react'
import { cases, lightOf, lights } from '#engines/cases/shared'
import { registers } from '#engines/registers/shared'
import { Problem, Waiting } from '#ui/notices'
import { useText } from '#ui/text'
import { useNow } from '#ui/time'
import { AreaMap, type MapMark } from '../light/area-map.tsx'
import { Link } from '../light/link.tsx'
import { usePosition } from '../light/position.ts'
import { useHeard, useWorking } from './asking.ts'
import { LightAndDue } from './parts.tsx'

/** My tasks (or, for who has none, the checks) on the outlines of the grids: no tiles, no line needed. */
export function MapPage() {
  const text = useText()
  const { street, membership } = useWorking()
  const now = useNow()
  const here = usePosition()
  const [chosen, setChosen] = useState<string>()
  const areas = useHeard(registers.areas, {})
  const handles = membership.can.includes('cases.sign')
  const tasks = useHeard(cases.myTasks, {}, { enabled: handles })
  const checks = useHeard(
    cases.list,
    { queue: 'to_check', sort: 'due', limit: 50 },
    { enabled: membership.can.includes('cases.check') },
  )
  const lines = useMemo(
    () => [...(tasks.data?.value.items ?? []), ...(checks.data?.value.items ?? [])],
    [tasks.data, checks.data],
  )
  const marks = lines.flatMap<MapMark>((line) => {
    if (line.lng === null || line.lat === null) return []
    const light = lightOf(line, now.toISOString())
    return [{ id: line.id, lng: line.lng, lat: line.lat, light, label: `${line.title} ${text(lights[light])}` }]
  })
  const open = lines.find((line) => line.id === chosen)
  const missing = lines.length - marks.length
  return (
    <main className="page map-page">
      <h1 className="unseen">{text(['地图', 'Map'])}</h1>
      {!areas.data && areas.isPending && <Waiting />}
      {!areas.data && areas.error && (
        <Problem
          error={areas.error}
          kept={['有网络时打开一次地图，之后没有网络也能看。', 'Open the map once with a line; then it works without.']}
        />
      )}
      {areas.data && (
        <AreaMap
          areas={areas.data.value.committees}
          lines={areas.data.value.grids}
          marks={marks}
          chosen={chosen}
          here={here}
          onOpen={setChosen}
          label={['我的任务地图', 'Map of my tasks']}
        />
      )}
      {open ? (
        <Link to={`/field/${street}/case/${open.id}`} className="map-chosen">
          <LightAndDue seen={open} />
          <strong>{open.title}</strong>
          <span className="place">{open.place}</span>
        </Link>
      ) : (
        <p className="quiet-text">
          {text([`共 ${marks.length} 件，点一下看是哪件。`, `${marks.length} in all; tap one to see which.`])}
          {missing > 0 && text([` 另有 ${missing} 件没有坐标。`, ` ${missing} more have no position.`])}
        </p>
      )}
    </main>
  )
}
