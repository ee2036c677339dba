import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import { registers, type EntryId, type SeenTie } from '#engines/registers/shared'
import { useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { ageOn } from '../register-words.ts'
import { detailOf, holdsOn, tiesOf, type File, type Shown } from './file.ts'
import './household-picture.css'

interface Member {
  readonly id: string
  readonly name: string
  readonly age: number | null
  readonly relation: string
  /** Lives here; otherwise is only registered here. */
  readonly lives: boolean
  readonly hukou: boolean
  readonly owns: boolean
}

/** Who lives in a home or is registered there: the head first, then by age. */
export function membersOf(home: File, day: string): Member[] {
  const held = (kind: 'lives' | 'hukou' | 'owns') => tiesOf(home, kind, false).filter((tie) => holdsOn(tie, day))
  const [lives, hukou, owns] = [held('lives'), held('hukou'), held('owns')]
  const people = new Map<string, SeenTie>()
  for (const tie of [...lives, ...hukou]) if (!people.has(tie.other.id)) people.set(tie.other.id, tie)
  const has = (ties: readonly SeenTie[], id: string) => ties.some((tie) => tie.other.id === id)
  return [...people.values()]
    .map((tie): Member => {
      const all = [...lives, ...hukou].filter((each) => each.other.id === tie.other.id)
      return {
        id: tie.other.id,
        name: tie.other.title,
        age: ageOn(tie.other.fields['birth'], day),
        relation: all.map((each) => detailOf(each, 'relation')).find(Boolean) ?? '',
        lives: has(lives, tie.other.id),
        hukou: has(hukou, tie.other.id),
        owns: has(owns, tie.other.id),
      }
    })
    .toSorted(
      (a, b) =>
        Number(b.lives) - Number(a.lives) ||
        Number(b.relation === '户主') - Number(a.relation === '户主') ||
        (b.age ?? -1) - (a.age ?? -1),
    )
}

/** The household as a small picture: the home with the people who live in it, and beside it who is only registered there. */
export function HouseholdPicture({ file, day, isPast }: Shown) {
  const own = file.entry.register === 'home'
  const lives = own ? [] : tiesOf(file, 'lives', true).filter((tie) => holdsOn(tie, day))
  if (own) return <Household home={file} day={day} focus={null} />
  return lives.map((tie) => (
    <HouseholdOf key={tie.id} id={tie.other.id} day={day} isPast={isPast} focus={file.entry.id} />
  ))
}

function HouseholdOf({ id, day, isPast, focus }: { id: EntryId; day: string; isPast: boolean; focus: string }) {
  const home = useOperation(registers.entry, { id, ...(isPast && { on: day }) })
  if (!home.data || home.data.entry.id !== id) return null
  return <Household home={home.data} day={day} focus={focus} />
}

const step = 92
const perRow = 6

function Household({ home, day, focus }: { home: File; day: string; focus: string | null }) {
  const text = useText()
  const street = useStreet()
  const members = membersOf(home, day)
  const inside = members.filter((member) => member.lives)
  const outside = members.filter((member) => !member.lives)
  const across = Math.max(1, Math.min(perRow, inside.length))
  const rows = Math.max(1, Math.ceil(inside.length / perRow))
  const width = across * step + 32
  const height = rows * 96 + 56
  const beside = outside.length === 0 ? 0 : Math.min(3, outside.length) * step + 24
  const empty: Text = ['无人居住登记', 'Nobody registered as living here']
  return (
    <section className="household" aria-labelledby={`household-${home.entry.id}`}>
      <h2 id={`household-${home.entry.id}`}>
        {text(['家庭', 'Household'])}{' '}
        {focus && <Link to={`/desk/${street}/files/${home.entry.id}`}>{home.entry.title}</Link>}
      </h2>
      <div className="household-scroll">
        <svg
          viewBox={`0 0 ${width + beside} ${Math.max(height, Math.ceil(outside.length / 3) * 96 + 56)}`}
          style={{ width: width + beside }}
          role="group"
          aria-label={text([
            `${home.entry.title}：居住 ${inside.length} 人，仅户籍 ${outside.length} 人`,
            `${home.entry.title}: ${inside.length} live here, ${outside.length} only registered`,
          ])}
        >
          <path
            className="household-home"
            d={`M8 44 L${width / 2} 6 L${width - 8} 44 M16 40 V${height - 8} H${width - 16} V40`}
          />
          {inside.length === 0 && (
            <text className="household-empty" x={width / 2} y={height / 2 + 20}>
              {text(empty)}
            </text>
          )}
          {inside.map((member, index) => (
            <Figure
              key={member.id}
              member={member}
              x={16 + (index % perRow) * step + step / 2}
              y={50 + Math.floor(index / perRow) * 96}
              isFocus={member.id === focus}
            />
          ))}
          {outside.map((member, index) => (
            <Figure
              key={member.id}
              member={member}
              x={width + 12 + (index % 3) * step + step / 2}
              y={50 + Math.floor(index / 3) * 96}
              isFocus={member.id === focus}
            />
          ))}
        </svg>
      </div>
      <p className="note household-key">
        {text([
          '实线：实际居住；虚线：仅户籍在此；“产”：产权人；“户”：户籍在此。',
          'Full line: lives here. Dashed: only registered. 产: owner. 户: registered here.',
        ])}
      </p>
    </section>
  )
}

function Figure({ member, x, y, isFocus }: { member: Member; x: number; y: number; isFocus: boolean }) {
  const text = useText()
  const street = useStreet()
  const age = member.age === null ? '' : text([`${member.age} 岁`, `${member.age}`])
  const marks = [member.owns && '产', member.hukou && member.lives && '户'].filter(Boolean).join('')
  const name = member.name.length > 6 ? `${member.name.slice(0, 5)}…` : member.name
  return (
    <Link
      to={`/desk/${street}/files/${member.id}`}
      aria-label={[
        member.name,
        member.relation,
        age,
        member.lives ? '' : text(['仅户籍在此', 'only registered here']),
        member.owns ? text(['产权人', 'owner']) : '',
      ]
        .filter(Boolean)
        .join('，')}
      aria-current={isFocus || undefined}
      className="household-person"
      data-absent={!member.lives || undefined}
      data-old={(member.age ?? 0) >= 80 || undefined}
    >
      <g transform={`translate(${x} ${y})`}>
        <rect x={-step / 2 + 4} y="-6" width={step - 8} height="92" rx="3" />
        <circle cy="12" r="9" />
        <path d="M-15 40 a15 15 0 0 1 30 0 z" />
        {marks && (
          <text className="household-marks" x="18" y="8">
            {marks}
          </text>
        )}
        <text className="household-name" y="58">
          {name}
        </text>
        <text className="household-note" y="75">
          {[member.relation, age].filter(Boolean).join(' · ')}
        </text>
      </g>
    </Link>
  )
}
