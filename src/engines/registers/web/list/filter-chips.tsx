import type { Register } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { shortCommittee, useAreas } from '../directory.ts'
import { sayTag, sayValue } from '../register-words.ts'
import { useRegisters } from '../registers-context.ts'
import type { EntryFilter } from './entry-filter.ts'

interface Given {
  readonly register: Register
  readonly filter: EntryFilter
  readonly parent: string | undefined
  readonly onChange: (filter: EntryFilter) => void
}

/** What narrows the list, each with a cross to take it away. */
export function FilterChips({ register, filter, parent, onChange }: Given) {
  const text = useText()
  const areas = useAreas()
  const { tags } = useRegisters()
  const without = (name: keyof EntryFilter): EntryFilter => {
    const { [name]: _, ...rest } = filter
    return { where: {}, ...rest }
  }
  const chips: [key: string, label: string, next: EntryFilter][] = []
  if (filter.parent) chips.push(['parent', parent ?? text(['所在位置', 'Where it lies']), without('parent')])
  if (filter.committee)
    chips.push(['committee', shortCommittee(areas.committeeName(filter.committee)), without('committee')])
  if (filter.grid) chips.push(['grid', areas.gridName(filter.grid), without('grid')])
  if (filter.tag) chips.push(['tag', text(sayTag(tags, filter.tag)), without('tag')])
  if (filter.age) chips.push(['age', text([`${filter.age} 岁及以上`, `${filter.age} and over`]), without('age')])
  for (const [name, value] of Object.entries(filter.where)) {
    const known = register.fields[name]
    const { [name]: _, ...where } = filter.where
    if (known) chips.push([name, `${text(known.field.label)}：${text(sayValue(known, value))}`, { ...filter, where }])
  }
  if (chips.length === 0) return null
  return (
    <ul className="entry-chips" aria-label={text(['已选条件', 'What narrows the list'])}>
      {chips.map(([key, label, next]) => (
        <li key={key}>
          <button type="button" onClick={() => onChange(next)} title={text(['去掉此条件', 'Take this away'])}>
            {label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
