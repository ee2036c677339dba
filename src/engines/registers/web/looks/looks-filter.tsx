import type { Text } from '#kernel/text'
import { lookKinds, purposes } from '#engines/registers/shared'
import { Button } from '#ui'
import { useText } from '#ui/text'

import { entryIn } from './look-words.ts'

interface Given {
  readonly params: URLSearchParams
  readonly who: string
  readonly onWho: (name: string) => void
  readonly onChange: (part: Readonly<Record<string, string>>) => void
}

/** By who looked, on which days, how and why; at whom, by the address of the file. */
export function LooksFilter({ params, who, onWho, onChange }: Given) {
  const text = useText()
  const said = (name: string) => params.get(name) ?? ''
  const day = (name: 'from' | 'to', label: Text) => (
    <label className="filter-field">
      <span className="note">{text(label)}</span>
      <input
        className="control"
        type="date"
        value={said(name)}
        {...(name === 'from' ? { max: said('to') || undefined } : { min: said('from') || undefined })}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </label>
  )
  const choice = (name: string, label: Text, options: readonly (readonly [string, string])[]) => (
    <label className="filter-field">
      <span className="note">{text(label)}</span>
      <select className="control" value={said(name)} onChange={(event) => onChange({ [name]: event.target.value })}>
        <option value="">{text(['全部', 'All'])}</option>
        {options.map(([id, option]) => (
          <option key={id} value={id}>
            {option}
          </option>
        ))}
      </select>
    </label>
  )
  const worded = (known: Readonly<Record<string, Text>>) =>
    Object.entries(known).map(([id, label]) => [id, text(label)] as const)
  const whom = said('entry')
  return (
    <div className="looks-filter">
      <label className="filter-field">
        <span className="note">{text(['查看人', 'Who looked'])}</span>
        <input
          className="control"
          type="search"
          placeholder={text(['姓名', 'Name'])}
          maxLength={40}
          value={who}
          onChange={(event) => onWho(event.target.value)}
        />
      </label>
      {day('from', ['自', 'From'])}
      {day('to', ['至', 'To'])}
      {choice('purpose', ['目的', 'Purpose'], worded(purposes))}
      {choice('kind', ['方式', 'How'], worded(lookKinds))}
      <label className="filter-field">
        <span className="note">{text(['被查看的档案', 'At which file'])}</span>
        <input
          className="control"
          type="search"
          placeholder={text(['粘贴档案网址', 'Paste its address'])}
          aria-invalid={(whom !== '' && entryIn(whom) === undefined) || undefined}
          value={whom}
          onChange={(event) => onChange({ entry: entryIn(event.target.value) ?? event.target.value })}
        />
      </label>
      {[...params.keys()].length > 0 && (
        <Button
          tone="quiet"
          onClick={() => {
            onWho('')
            onChange(Object.fromEntries([...params.keys()].map((name) => [name, ''])))
          }}
        >
          {text(['清除条件', 'Clear'])}
        </Button>
      )}
    </div>
  )
}
