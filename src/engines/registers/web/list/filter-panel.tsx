import type { Text } from '#kernel/text'
import type { Register } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { shortCommittee } from '../directory.ts'
import { useOwnAreas } from '../own-areas.ts'
import { sayTag } from '../register-words.ts'
import { useRegisters } from '../registers-context.ts'
import { useKeptTags } from '../use-kept-tags.ts'
import { narrowing, type EntryFilter } from './entry-filter.ts'

interface Given {
  readonly register: Register
  readonly filter: EntryFilter
  readonly onChange: (filter: EntryFilter) => void
}

interface Option {
  readonly value: string
  readonly label: string
}

function Pick({
  label,
  value,
  options,
  onPick,
}: {
  label: Text
  value: string | undefined
  options: readonly Option[]
  onPick: (value: string | undefined) => void
}) {
  const text = useText()
  return (
    <label className="entry-filter">
      <span>{text(label)}</span>
      <select className="control" value={value ?? ''} onChange={(event) => onPick(event.target.value || undefined)}>
        <option value="">{text(['不限', 'Any'])}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Takes a part away where there is nothing to set. */
function withPart<K extends 'committee' | 'grid' | 'tag' | 'age'>(
  filter: EntryFilter,
  name: K,
  value: EntryFilter[K] | undefined,
): EntryFilter {
  const { [name]: _, ...rest } = filter
  return { ...rest, where: filter.where, ...(value !== undefined && { [name]: value }) }
}

function withField(filter: EntryFilter, name: string, value: string | boolean | undefined): EntryFilter {
  const { [name]: _, ...rest } = filter.where
  return { ...filter, where: value === undefined ? rest : { ...rest, [name]: value } }
}

export function FilterPanel({ register, filter, onChange }: Given) {
  const text = useText()
  const areas = useOwnAreas()
  const { tags } = useRegisters()
  const kept = useKeptTags()
  const grids = areas.grids.filter((grid) => !filter.committee || grid.committee === filter.committee)
  return (
    <div className="entry-filters">
      {areas.committees.length > 1 && (
        <Pick
          label={['居民区', 'Committee']}
          value={filter.committee}
          options={areas.committees.map((area) => ({ value: area.code, label: shortCommittee(area.name) }))}
          onPick={(value) => onChange(withPart(withPart(filter, 'grid', undefined), 'committee', value))}
        />
      )}
      <Pick
        label={['网格', 'Grid']}
        value={filter.grid}
        options={grids.map((grid) => ({ value: grid.code, label: grid.name }))}
        onPick={(value) => onChange(withPart(filter, 'grid', value))}
      />
      {register.id === 'person' && (
        <>
          <Pick
            label={['标签', 'Tag']}
            value={filter.tag}
            options={kept.map((id) => ({ value: id, label: text(sayTag(tags, id)) }))}
            onPick={(value) => onChange(withPart(filter, 'tag', value))}
          />
          <Pick
            label={['年龄', 'Age']}
            value={filter.age === undefined ? undefined : String(filter.age)}
            options={[16, 18, 35, 60, 65, 70, 75, 80, 85, 90, 95, 100].map((age) => ({
              value: String(age),
              label: text([`${age} 岁及以上`, `${age} and over`]),
            }))}
            onPick={(value) => onChange(withPart(filter, 'age', value === undefined ? undefined : Number(value)))}
          />
        </>
      )}
      {narrowing(register).map(([name, { field }]) => {
        const value = filter.where[name]
        return (
          <Pick
            key={name}
            label={field.label}
            value={value === undefined ? undefined : String(value)}
            options={
              field.kind === 'choice'
                ? Object.entries(field.options).map(([key, label]) => ({ value: key, label: text(label) }))
                : [
                    { value: 'true', label: text(['是', 'Yes']) },
                    { value: 'false', label: text(['否', 'No']) },
                  ]
            }
            onPick={(said) =>
              onChange(withField(filter, name, field.kind === 'flag' && said !== undefined ? said === 'true' : said))
            }
          />
        )
      })}
    </div>
  )
}
