import { useId } from 'react'
import type { Text } from '#kernel/text'
import { useText } from '../text/index.ts'
import './controls.css'

interface Choosing<K extends string> {
  readonly options: Readonly<Record<K, Text>>
  readonly value: K | null | undefined
  readonly onChange: (chosen: K) => void
  readonly label?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: boolean | undefined
}

/** One of a few, all in sight: radio buttons that look like chips. */
export function Chips<K extends string>({ options, value, onChange, label, ...aria }: Choosing<K>) {
  const text = useText()
  const name = useId()
  return (
    <div className="chips" role="radiogroup" aria-label={label} {...aria}>
      {(Object.entries(options) as [K, Text][]).map(([key, option]) => (
        <label className="chip" key={key}>
          <input type="radio" name={name} checked={value === key} onChange={() => onChange(key)} />
          {text(option)}
        </label>
      ))}
    </div>
  )
}
