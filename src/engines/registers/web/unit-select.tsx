import { Select } from 'antd'
import { useMemo } from 'react'
import { unitKinds, type Unit } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { useDirectory } from './directory.ts'

function useOptions(except: readonly string[] = []) {
  const text = useText()
  const { units } = useDirectory()
  return useMemo(() => {
    const kinds = Object.entries(unitKinds) as [Unit['kind'], readonly [string, string]][]
    return kinds.flatMap(([kind, label]) => {
      const options = units
        .filter((unit) => unit.kind === kind && !except.includes(unit.id))
        .map((unit) => ({ value: unit.id as string, label: unit.name }))
      return options.length ? [{ label: text(label), title: kind, options }] : []
    })
  }, [units, except, text])
}

interface One {
  readonly value: string | null
  readonly onChange: (unit: string | null) => void
  readonly id?: string
  readonly placeholder?: string
  readonly except?: readonly string[]
  readonly label?: string
}

const none: readonly string[] = []

/** One unit, found by typing a part of its name. */
export function UnitSelect({ value, onChange, id, placeholder, except = none, label }: One) {
  const text = useText()
  const options = useOptions(except)
  return (
    <Select
      {...(id && { id })}
      aria-label={label}
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={placeholder ?? text(['选择单位，可输入名称', 'Choose a unit, or type its name'])}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
      options={options}
    />
  )
}

interface Several {
  readonly value: readonly string[]
  readonly onChange: (units: string[]) => void
  readonly id?: string
  readonly except?: readonly string[]
  readonly max?: number
}

export function UnitsSelect({ value, onChange, id, except = none, max = 8 }: Several) {
  const text = useText()
  const options = useOptions(except)
  return (
    <Select
      {...(id && { id })}
      mode="multiple"
      maxCount={max}
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={text(['可多选', 'Several may be chosen'])}
      value={[...value]}
      onChange={(chosen: string[]) => onChange(chosen)}
      options={options}
    />
  )
}
