import { Select } from 'antd'
import type { Text } from '#kernel/text'
import { categories, lights, sources, states } from '#engines/cases/shared'
import { shortCommittee, UnitSelect, useAreas } from '#engines/registers/web'
import { Chips } from '#ui'
import { useText } from '#ui/text'
import { useCaseTypes } from '../case-types-context.ts'
import { withPart, type Filter } from '../list-filter.ts'

interface Given {
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
}

function Pick<K extends 'type' | 'state' | 'source' | 'category' | 'committee'>({
  name,
  label,
  options,
  filter,
  onChange,
}: Given & { name: K; label: Text; options: { value: string; label: string }[] }) {
  const text = useText()
  return (
    <label className="filter-field">
      <span>{text(label)}</span>
      <Select
        aria-label={text(label)}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        placeholder={text(['不限', 'Any'])}
        value={(filter[name] as string | undefined) ?? null}
        onChange={(value: string | undefined) => onChange(withPart(filter, name, value as Filter[K]))}
        options={options}
      />
    </label>
  )
}

export function FilterPanel({ filter, onChange }: Given) {
  const text = useText()
  const types = useCaseTypes()
  const { committees } = useAreas()
  const given = { filter, onChange }
  const said = (table: Readonly<Record<string, Text>>) =>
    Object.entries(table).map(([value, label]) => ({ value, label: text(label) }))
  return (
    <div className="filter-panel">
      <Pick
        {...given}
        name="type"
        label={['类型', 'Type']}
        options={[...types.values()].map((type) => ({ value: type.id, label: text(type.label) }))}
      />
      <Pick {...given} name="state" label={['状态', 'State']} options={said(states)} />
      <Pick
        {...given}
        name="source"
        label={['来源', 'Source']}
        options={Object.entries(sources).map(([value, source]) => ({ value, label: text(source.label) }))}
      />
      <Pick
        {...given}
        name="category"
        label={['类别', 'Category']}
        options={categories().map((category) => ({
          value: category.key,
          label: `${text(category.name)} ${category.code}`,
        }))}
      />
      <Pick
        {...given}
        name="committee"
        label={['居民区', 'Committee']}
        options={committees.map((area) => ({ value: area.code, label: shortCommittee(area.name) }))}
      />
      <label className="filter-field">
        <span>{text(['主办单位', 'Lead unit'])}</span>
        <UnitSelect
          label={text(['主办单位', 'Lead unit'])}
          placeholder={text(['不限', 'Any'])}
          value={filter.unit ?? null}
          onChange={(unit) => onChange(withPart(filter, 'unit', unit as Filter['unit']))}
        />
      </label>
      <label className="filter-field">
        <span>{text(['上报自', 'Reported from'])}</span>
        <input
          className="control"
          type="date"
          value={filter.from ?? ''}
          max={filter.to}
          onChange={(event) => onChange(withPart(filter, 'from', event.target.value))}
        />
      </label>
      <label className="filter-field">
        <span>{text(['至', 'to'])}</span>
        <input
          className="control"
          type="date"
          value={filter.to ?? ''}
          min={filter.from}
          onChange={(event) => onChange(withPart(filter, 'to', event.target.value))}
        />
      </label>
      <div className="filter-field filter-lights">
        <span>{text(['灯', 'Light'])}</span>
        <Chips
          options={lights}
          label={text(['灯', 'Light'])}
          value={filter.light}
          onChange={(light) => onChange(withPart(filter, 'light', light))}
        />
      </div>
    </div>
  )
}
