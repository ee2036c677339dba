import { useState, type FormEvent } from 'react'
import type { SentTo } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { purposes, registerRefusals, type Purpose, type registers, type SeenEntry } from '#engines/registers/shared'
import { Button, Chips, FieldRow, InputRow, Problem } from '#ui'
import { useText } from '#ui/text'
import { shortCommittee, useAreas } from '../directory.ts'
import { EntryPicker } from '../entry-picker.tsx'
import { useOwnAreas } from '../own-areas.ts'
import { sayTag } from '../register-words.ts'
import { useRegisters } from '../registers-context.ts'
import { GridChoice } from './grid-choice.tsx'

const ages: Readonly<Record<string, Text>> = {
  0: ['不限', 'Any'],
  60: ['60 岁+', '60+'],
  70: ['70 岁+', '70+'],
  80: ['80 岁+', '80+'],
  90: ['90 岁+', '90+'],
}
const floors: Readonly<Record<string, Text>> = {
  any: ['不限', 'Any'],
  ground: ['底层', 'Ground floor'],
  low: ['1–3 层', '1–3'],
  high: ['7 层以上', '7 and up'],
}
const spans: Readonly<Record<string, { from: number; to: number }>> = {
  ground: { from: -5, to: 1 },
  low: { from: -5, to: 3 },
  high: { from: 7, to: 200 },
}
const alone: Readonly<Record<string, Text>> = { any: ['不限', 'Any'], yes: ['独居', 'Living alone'] }
/** What is asked for in an emergency, before all others. */
const first = ['disabled_care', 'disability', 'dementia_risk', 'elder_household', 'grave_illness', 'no_kin']

interface Given {
  readonly onAsk: (asked: SentTo<typeof registers.callList>) => void
  readonly isAsking: boolean
  readonly error: unknown
}

/** Whom to call, where, and why: the three questions of an emergency. */
export function CallForm({ onAsk, isAsking, error }: Given) {
  const text = useText()
  const areas = useAreas()
  const own = useOwnAreas()
  const { tags } = useRegisters()
  const [age, setAge] = useState('80')
  const [living, setLiving] = useState('any')
  const [floor, setFloor] = useState('any')
  const [chosenTags, setTags] = useState<ReadonlySet<string>>(new Set())
  const [isEveryTag, setEveryTag] = useState(false)
  const [grids, setGrids] = useState<ReadonlySet<string>>(new Set())
  const [committees, setCommittees] = useState<readonly string[]>([])
  const [places, setPlaces] = useState<readonly SeenEntry[]>([])
  const [purpose, setPurpose] = useState<Purpose>('emergency')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const isPlaced = grids.size > 0 || committees.length > 0 || places.length > 0
  const isSaid = note.trim().length >= 2

  function toggled(set: ReadonlySet<string>, each: string): ReadonlySet<string> {
    const next = new Set(set)
    if (!next.delete(each)) next.add(each)
    return next
  }
  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!isPlaced || !isSaid) return
    const span = spans[floor]
    onAsk({
      within: {
        ...(committees.length > 0 && { committees: [...committees] }),
        ...(grids.size > 0 && { grids: [...grids] }),
        ...(places.length > 0 && { places: places.map((place) => place.id) }),
      },
      ...(Number(age) > 0 && { minAge: Number(age) }),
      ...(living === 'yes' && { livesAlone: true }),
      ...(chosenTags.size > 0 && { tags: [...chosenTags] }),
      ...(span && { floors: span }),
      purpose,
      note: note.trim(),
    })
  }
  const open = Object.keys(tags).filter((tag) => !tags[tag]?.restricted)
  const listed = isEveryTag ? open : open.filter((tag) => first.includes(tag) || chosenTags.has(tag))
  return (
    <form className="call-form" onSubmit={send} noValidate>
      <FieldRow label={['年龄', 'Age']} group>
        {({ id: _, ...aria }) => (
          <Chips {...aria} options={ages} value={age} onChange={setAge} label={text(['年龄', 'Age'])} />
        )}
      </FieldRow>
      <FieldRow label={['居住', 'Living']} group>
        {({ id: _, ...aria }) => (
          <Chips {...aria} options={alone} value={living} onChange={setLiving} label={text(['居住', 'Living'])} />
        )}
      </FieldRow>
      <FieldRow label={['楼层', 'Floor']} group>
        {({ id: _, ...aria }) => (
          <Chips {...aria} options={floors} value={floor} onChange={setFloor} label={text(['楼层', 'Floor'])} />
        )}
      </FieldRow>
      <FieldRow label={['标签（任一）', 'Any of the tags']} group>
        {() => (
          <div className="chips">
            {listed.map((tag) => (
              <label className="chip" key={tag}>
                <input
                  type="checkbox"
                  checked={chosenTags.has(tag)}
                  onChange={() => setTags(toggled(chosenTags, tag))}
                />
                {text(sayTag(tags, tag))}
              </label>
            ))}
            {!isEveryTag && (
              <button type="button" className="link-button" onClick={() => setEveryTag(true)}>
                {text(['更多标签', 'More tags'])}
              </button>
            )}
          </div>
        )}
      </FieldRow>
      <FieldRow
        label={['范围', 'Where']}
        group
        error={
          tried && !isPlaced
            ? text([
                '请在图上点选网格，或选居民区、小区、楼栋。',
                'Choose grids on the map, a committee, or a building.',
              ])
            : undefined
        }
      >
        {() => (
          <div className="call-where">
            <GridChoice chosen={grids} onToggle={(code) => setGrids(toggled(grids, code))} />
            <select
              className="control"
              aria-label={text(['加一个居民区', 'Add a committee'])}
              value=""
              onChange={(event) => setCommittees([...new Set([...committees, event.target.value])])}
            >
              <option value="">{text(['加一个居民区…', 'Add a committee…'])}</option>
              {own.committees.map((area) => (
                <option key={area.code} value={area.code}>
                  {shortCommittee(area.name)}
                </option>
              ))}
            </select>
            <EntryPicker
              key={places.length}
              registers={['compound', 'building', 'staircase']}
              label={text(['加一个小区、楼栋或门号', 'Add a compound, building or staircase'])}
              value={null}
              onChange={(place) => {
                if (place) setPlaces([...places.filter((each) => each.id !== place.id), place])
              }}
            />
            <ChosenPlaces
              items={[
                ...[...grids].map((code) => ({
                  key: code,
                  label: areas.gridName(code),
                  drop: () => setGrids(toggled(grids, code)),
                })),
                ...committees.map((code) => ({
                  key: code,
                  label: shortCommittee(areas.committeeName(code)),
                  drop: () => setCommittees(committees.filter((each) => each !== code)),
                })),
                ...places.map((place) => ({
                  key: place.id,
                  label: place.title,
                  drop: () => setPlaces(places.filter((each) => each.id !== place.id)),
                })),
              ]}
            />
          </div>
        )}
      </FieldRow>
      <FieldRow label={['用途', 'Purpose']} group>
        {({ id: _, ...aria }) => (
          <Chips {...aria} options={purposes} value={purpose} onChange={setPurpose} label={text(['用途', 'Purpose'])} />
        )}
      </FieldRow>
      <InputRow
        label={['事由', 'What for']}
        error={tried && !isSaid ? text(['请写明事由，将记入日志。', 'Say what for; it is written down.']) : undefined}
        maxLength={200}
        placeholder={text(['如“台风‘贝碧嘉’转移底层老人”', 'Such as “typhoon: moving the old out of ground floors”'])}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {error !== null && error !== undefined && <Problem error={error} refusals={registerRefusals} />}
      <div className="form-buttons call-send">
        <Button type="submit" tone="main" busy={isAsking}>
          {isAsking ? text(['正在列出…', 'Listing…']) : text(['列出名单', 'List them'])}
        </Button>
        <span className="note">
          {text(['电话为明文，查看将记入日志', 'Numbers are in clear; this is written down'])}
        </span>
      </div>
    </form>
  )
}

function ChosenPlaces({ items }: { items: readonly { key: string; label: string; drop: () => void }[] }) {
  const text = useText()
  if (items.length === 0) return null
  return (
    <ul className="call-chosen" aria-label={text(['已选范围', 'Chosen'])}>
      {items.map((item) => (
        <li key={item.key}>
          <button type="button" onClick={item.drop} title={text(['去掉', 'Take away'])}>
            {item.label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
