import { useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import { registers, type SeenEntry } from '#engines/registers/shared'
import { Chips, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { ageOn } from '../register-words.ts'
import { byFloor, residentsOf } from './floors.ts'
import type { Shown } from './file.ts'

const views = {
  people: ['居住', 'Occupancy'],
  old: ['老人', 'Older people'],
} as const satisfies Record<string, Text>
type View = keyof typeof views

/** A building as it stands: floors from the top, a cell for each home; a press opens the home. */
export function Elevation({ file, day }: Shown) {
  const text = useText()
  const street = useStreet()
  const [view, setView] = useState<View>('people')
  const within = { parent: file.entry.id, limit: 200 } as const
  const homes = useOperation(registers.entries, { register: 'home', ...within })
  const people = useOperation(registers.entries, { register: 'person', ...within })
  if (homes.isPending) return <Waiting />
  const items = homes.data?.items ?? []
  if (items.length === 0) return null
  const floors = byFloor(items)
  const living = residentsOf(items, people.data?.items ?? [])
  return (
    <section className="elevation" aria-labelledby="file-elevation">
      <div className="elevation-head">
        <h2 id="file-elevation">
          {text(['楼栋立面', 'Elevation'])}{' '}
          <span className="quiet">
            {text([`${floors.length} 层 ${items.length} 户`, `${floors.length} floors, ${items.length} homes`])}
          </span>
        </h2>
        <Chips options={views} value={view} onChange={setView} label={text(['按什么着色', 'Coloured by'])} />
      </div>
      <div className="table-scroll">
        <table className="elevation-table">
          <tbody>
            {floors.map(({ floor, homes: row }) => (
              <tr key={floor ?? 'none'}>
                <th scope="row">{floor === null ? '—' : text([`${floor} 层`, `${floor}`])}</th>
                {row.map((home) => (
                  <Cell
                    key={home.id}
                    home={home}
                    people={living.get(home.id) ?? []}
                    view={view}
                    day={day}
                    to={street}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="elevation-key note">
        {view === 'people'
          ? text(['颜色越深，居住的人越多；空白为无人居住登记。', 'The darker, the more people live there.'])
          : text([
              '数字为 60 岁及以上人数；粗框为有 80 岁及以上老人。',
              'People of 60 and over; a thick frame: of 80 and over.',
            ])}
      </p>
    </section>
  )
}

interface CellGiven {
  readonly home: SeenEntry
  readonly people: readonly SeenEntry[]
  readonly view: View
  readonly day: string
  readonly to: string
}

function Cell({ home, people, view, day, to }: CellGiven) {
  const text = useText()
  const ages = people.map((person) => ageOn(person.fields['birth'], day) ?? 0)
  const old = ages.filter((age) => age >= 60).length
  const veryOld = ages.some((age) => age >= 80)
  const count = view === 'people' ? people.length : old
  const room = String(home.fields['room'] ?? home.title)
  const said = [
    home.title,
    text([`居住 ${people.length} 人`, `${people.length} live here`]),
    old > 0 && text([`60 岁及以上 ${old} 人`, `${old} of 60 and over`]),
  ]
    .filter(Boolean)
    .join('，')
  return (
    <td>
      <Link
        to={`/desk/${to}/files/${home.id}`}
        aria-label={said}
        title={said}
        data-step={Math.min(4, count)}
        data-thick={(view === 'old' && veryOld) || undefined}
      >
        <span>{room}</span>
        <strong>{count || ''}</strong>
      </Link>
    </td>
  )
}
