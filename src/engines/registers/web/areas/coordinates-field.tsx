import { useState } from 'react'
import type { LngLat } from '#engines/registers/shared'
import { FieldRow } from '#ui'

interface Given {
  readonly value: readonly LngLat[]
  readonly onChange: (points: readonly LngLat[]) => void
}

const said = (points: readonly LngLat[]) =>
  points.map(([lng, lat]) => `${lng.toFixed(6)}, ${lat.toFixed(6)}`).join('\n')

/** Two numbers a line; a line that is not two numbers is not a point. */
function read(words: string): LngLat[] {
  return words.split('\n').flatMap((line) => {
    const [lng, lat] = line
      .normalize('NFKC')
      .split(/[\s,;、]+/)
      .filter(Boolean)
      .map(Number)
    return lng !== undefined && lat !== undefined && Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [[lng, lat]] : []
  })
}

/** The same line as on the map, in numbers: for surveyors' lists and for whoever works without a mouse. */
export function CoordinatesField({ value, onChange }: Given) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <FieldRow
      label={['分界线坐标', 'Coordinates of the line']}
      hint={[
        '每行一个点：经度, 纬度（WGS-84 或 CGCS2000）。从区划外起，到另一侧外止。',
        'One point a line: longitude, latitude (WGS-84 or CGCS2000). Begin outside the area and end outside on the other side.',
      ]}
    >
      {(field) => (
        <textarea
          {...field}
          className="control area-coordinates"
          rows={4}
          value={typed ?? said(value)}
          onFocus={() => setTyped(said(value))}
          onChange={(event) => {
            setTyped(event.target.value)
            onChange(read(event.target.value))
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </FieldRow>
  )
}
