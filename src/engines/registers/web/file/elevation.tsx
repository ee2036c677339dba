import { Fragment, useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import type { OutputOf } from '#kernel/operation'
import { registerRefusals, registers } from '#engines/registers/shared'
import { Chips, Problem, Waiting } from '#ui'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { standingOf } from './floors.ts'
import type { Shown } from './file.ts'
import './elevation.css'

const views = {
  people: ['居住', 'Occupancy'],
  old: ['老人', 'Older people'],
} as const satisfies Record<string, Text>
type View = keyof typeof views

/** A building as it stands: floors from the top, a cell for each home; a press opens the home. */
export function Elevation({ file, day, isPast }: Shown) {
  const text = useText()
  const street = useStreet()
  const [view, setView] = useState<View>('people')
  const found = useOperation(registers.elevation, { id: file.entry.id, ...(isPast && { on: day }) })
  if (found.isError) return <Problem error={found.error} refusals={registerRefusals} isBrief />
  if (found.isPending) return <Waiting />
  const items = found.data.homes.map(({ home, people }) => ({ ...home, people }))
  if (items.length === 0)
    return (
      <section className="elevation">
        <p className="quiet">
          {text([
            '这里还没有登记房屋；导入房屋清单后，会按楼层排在这里。',
            'No home is registered here yet. A list of homes that is imported will stand here floor by floor.',
          ])}
        </p>
      </section>
    )
  const { stairs, floors } = standingOf(items)
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
          {stairs.length > 1 && (
            <thead>
              <tr>
                <td />
                {stairs.map(({ number, across }) => (
                  <th scope="colgroup" colSpan={across} key={number}>
                    {number === '' ? '—' : text([`${number} 号`, `No. ${number}`])}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {floors.map(({ floor, homes: row }) => (
              <tr key={floor ?? 'none'}>
                <th scope="row">{floor === null ? '—' : text([`${floor} 层`, `${floor}`])}</th>
                {row.map((within, at) => {
                  const gap = (stairs[at]?.across ?? 1) - within.length
                  return (
                    <Fragment key={stairs[at]?.number}>
                      {within.map((home) => (
                        <Cell key={home.id} home={home} view={view} to={street} />
                      ))}
                      {gap > 0 && <td colSpan={gap} />}
                    </Fragment>
                  )
                })}
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

type Home = OutputOf<typeof registers.elevation>['homes'][number]

interface CellGiven {
  readonly home: Home['home'] & Pick<Home, 'people'>
  readonly view: View
  readonly to: string
}

function Cell({ home, view, to }: CellGiven) {
  const text = useText()
  const { all = 0, over60 = 0, over80 = 0 } = home.people ?? {}
  const count = view === 'people' ? all : over60
  const room = String(home.fields['room'] ?? home.title)
  const said = [
    home.title,
    home.people && text([`居住 ${all} 人`, `${all} live here`]),
    over60 > 0 && text([`60 岁及以上 ${over60} 人`, `${over60} of 60 and over`]),
    over80 > 0 && text([`80 岁及以上 ${over80} 人`, `${over80} of 80 and over`]),
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
        data-thick={(view === 'old' && over80 > 0) || undefined}
      >
        <span>{room}</span>
        <strong>{count || ''}</strong>
      </Link>
    </td>
  )
}
